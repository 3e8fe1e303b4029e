"""Sources: marsad.toml read, written, mended; OPML in and out; the outlets that Marsad knows."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from marsad.desk.sources import add_outlets, add_source, check_source, export_opml, import_opml
from marsad.gather.addresses import normal_address
from marsad.gather.settings import Settings
from marsad.gather.sources import Source, add_sources, load_config, source_text
from marsad.lexicon.outlets import OWNERSHIPS, known_outlets
from marsad.record import InputError, UsageError

EVERYTHING = Source(
    name='اسم "غريب" \\ \n\t\x7f', kind="feed", address="https://example.org/rss?x=1&y=2", outlet="صحيفة", country="SYR", language="ar", text="feed", every=60.0, delay=2.5,
    robots=False, hosts=["a.example", "b.example"], languages=["ar", "fa"], enabled=False,
)  # fmt: skip


def test_a_source_is_written_and_read_back_whatever_its_name_holds(tmp_path: Path) -> None:
    path = tmp_path / "marsad.toml"
    assert add_source(path, EVERYTHING)
    assert load_config(path).sources == (EVERYTHING,)
    assert tomllib.loads(source_text(EVERYTHING))["source"][0]["name"] == EVERYTHING.name


def test_what_is_there_is_not_added_again_and_a_taken_name_gets_a_number(tmp_path: Path) -> None:
    path = tmp_path / "marsad.toml"
    one = Source(name="أ", address="https://example.org/1")
    add_source(path, one)
    before = path.read_text(encoding="utf-8")
    assert not add_source(path, Source(name="ب", address="HTTPS://EXAMPLE.org:443/1#top"))
    assert path.read_text(encoding="utf-8") == before
    add_source(path, Source(name="أ", address="https://example.org/2"))
    assert [s.name for s in load_config(path).sources] == ["أ", "أ 2"]


def test_comments_and_other_tables_survive_an_addition(tmp_path: Path) -> None:
    path = tmp_path / "marsad.toml"
    path.write_text("# mine\n[collect]\ndelay = 3.0\n[web]\nport = 1\n", encoding="utf-8")
    add_source(path, Source(name="أ", address="https://example.org/1"))
    assert path.read_text(encoding="utf-8").startswith("# mine\n[collect]\ndelay = 3.0\n[web]\nport = 1\n")
    assert load_config(path).settings.delay == 3.0


BAD = [
    ("not TOML", "[[source", "not readable as TOML"),
    ("an unknown setting", "[collect]\nspeed = 1\n", r"\[collect\]: Object contains unknown field `speed`"),
    ("a limit that is a word", '[collect]\nmax_bytes = "big"\n', "Expected `int`, got `str`"),
    ("an unknown field", '[[source]]\nname = "a"\nurl = "x"\n', "source 1 'a': Object contains unknown field `url`"),
    ("a kind that is none", '[[source]]\nname = "a"\nkind = "rss"\n', "Invalid enum value 'rss'"),
    ("no address", '[[source]]\nname = "a"\n', "a source of kind feed needs an address"),
    ("no path", '[[source]]\nname = "a"\nkind = "files"\n', "a source of files needs a path"),
    ("another scheme", '[[source]]\nname = "a"\naddress = "file:///etc/passwd"\n', "'file:///etc/passwd' is no address"),
    ("no name", '[[source]]\nname = " "\naddress = "https://a.example/"\n', "the name is empty"),
    ("a name twice", '[[source]]\nname = "a"\naddress = "https://a.example/"\n[[source]]\nname = "a"\naddress = "https://b.example/"\n', "source 'a': the name is taken"),
]  # fmt: skip


@pytest.mark.parametrize(("remark", "text", "said"), BAD, ids=[b[0] for b in BAD])
def test_a_file_with(tmp_path: Path, remark: str, text: str, said: str) -> None:
    path = tmp_path / "marsad.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(InputError, match=said):
        load_config(path)


def test_all_faults_of_a_file_are_told_at_once(tmp_path: Path) -> None:
    path = tmp_path / "marsad.toml"
    path.write_text("".join(text for _, text, _ in BAD[3:7]), encoding="utf-8")
    with pytest.raises(InputError, match=r"4 problem\(s\)"):
        load_config(path)


def test_opml_comes_back_as_it_went_out(tmp_path: Path) -> None:
    path = tmp_path / "marsad.toml"
    feeds = [Source(name="أ & <ب>", address="https://example.org/1?a=1&b=2", language="ar"), Source(name="ج", address="https://example.org/2")]
    add_sources(path, [*feeds, Source(name="صفحة", kind="page", address="https://example.org/3")])
    (tmp_path / "feeds.opml").write_text(export_opml(path), encoding="utf-8")
    added, _ = import_opml(tmp_path / "other.toml", tmp_path / "feeds.opml")
    assert [(s.name, s.address, s.language) for s in added] == [(s.name, s.address, s.language) for s in feeds]


def test_opml_of_other_readers_is_taken(tmp_path: Path) -> None:
    opml = '<?xml version="1.0"?><opml version="1.0"><body><outline text="مجلد"><outline text="أ" type="rss" xmlURL="https://a.example/rss"/><outline title="ب" text="x" xmlUrl="http://b.example/rss & more"/><outline text="أ" xmlUrl="https://a.example/rss"/><outline text="ج" xmlUrl="javascript:x"/></outline></body></opml>'
    (tmp_path / "f.opml").write_text(opml, encoding="utf-8")
    added, _ = import_opml(tmp_path / "marsad.toml", tmp_path / "f.opml")
    assert [(s.name, s.address) for s in added] == [("أ", "https://a.example/rss"), ("ب", "http://b.example/rss%20&%20more")]


@pytest.mark.parametrize(("data", "said"), [(b"<rss/>", "the root is <rss>"), (b"", "no XML"), (b'<!DOCTYPE x [<!ENTITY a "b">]><opml>&a;</opml>', "it declares entities")])
def test_what_is_no_opml_is_told(tmp_path: Path, data: bytes, said: str) -> None:
    (tmp_path / "f.opml").write_bytes(data)
    with pytest.raises(InputError, match=said):
        import_opml(tmp_path / "marsad.toml", tmp_path / "f.opml")


def test_the_known_outlets_are_well_formed_and_each_address_is_normal() -> None:
    outlets = known_outlets()
    assert len(outlets) >= 25
    assert {o.ownership for o in outlets} <= set(OWNERSHIPS)
    assert [o.address for o in outlets if normal_address(o.address) != o.address] == []


def test_known_outlets_are_added_by_name_or_country(tmp_path: Path) -> None:
    path = tmp_path / "marsad.toml"
    added, _ = add_outlets(path, ["عنب بلدي"])
    assert [(s.name, s.country, s.language) for s in added] == [("عنب بلدي", "SYR", "ar")]
    added, present = add_outlets(path, ["syr"])
    assert len(added) >= 2
    assert [s.name for s in present] == ["عنب بلدي"]
    with pytest.raises(UsageError, match="no known outlet"):
        add_outlets(path, ["صحيفة لا وجود لها"])


def test_checking_asks_and_stores_nothing(tmp_path: Path) -> None:
    from sites import Reply, rss, settings, sites

    with sites() as (site,):
        site.pages["/rss"] = Reply(rss([("خبر", "/1"), ("خبر", "/2")]))
        assert check_source(Source(name="أ", address=f"{site.root}/rss"), settings())[:4] == ("أ", True, 2, "2020-02-16T10:00:00+02:00")
        tried = check_source(Source(name="أ", address=f"{site.root}/gone"), settings())
        assert (tried.works, tried.said) == (False, "not-found: status 404 Not Found")
    assert check_source(Source(name="أ", address="http://localhost:1/"), Settings()).said.startswith("refused: ")
    assert list(tmp_path.iterdir()) == []
