"""Papers: PDF, DOCX and e-mail as text. Only text is read: no script, no link, no embedded file is opened."""

from __future__ import annotations

import email
import email.policy
import io
import re
import unicodedata
import zipfile
from email.message import EmailMessage
from typing import Any

from marsad.gather.charset import decode, likeness
from marsad.gather.entries import plain
from marsad.gather.instants import read_instant
from marsad.gather.languages import language_of
from marsad.gather.pages import LEAST, Page, read_page
from marsad.gather.trouble import Trouble
from marsad.gather.xml import XmlRefused, read_xml

MOST_PAGES = 500  # of a PDF
MOST_TEXT = 2_000_000  # characters of text
MOST_XML = 50_000_000  # bytes of a DOCX part
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FORMS = re.compile("[\ufb50-\ufdff\ufe70-\ufefc]")
_RIGHT = re.compile("[\u0600-\u065f\u066e-\u06ef\ufb50-\ufdff\ufe70-\ufefc]")
_LATIN = re.compile(r"([A-Za-z0-9\u0660-\u0669]+(?:[.,:/%@ _-]{1,3}[A-Za-z0-9\u0660-\u0669]+)*)")
_MIRROR = str.maketrans("()[]{}«»<>", ")(][}{»«><")


def read_pdf(data: bytes, where: str) -> Page:
    """Give the text of a PDF, a blank line between its pages. Raises Trouble if it is locked, broken, or holds pictures only."""
    import pypdf  # late

    notes: list[str] = []
    try:
        reader = pypdf.PdfReader(io.BytesIO(data), strict=False)
        if reader.is_encrypted and not reader.decrypt(""):
            raise Trouble("unreadable", f"{where}: the PDF is locked with a password")
        pieces, size = [], 0
        for number, page in enumerate(reader.pages):
            if number >= MOST_PAGES or size > MOST_TEXT:
                notes.append(f"the text looks truncated: only the first {number} pages were read")
                break
            pieces.append(page.extract_text())
            size += len(pieces[-1])
        info = reader.metadata
    except Trouble:
        raise
    except Exception as error:  # the parser meets arbitrary bytes
        raise Trouble("unreadable", f"{where}: the PDF cannot be read ({type(error).__name__})") from None
    text, turned = logical("\n\n".join(pieces))
    if turned:
        notes.append("the PDF stores its letters in another order than most; they were turned round")
    text = "\n".join(" ".join(line.split()) for line in text.split("\n")).strip()
    if len(re.sub(r"\s", "", text)) < LEAST:
        raise Trouble("no-text", f"{where}: the PDF holds pictures, no text; it would need character recognition")
    made = str(info.get("/CreationDate") or "") if info else ""
    instant = read_instant(f"{made[2:6]}-{made[6:8]}-{made[8:10]}") if re.match(r"D:\d{8}", made) else None
    title, author = plain(str((info and info.title) or "")), plain(str((info and info.author) or ""))
    return Page(
        text,
        logical(title)[0],
        logical(author)[0],
        published=instant,
        published_from="the file's date of making" if instant else "",
        language=language_of(text),
        notes=tuple(notes),
    )


def logical(text: str) -> tuple[str, bool]:
    """Give Arabic text of a PDF in reading order with plain letters, and whether its letters had to be turned round.

    pypdf takes it that a line is stored as it is seen, from left to right, as most makers do: it turns each Arabic run round and leaves the runs where they
    are seen. So the runs are put into reading order here. Some makers store lines as they are read: then the runs stand right and their letters do not.

    >>> logical(".12 رقم القرار")
    ('رقم القرار 12.', False)
    >>> logical(" رارقلا يف مقر12.")
    ('رقم في القرار 12.', True)
    """
    if not _RIGHT.search(text):
        return text, False
    backward = _plain_letters("\n".join(line[::-1] for line in text.split("\n")))
    straight = _plain_letters(text)
    if likeness(backward) > likeness(straight) or (likeness(backward) == likeness(straight) and _runs_backward(text)):
        return _plain_letters("\n".join(map(_letters_turned, text.split("\n")))), True
    return "\n".join(map(_runs_turned, straight.split("\n"))), False


def _plain_letters(text: str) -> str:
    return _FORMS.sub(lambda m: unicodedata.normalize("NFKC", m.group()), text)


def _runs_backward(text: str) -> bool:
    """Tell from the shapes of the letters: a word that is stored backward begins with the shape of an end."""
    votes = 0
    for word in text.split()[:500]:
        first, last = (unicodedata.name(c, "") for c in (word[0], word[-1]))
        if len(word) > 1 and "FORM" in first and "FORM" in last:
            votes += ("INITIAL" in last and "INITIAL" not in first) - ("INITIAL" in first and "INITIAL" not in last)
    return votes > 0


