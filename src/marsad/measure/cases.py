"""Hand-coded articles: load them, and see that each quotes its article.

A case is one JSON file {"article", "events", "statements", "agreements", "agreement_facts"}, coded as docs/codebook.md
says, with offsets in code points of article.text, end exclusive.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import msgspec

from marsad.record import InputError

LISTS = ("events", "statements", "agreements", "agreement_facts")
Case = Mapping[str, Any]


def case_files(folder: Path) -> list[Path]:
    """Give the case files of a folder, by name. Raises InputError if there is none."""
    files = sorted(folder.glob("*.json"))
    if not files:
        raise InputError(str(folder), "no case (*.json) is there", "Name a folder with hand-coded articles.")
    return files


def load_cases(folder: Path) -> list[Case]:
    """Give the cases of a folder, by file name. Raises InputError if one is unreadable or misquotes its article."""
    return [parsed_case(path.read_bytes(), str(path)) for path in case_files(folder)]


def each_case(path: Path) -> Iterator[Case | InputError]:
    """Yield the cases of a folder (its *.json), of a file with one, or of a .jsonl file with one a line; for one that is none, what is wrong with it.

    Raises InputError if the path holds no case at all.
    """
    for data, where in _written_cases(path):
        try:
            yield parsed_case(data, where)
        except InputError as error:
            yield error


def _written_cases(path: Path) -> Iterator[tuple[bytes, str]]:
    try:
        if path.is_dir():
            for file in case_files(path):
                yield file.read_bytes(), str(file)
        elif path.suffix in (".jsonl", ".ndjson"):
            with path.open("rb") as lines:
                yield from ((line, f"{path}:{number}") for number, line in enumerate(lines, 1) if line.strip())
        else:
            yield path.read_bytes(), str(path)
    except OSError as error:
        raise InputError(str(error.filename or path), f"it cannot be read ({error.strerror})", "Name a folder with hand-coded articles, or a file of them.") from None


def parsed_case(data: bytes, where: str) -> Case:
    """Give the case that the bytes of a file hold; what an event leaves out is empty. Raises InputError if it is none, or misquotes its article."""
    try:
        case: Any = msgspec.json.decode(data)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise InputError(where, f"not JSON ({error})", "Mend the file.") from None
    missing = [name for name in ("article", *LISTS) if name not in case] if isinstance(case, dict) else ["article", *LISTS]
    if missing:
        raise InputError(where, f"{', '.join(missing)} missing", "Write the article and the four lists; a list may be empty.")
    unfit = _unfit(case)
    if unfit:
        raise InputError(where, f"{unfit} is not as the codebook has it", "See docs/codebook.md and the cases in corpus/cases.")
    for event in case["events"]:
        for name, empty in _LEFT_OUT.items():
            event.setdefault(name, empty() if callable(empty) else empty)
    wrong = list(misquotes(case))
    if wrong:
        raise InputError(where, f"{len(wrong)} misquoted: {'; '.join(wrong[:3])}", "Give start and end so that they quote the words.")
    return dict(case)


_LEFT_OUT: dict[str, Any] = {"modes": list, "actors": list, "recipients": list, "attribution": list, "factuality": "actual", "when": None, "where": list, "counts": list}
_PARTS: dict[str, dict[str, str | None]] = {
    "events": {"type": None, "trigger": "span"}, "statements": {"speaker": "text", "content": "span"}, "agreements": {"kind": None, "": "span"},
    "agreement_facts": {"kind": None, "": "span"},
}  # fmt: skip


def _unfit(case: Case) -> str:
    """Give the path of the first part that scoring needs and that is not there, "" if there is none."""
    article = case["article"]
    if not isinstance(article, dict) or not isinstance(article.get("id"), str) or not isinstance(article.get("text"), str):
        return "article"
    for name, parts in _PARTS.items():
        if not isinstance(case[name], list):
            return name
        for number, thing in enumerate(case[name]):
            for part, form in parts.items():
                value = thing.get(part) if part and isinstance(thing, dict) else thing
                right = _is_span(value) if form == "span" else isinstance(value, dict) and isinstance(value.get("text"), str) if form == "text" else isinstance(value, str)
                if not right:
                    return f"{name}[{number}]{'.' + part if part else ''}"
    return ""


def _is_span(value: Any) -> bool:
    return isinstance(value, dict) and all(isinstance(value.get(side), int) for side in ("start", "end")) and isinstance(value.get("text"), str)


def misquotes(case: Case) -> Iterator[str]:
    """Yield the path of each span whose words are not those of the article."""
    text = case["article"]["text"]

    def walk(value: Any, path: str) -> Iterator[str]:
        if isinstance(value, dict):
            if isinstance(value.get("start"), int) and text[value["start"] : value["end"]] != value.get("text"):
                yield path
            for key, inner in value.items():
                yield from walk(inner, f"{path}.{key}")
        elif isinstance(value, list):
            for number, inner in enumerate(value):
                yield from walk(inner, f"{path}[{number}]")

    for name in LISTS:
        yield from walk(case[name], name)


def corpus_digest(folder: Path) -> str:
    """Give the SHA-256 over the names and bytes of a folder's cases: another corpus, other floors."""
    digest = hashlib.sha256()
    for path in case_files(folder):
        digest.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()
