"""XML from strangers: no entities of its own, no DTD, nothing fetched, a bounded depth; broken XML is mended where lxml can."""

from __future__ import annotations

import html
import re
from typing import Any

from marsad.gather.charset import decode

_ENTITY = re.compile(r"<!ENTITY", re.IGNORECASE)
_DOCTYPE = re.compile(r"<!DOCTYPE[^\[>]*(\[[^\]]*\]\s*)?>", re.IGNORECASE)
_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_NAMED = re.compile(r"&(?!(?:amp|lt|gt|quot|apos|#\d+|#[xX][0-9a-fA-F]+);)([A-Za-z][A-Za-z0-9]*;)?")

HEAD = 10_000  # characters in which a DOCTYPE is looked for: the pattern is slow on a document that is nothing but their beginnings


class XmlRefused(Exception):
    """The document declares entities, or is no XML at all; the message says which."""


def clean_xml(data: bytes, content_type: str = "") -> str:
    """Give the text of an XML document, decoded, without declaration and DOCTYPE, with HTML's named entities as characters.

    A bare & becomes &amp;. Raises XmlRefused if the document declares entities: with them a kilobyte can stand for gigabytes.
    """
    text = decode(data, content_type).text
    if _ENTITY.search(text):
        raise XmlRefused("it declares entities")
    text = _DECLARATION.sub("", text, count=1).lstrip("\ufeff \t\r\n")
    text = _DOCTYPE.sub("", text[:HEAD], count=1) + text[HEAD:]
    return _NAMED.sub(_named, _CONTROL.sub("", text))


def _named(match: re.Match[str]) -> str:
    name = match[1]
    if not name:
        return "&amp;"
    character = html.unescape(f"&{name}")
    return character if character != f"&{name}" else f"&amp;{name}"


def read_xml(data: bytes, content_type: str = "") -> Any:
    """Give the root of an XML document, mended if it is broken. Raises XmlRefused."""
    from lxml import etree  # heavy

    text = clean_xml(data, content_type)
    parser = etree.XMLParser(resolve_entities=False, load_dtd=False, no_network=True, huge_tree=False, recover=True, remove_comments=True, remove_pis=True)
    try:
        root = etree.fromstring(text.encode("utf-8"), parser)
    except etree.XMLSyntaxError as error:
        raise XmlRefused(f"no XML: {str(error)[:100]}") from None
    if root is None:
        raise XmlRefused("no XML: nothing could be made of it")
    return root