def _runs_turned(line: str) -> str:
    """Put the runs of a line that is seen from left to right into the order of reading, if it is an Arabic line."""
    parts = _LATIN.split(line)
    if len(parts) == 1 or not _RIGHT.search(line):
        return line
    right = sum(len(_RIGHT.findall(part)) for part in parts)
    if right < sum(c.isascii() and c.isalpha() for c in line):
        return line
    out = []
    for n, part in reversed(list(enumerate(parts))):
        if n % 2:
            out.append(part)
        elif _RIGHT.search(part):
            edge, rest = _edge(part) if n else ("", part)
            out.append(rest + edge[::-1].translate(_MIRROR))
        else:
            out.append(part[::-1].translate(_MIRROR))
    return "".join(out).strip()


def _letters_turned(line: str) -> str:
    """Turn round the letters of each Arabic run; the runs stay where they are."""
    out = []
    for n, part in enumerate(_LATIN.split(line)):
        edge, rest = _edge(part) if n and not n % 2 else ("", part)
        out.append(part if n % 2 else edge + rest[::-1].translate(_MIRROR))
    return "".join(out)


def _edge(part: str) -> tuple[str, str]:
    """Give (what stands between the Latin run before and this one, the run): of two blanks the second belongs to the run."""
    match = _RIGHT.search(part)
    edge = part[: match.start()] if match is not None else part
    edge = edge[:-1] if edge.endswith("  ") else edge
    return edge, part[len(edge) :]


def read_docx(data: bytes, where: str) -> Page:
    """Give the text of a DOCX, a line for each paragraph; deleted text of tracked changes is left out. Raises Trouble."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            root = read_xml(_part(archive, "word/document.xml", where))
            names = set(archive.namelist())
            core = read_xml(_part(archive, "docProps/core.xml", where)) if "docProps/core.xml" in names else None
    except (zipfile.BadZipFile, KeyError, RuntimeError, NotImplementedError, OSError, EOFError) as error:
        raise Trouble("unreadable", f"{where}: the file is no DOCX ({type(error).__name__})") from None
    except XmlRefused as error:
        raise Trouble("entities" if "entities" in str(error) else "unreadable", f"{where}: {error}") from None
    lines = [line for p in root.iter(f"{_W}p") if (line := _paragraph(p).strip())]
    text = "\n".join(lines)[:MOST_TEXT]
    if len(text) < LEAST:
        raise Trouble("no-text", f"{where}: the document holds no text")
    said = {e.tag.rpartition("}")[2]: (e.text or "").strip() for e in core} if core is not None else {}
    instant = read_instant(said.get("created", "")) if said.get("created") else None
    return Page(
        text,
        plain(said.get("title", "")),
        plain(said.get("creator", "")),
        published=instant,
        published_from="the file's date of making" if instant else "",
        language=language_of(text),
    )


def _part(archive: zipfile.ZipFile, name: str, where: str) -> bytes:
    with archive.open(name) as file:
        data = file.read(MOST_XML + 1)
    if len(data) > MOST_XML:
        raise Trouble("bomb", f"{where}: {name} unpacks to more than {MOST_XML:,} bytes")
    return data


def _paragraph(paragraph: Any) -> str:
    pieces = []
    for element in paragraph.iter():
        if element.tag == f"{_W}t":
            pieces.append(element.text or "")
        elif element.tag in (f"{_W}tab", f"{_W}br", f"{_W}cr"):
            pieces.append(" ")
    return "".join(pieces)


def read_mail(data: bytes, where: str) -> Page:
    """Give the text of an e-mail (or a page saved as MHTML): its plain part, else its HTML one. Attachments are named, not opened. Raises Trouble."""
    try:
        message = email.message_from_bytes(data, policy=email.policy.default)
        assert isinstance(message, EmailMessage)
        subject, sender, dated = (_header(message, name) for name in ("subject", "from", "date"))
        plain_part, html_part = message.get_body(("plain",)), message.get_body(("html",))
        attached = sum(1 for _ in message.iter_attachments()) if message.is_multipart() and message.get_content_subtype() != "related" else 0
    except Exception as error:  # the parser meets arbitrary bytes
        raise Trouble("unreadable", f"{where}: the e-mail cannot be read ({type(error).__name__})") from None
    notes = (f"{attached} attachment(s) were not read",) if attached else ()
    text = _content(plain_part) if plain_part is not None else ""
    if len(text.strip()) < LEAST and html_part is not None:
        page = read_page(_content(html_part), "")
    elif len(text.strip()) < LEAST:
        raise Trouble("no-text", f"{where}: the e-mail holds no text")
    else:
        lines = [line for line in text.replace("\r\n", "\n").split("\n-- \n")[0].split("\n") if not line.startswith(">")]
        page = Page("\n".join(lines).strip()[:MOST_TEXT], language=language_of(text))
    instant = read_instant(dated) if dated else None
    name = sender.partition("<")[0].strip(' "') or sender
    return page._replace(
        title=plain(subject) or page.title,
        byline=page.byline or name,
        published=instant or page.published,
        published_from="metadata" if instant else page.published_from,
        notes=page.notes + notes,
    )


def _header(message: EmailMessage, name: str) -> str:
    try:
        return str(message[name] or "")
    except Exception:  # a header that breaks its own grammar
        return ""


def _content(part: Any) -> str:
    payload = part.get_payload(decode=True) or b""
    return decode(payload[: 4 * MOST_TEXT], str(part.get("content-type") or "")).text
