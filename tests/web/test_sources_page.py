"""The page of the sources: health from the store, reliability apart from credibility, collecting now, and no way into private networks."""

from __future__ import annotations

import html
import importlib.util
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from desk_pages import EVIL
from members import manned, member, send
from starlette.testclient import TestClient

from marsad.archive.connect import Archive
from marsad.archive.questions import Filter
from marsad.desk import browsing, newsroom
from marsad.gather.sources import load_config
from marsad.web.door import Door

_spec = importlib.util.spec_from_file_location("sites", Path(__file__).resolve().parents[1] / "gather" / "sites.py")
assert _spec is not None
assert _spec.loader is not None
sites: Any = sys.modules.get("sites") or importlib.util.module_from_spec(_spec)
sys.modules.setdefault("sites", sites)
_spec.loader.exec_module(sites)


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    opened = manned(tmp_path)
    yield opened
    opened.close()


@pytest.fixture
def config(tmp_path: Path) -> Path:
    path = tmp_path / "marsad.toml"
    path.write_text(f'[collect]\nstore = "gathered"\ndelay = 0.0\n\n[[source]]\nname = "مصدر"\naddress = "https://news.example.org/rss"\noutlet = "صحيفة strike"\n\n[[source]]\nname = {json.dumps(EVIL)}\naddress = "https://evil.example.org/"\nenabled = false\n', encoding="utf-8")  # fmt: skip
    return path


def at(archive: Archive, config: Path, role: str = "editor", language: str = "en") -> TestClient:
    return member(archive, role, language, door=Door(accounts=True, config=config))


@pytest.mark.parametrize("language", ["ar", "en"])
def test_every_source_and_outlet_is_shown(archive: Archive, config: Path, language: str) -> None:
    page = at(archive, config, "reader", language).get("/sources")
    assert page.status_code == 200
    assert "https://news.example.org/rss" in page.text
    assert "<img" not in page.text
    assert EVIL in html.unescape(page.text)
    assert "صحيفة again" in page.text
    assert 'action="/sources/' not in page.text  # a reader has no forms here


def test_where_there_is_no_file_the_page_says_so(archive: Archive, tmp_path: Path) -> None:
    page = at(archive, tmp_path / "none.toml").get("/sources")
    assert page.status_code == 200
    assert "marsad sources add" in page.text
    (tmp_path / "broken.toml").write_text("[[source", encoding="utf-8")
    assert at(archive, tmp_path / "broken.toml").get("/sources").status_code == 200


def test_reliability_is_kept_with_its_reason_and_taken_back(archive: Archive, config: Path) -> None:
    client = at(archive, config)
    event = browsing.page_of_events(archive, Filter(words="تل رفعت")).rows[0]["id"]
    assert send(client, "/sources/rate", outlet="صحيفة strike", value="B", why="<b>names its sources</b>") == 303
    page = client.get("/sources").text
    assert "&lt;b&gt;names its sources" in page
    assert "B · usually reliable" in client.get(f"/events/{event}").text
    assert "6 · cannot be judged" in client.get(f"/events/{event}").text  # credibility does not follow from it
    for form in ({"outlet": "x", "value": "G", "why": "w"}, {"outlet": "x", "value": "A", "why": " "}, {"outlet": "", "value": "A", "why": "w"}):
        assert send(client, "/sources/rate", **form) == 400
    number = page.split('action="/sources/undo"')[1].split('name="number" value="')[1].split('"')[0]
    assert send(client, "/sources/undo", number=number) == 303
    assert send(client, "/sources/undo", number=number) == 400
    assert newsroom.newsroom(archive, config).reliability == {}


def test_credibility_is_judged_on_the_page_of_the_event(archive: Archive, config: Path) -> None:
    client = at(archive, config, "coder")
    event = browsing.page_of_events(archive, Filter()).rows[0]["id"]
    assert send(client, f"/events/{event}/credibility", value="3", why="one outlet only") == 303
    assert '<option value="3" selected>' in client.get(f"/events/{event}").text
    assert send(client, f"/events/{event}/credibility", value="7", why="w") == 400
    assert send(client, "/events/e0000000000000000/credibility", value="3", why="w") == 400
    assert send(client, "/sources/rate", outlet="x", value="A", why="w") == 403


