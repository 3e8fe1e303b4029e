"""Fixtures of the command line's tests."""

from __future__ import annotations

import io
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from invocation import CALM, STRIKE, Result, Run
from served import servers

from marsad.cli.main import main


@pytest.fixture
def marsad(monkeypatch: pytest.MonkeyPatch, capsysbinary: pytest.CaptureFixture[bytes]) -> Run:
    """Give a function that runs `marsad ARGUMENTS…` with `given` on standard input."""

    def run(*arguments: object, given: bytes = b"") -> Result:
        monkeypatch.setattr(sys, "argv", ["marsad", *map(str, arguments)])
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(given), encoding="utf-8"))
        capsysbinary.readouterr()
        with pytest.raises(SystemExit) as ended:
            main()
        captured = capsysbinary.readouterr()
        code = ended.value.code
        return Result(code if isinstance(code, int) else 0 if code is None else 1, captured.out.decode("utf-8"), captured.err.decode("utf-8"))

    return run


@pytest.fixture
def news(tmp_path: Path) -> Path:
    """Give a file of two articles: a strike and a calm day."""
    path = tmp_path / "news.jsonl"
    articles = [{"id": "strike", "published": "2020-02-15", "outlet": "صحيفة", "text": STRIKE}, {"id": "calm", "published": "2020-02-15", "text": CALM}]
    path.write_text("".join(json.dumps(a, ensure_ascii=False) + "\n" for a in articles), encoding="utf-8")
    return path


@pytest.fixture
def site() -> Iterator[Any]:
    with servers.sites() as (one,):
        one.pages["/rss"] = servers.Reply(servers.rss([(f"خبر {n}", f"{one.root}/story/{n}") for n in range(3)]))
        one.pages.update({f"/story/{n}": servers.Reply(servers.page(n)) for n in range(3)})
        yield one


@pytest.fixture
def config(site: Any, tmp_path: Path) -> Path:
    found: Path = servers.toml(tmp_path, site)
    return found
