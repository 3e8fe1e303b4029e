"""Charsets: bytes as text, whatever the headers claim.

What the bytes themselves prove comes first (a byte order mark, valid UTF-8), then what header, declaration and meta claim if the
result reads like Arabic at least as well as the other Arabic charsets would make it. Pages in windows-1256 that call themselves
UTF-8, UTF-8 that calls itself ISO-8859-1 and ISO-8859-6 that calls itself windows-1256 are all met in the wild.
"""

from __future__ import annotations

import codecs
import re
from typing import NamedTuple

_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF32_LE, "utf-32"), (codecs.BOM_UTF32_BE, "utf-32"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_HEADER = re.compile(r"charset\s*=\s*[\"']?\s*([A-Za-z0-9_.:-]+)", re.IGNORECASE)
_DECLARED = re.compile(rb"<\?xml[^>]{0,200}encoding\s*=\s*[\"']([A-Za-z0-9_.:-]+)|<meta[^>]{0,400}charset\s*=\s*[\"']?\s*([A-Za-z0-9_.:-]+)", re.IGNORECASE)
_ARABIC = ("cp1256", "iso8859-6")
_SMALL = re.compile(r"(?<![\u0621-\u064a])(?:ال[\u0621-\u064a]{2,}|في|من|على|إلى|الى|أن|ان|عن|هذا|التي|الذي)(?![\u0621-\u064a])")
_LETTER = re.compile("[\u0621-\u064a]")
_MIXED = re.compile(r"[\u0621-\u064a][\u00a1-\u00ff\u0192\u2020-\u203a\ufffd]|[\u00c0-\u00ff\ufffd][\u0621-\u064a]|[\u0080-\u009f]")
_MOJIBAKE = re.compile(r"(?:[ØÙÛ][\u0080-\u00ff\u0152-\u2122]){3}")
SAMPLE = 200_000  # bytes looked at to choose; a charset shows in far fewer


class Decoded(NamedTuple):
    """A text, the charset that gave it, and what was odd about it ("" if nothing was)."""

    text: str
    charset: str
    note: str = ""


def claimed(data: bytes, content_type: str) -> list[str]:
    """Give the charsets that header and document name, in that order, as Python knows them."""
    names = [m[1] for m in [_HEADER.search(content_type)] if m]
    if not names or names[0].lower() not in ("utf-8", "utf8"):  # a header that says UTF-8 is proved or refuted by the bytes
        names += [(a or b).decode("ascii", "replace") for a, b in _DECLARED.findall(data[:4096])]
    found = []
    for name in names:
        try:
            known = codecs.lookup(name).name
        except LookupError:
            continue
        if known in ("iso8859-1", "ascii"):
            known = "cp1252"
        if codecs.lookup(known)._is_text_encoding and known not in found:
            found.append(known)
    return found


def decode(data: bytes, content_type: str = "") -> Decoded:
    """Give the text of bytes that claim to be text. Never fails: what cannot be decoded becomes replacement characters, with a note.

    >>> decode("أعلنت الوزارة في بيان".encode("cp1256"), "text/html; charset=utf-8")[:2]
    ('أعلنت الوزارة في بيان', 'cp1256')
    """
    for mark, name in _MARKS:
        if data.startswith(mark):
            return Decoded(data.decode(name, "replace").lstrip("\ufeff"), name.removesuffix("-sig"))
    names = claimed(data, content_type)
    if b"\0" in data[:200] and (wide := _without_mark(data)):
        return wide
    text = _utf8(data)
    if text is not None:
        if ("Ø" in text or "Ù" in text) and _MOJIBAKE.search(text[:SAMPLE]) and (mended := _twice(text)) is not None:
            return Decoded(mended, "utf-8", "the text had been encoded twice; that was undone")
        wrong = names and names[0] != "utf-8" and not data.isascii()
        return Decoded(text, "utf-8", f"the page calls itself {names[0]} but is utf-8" if wrong else "")
    names += [name for name in claimed(data, "") if name not in names]
    broken = data.decode("utf-8", "replace")
    lost = broken.count("\ufffd")
    if 20 * lost < len(_LETTER.findall(broken)):
        return Decoded(broken, "utf-8", f"{lost} bytes are no utf-8")
    best = _choose(data[:SAMPLE], [n for n in names if n not in ("utf-8", "utf-16", "utf-32")])
    note = f"the page calls itself {names[0]} but reads as {best}" if names and names[0] != best else ""
    return Decoded(data.decode(best, "replace"), best, note)


def _utf8(data: bytes) -> str | None:
    """Decode UTF-8; a character cut at the very end does not make it another charset."""
    for end in range(4):
        try:
            return data[: len(data) - end or None].decode("utf-8") + ("\ufffd" if end else "")
        except UnicodeDecodeError as error:
            if error.start < len(data) - 3:
                return None
    return None


def _without_mark(data: bytes) -> Decoded | None:
    for name, first in (("utf-16-le", data[1:200:2]), ("utf-16-be", data[0:200:2])):
        if first.count(0) * 3 > len(first):
            return Decoded(data.decode(name, "replace"), name)
    return None


def _twice(text: str) -> str | None:
    for name in ("cp1252", "latin-1"):
        try:
            return text.encode(name).decode("utf-8")
        except UnicodeError:
            continue
    return None


def _choose(sample: bytes, names: list[str]) -> str:
    candidates = [*names, *(n for n in _ARABIC if n not in names)]
    if not names and not any(b > 0x7F for b in sample):
        return "utf-8"
    scored = [(likeness(sample.decode(name, "replace")), -n, name) for n, name in enumerate(candidates)]
    best = max(scored)
    if best[0] <= 0:
        return names[0] if names else "cp1252"
    return best[2]


def likeness(text: str) -> int:
    """Measure how much a text reads like Arabic: small words for it, Western letters inside Arabic words against it."""
    return 3 * len(_SMALL.findall(text)) - 5 * len(_MIXED.findall(text))