@pytest.mark.parametrize(
    "address",
    ["http://127.0.0.1/", "http://localhost.", "http://169.254.169.254/latest/meta-data", "http://[::1]:8080/", "http://[::ffff:10.0.0.1]/", "http://2130706433/", "http://0177.0.0.1/", "http://127.1/",
     "file:///etc/passwd", "ftp://example.org/", "../../etc/passwd", "/etc/passwd", "javascript:alert(1)", "", "https://" + "a" * 5000],
)  # fmt: skip
def test_no_source_leads_into_a_private_network_or_a_file(archive: Archive, config: Path, address: str) -> None:
    before = config.read_bytes()
    status = send(at(archive, config), "/sources/add", address=address, name="x", kind="feed")
    if address == "http://localhost.":
        assert status in (303, 400)  # a name: it is refused when it is looked up, as test_collecting_refuses… shows
        return
    assert status == 400
    assert config.read_bytes() == before


def test_a_source_that_is_added_breaks_out_of_nothing(archive: Archive, config: Path) -> None:
    client = at(archive, config)
    assert send(client, "/sources/add", address="https://new.example.org/rss", name='x"\n[collect]\nallow = ["127.0.0.1"]\n#', kind="feed") == 303
    found = load_config(config)
    assert found.settings.allow == []
    assert found.sources[-1].address == "https://new.example.org/rss"
    assert send(client, "/sources/add", address="https://new.example.org/rss", name="again", kind="feed") == 400
    assert send(client, "/sources/add", address="https://other.example.org/", name="x", kind="files") == 400
    assert send(client, "/sources/nothing") == 400


def collected(client: TestClient, **form: str) -> None:
    assert send(client, "/sources/collect", **form) == 303
    client.app.app.state.collecting.wait(120)  # type: ignore[attr-defined]


def test_collecting_now_brings_articles_into_the_archive_and_health_onto_the_page(archive: Archive, tmp_path: Path) -> None:
    with sites.sites() as (site,):
        site.pages["/rss"] = sites.Reply(sites.rss([(f"خبر {n}", f"{site.root}/story/{n}") for n in range(2)]))
        site.pages.update({f"/story/{n}": sites.Reply(sites.page(n)) for n in range(2)})
        path = sites.toml(tmp_path, site)
        client = at(archive, path)
        with archive.reading() as connection:
            before = connection.exec_driver_sql("SELECT count(*) FROM articles").scalar_one()
        assert "never asked" in client.get("/sources").text
        collected(client)
        with archive.reading() as connection:
            assert connection.exec_driver_sql("SELECT count(*) FROM articles").scalar_one() == before + 2
            assert connection.exec_driver_sql("SELECT who FROM changes WHERE action = 'load' ORDER BY number DESC LIMIT 2").scalars().all() == ["editor", "editor"]
    page = client.get("/sources").text
    assert "works" in page
    assert '<td data-label="Taken" class="num">2</td>' in page


def test_collecting_refuses_what_a_name_resolves_to_in_a_private_network(archive: Archive, tmp_path: Path) -> None:
    with sites.sites() as (site,):
        site.pages["/rss"] = sites.Reply(sites.rss([("خبر", f"{site.root}/story/0")]))
        path = tmp_path / "marsad.toml"
        path.write_text(f'[collect]\nstore = "gathered"\n\n[[source]]\nname = "inside"\naddress = "http://localhost:{site.port}/rss"\n', encoding="utf-8")
        client = at(archive, path)
        collected(client, name="inside")
        assert site.asked == []
    assert "refused: a private network" in client.get("/sources").text


def test_names_that_are_no_source_are_refused(archive: Archive, config: Path) -> None:
    for name in ("nobody", "--config=/etc/passwd", "../x"):
        assert send(at(archive, config), "/sources/collect", name=name) == 400


def test_one_collection_at_a_time(archive: Archive, config: Path) -> None:
    collecting = newsroom.Collecting()

    class Busy:
        def is_alive(self) -> bool:
            return True

    collecting._process = Busy()  # type: ignore[assignment]
    assert collecting.start(archive, config, []) is False
