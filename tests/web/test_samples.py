"""The sample articles: there on the first start, gone by one click, and never at the cost of anything else."""

from __future__ import annotations

from pathlib import Path

from desk_pages import article, browser, token

from marsad.archive.connect import open_archive
from marsad.desk.filing import load_records
from marsad.desk.read import line_of
from marsad.desk.samples import first_archive, sample_share
from marsad.gather.files import Item


def test_the_samples_are_there_at_first_and_go_by_one_click(tmp_path: Path) -> None:
    archive = first_archive(str(tmp_path / "new.sqlite"))
    samples, every = sample_share(archive)
    assert samples == every > 10
    client = browser(archive)
    assert "/samples/remove" in client.get("/events").text
    assert client.post("/samples/remove", data={"csrf": token(client)}).status_code == 303
    assert "/samples/remove" not in client.get("/events").text
    assert sample_share(open_archive(str(tmp_path / "new.sqlite"))) == (0, 0)
    assert sample_share(first_archive(str(tmp_path / "new.sqlite"))) == (0, 0)  # they do not come back


def test_an_archive_that_holds_other_articles_keeps_all(tmp_path: Path) -> None:
    import msgspec

    archive = first_archive(str(tmp_path / "mixed.sqlite"))
    own = tmp_path / "own.jsonl"
    own.write_bytes(line_of(Item("line", msgspec.json.encode(article("own", "قصفت القوات التركية بلدة تل رفعت السبت.")), "own", "own"))[0])
    list(load_records([str(own)], str(tmp_path / "mixed.sqlite"), "test"))
    before = sample_share(archive)
    client = browser(archive)
    assert client.post("/samples/remove", data={"csrf": token(client)}).status_code == 409
    assert sample_share(archive) == before
