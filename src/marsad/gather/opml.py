"""OPML: lists of feeds as feed readers keep them, in and out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from xml.sax.saxutils import quoteattr

from marsad.gather.addresses import normal_address
from marsad.gather.sources import Source
from marsad.gather.xml import XmlRefused, read_xml
from marsad.record import InputError


def read_opml(data: bytes, where: str) -> list[Source]:
    """Give the feeds of an OPML file, each once; outlines in outlines are walked. Raises InputError if it is no OPML."""
    try:
        root = read_xml(data)
    except XmlRefused as error:
        raise InputError(where, f"not readable as OPML ({error})", "Export the list again from the feed reader.") from None
    if root.tag.rpartition("}")[2].lower() != "opml":
        raise InputError(where, f"the root is <{root.tag}>, not <opml>", "Export the list as OPML.")
    return list(_feeds(root))


def _feeds(root: object) -> Iterator[Source]:
    seen: set[str] = set()
    for outline in root.iter("{*}outline"):  # type: ignore[attr-defined]
        values = {name.rpartition("}")[2].lower(): value for name, value in outline.attrib.items()}
        address = normal_address(values.get("xmlurl", ""))
        if not address or address in seen:
            continue
        seen.add(address)
        name = " ".join((values.get("title") or values.get("text") or address).split())
        yield Source(name=name, address=address, outlet=name, language=values.get("language") or None)


def opml_text(sources: Iterable[Source]) -> str:
    """Give the feeds among the sources as OPML 2.0."""
    lines = ['<?xml version="1.0" encoding="UTF-8"?>', '<opml version="2.0">', "<head><title>Marsad</title></head>", "<body>"]
    for source in sources:
        if source.kind == "feed" and source.address:
            language = f" language={quoteattr(source.language)}" if source.language else ""
            lines.append(f'<outline type="rss" text={quoteattr(source.name)} title={quoteattr(source.name)} xmlUrl={quoteattr(source.address)}{language}/>')
    return "\n".join([*lines, "</body>", "</opml>"]) + "\n"
