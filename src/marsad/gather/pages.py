"""Pages: the main text of a news page and what is printed about it. trafilatura finds the text once the clutter is out of the tree.

Everything is judged on the page alone: no script runs and nothing is fetched. `EXTRACTOR` names what made the text, for the evidence.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from functools import cache
from typing import Any, NamedTuple

from marsad.gather.clutter import lead_in, remove_clutter, take_out, text_of
from marsad.gather.credits import byline_of, read_credits, unbylined
from marsad.gather.entries import plain
from marsad.gather.instants import Instant, read_instant
from marsad.gather.languages import language_of
from marsad.gather.metadata import Metadata, read_metadata
from marsad.gather.traps import refuse_traps
from marsad.gather.trouble import Trouble
from marsad.gather.truncation import cut_line, truncation_notes
from marsad.lexicon.pages import folded, page_words

REVISION = 1  # of these rules; a change in them changes texts
LEAST = 25  # characters of a text worth keeping
SHORT = 300  # characters below which the text that was found is compared with what the page's fullest block holds
PARAGRAPH = 200  # characters from which on a line is text of the story: titles, leads and furniture are shorter
DEEPEST = 200  # elements in elements; deeper pages are traps (the parser itself stops at 255)
MOST_TIMES = 500  # elements named for times that are read; a page with more is a list of other stories
SETTINGS: dict[str, Any] = {"favor_precision": False, "include_comments": False, "include_tables": False, "deduplicate": False}
_URL_DAY = re.compile(r"/((?:19|20)\d\d)[/-](\d{1,2})[/-](\d{1,2})(?:/|-|$)|[/-]((?:19|20)\d\d)(\d\d)(\d\d)(?:\D|$)")
_TIMED = re.compile(r"date|time|publish|posted|تاريخ", re.IGNORECASE)
_SIGNED = re.compile(r"author|byline|writer|write-?by|كاتب", re.IGNORECASE)
_FILED = re.compile(r"breadcrumb|section|category|cat-?links|rubric|kicker", re.IGNORECASE)
_BODY = re.compile(
    r"^(?:article|post|entry|story|news|single|td-post)[-_]{0,2}(?:body|content|text|details?)$|^field--name-body$|^wysiwyg$|^(?:article|story)_{2}(?:text|body|content)$|^the-?content$",
    re.IGNORECASE,
)
_MARKS = re.compile("[\u200b\u2060\ufeff\u00ad]")
_DATE_ONLY = 110  # characters of a line that holds nothing but a date


class Page(NamedTuple):
    """A page as read: text and title, what is printed about them, and notes on what is doubtful. "" or None where nothing is printed."""

    text: str
    title: str = ""
    byline: str = ""
    dateline: str = ""
    agencies: tuple[str, ...] = ()
    published: Instant | None = None
    published_from: str = ""
    updated: Instant | None = None
    section: str = ""
    canonical: str = ""
    outlet: str = ""
    language: str = ""
    notes: tuple[str, ...] = ()


@cache
def extractor() -> dict[str, Any]:
    """Give name, version and settings of what makes the texts."""
    from importlib.metadata import version

    return {"name": "trafilatura", "version": version("trafilatura"), "rules": REVISION, "settings": SETTINGS}


def read_page(markup: str, address: str = "", today: datetime.date | None = None) -> Page:
    """Give the story of a page. `address` is where it was found, `today` the day it was fetched. Raises Trouble if it holds no text."""
    tree = parse_page(markup)
    metadata = read_metadata(tree, address)
    body = tree.find("body") if tree.find("body") is not None else tree
    title = _title(tree, metadata)
    published, origin = _published(tree, body, metadata, address, today)
    updated = read_instant(metadata.updated, today) if metadata.updated else None
    byline, section = metadata.author or _signed(body), metadata.section or _trail(body)
    raw = _main_text(body, today)
    text, said = tidy(raw, title)
    notes: list[str] = []
    if len(metadata.body) > 1.6 * len(text) + 80:
        text, said = tidy(_ld_text(metadata.body), title)
        notes.append("the text is the one that the page gives to search engines; its own shows less")
    if len(text) < LEAST:
        raise Trouble("no-text", f"{address}: no article text was found in the page")
    credits = read_credits(text)
    byline = byline_of(byline) or unbylined(byline) or said or credits.byline
    agencies = credits.agencies
    last = raw.rstrip().rpartition("\n")[2]
    notes += truncation_notes(f"{text}\n{last}" if cut_line(last) else text, metadata, markup[:400_000])
    return Page(
        text, title, byline, credits.dateline, agencies, published, origin, updated, section, metadata.canonical, metadata.outlet,
        language_of(text, metadata.language), tuple(dict.fromkeys(notes)),
    )  # fmt: skip


def parse_page(markup: str) -> Any:
    """Give the tree of a page. Raises Trouble if nothing can be made of it, or it is nested like a trap."""
    from lxml import html  # heavy
    from lxml.etree import ParserError

    refuse_traps(markup)
    try:
        parser = html.HTMLParser(encoding="utf-8", huge_tree=False, remove_comments=True, remove_pis=True)
        tree = html.document_fromstring(markup.replace("\0", "").encode("utf-8", "replace"), parser=parser)
    except (ParserError, ValueError, AssertionError):
        raise Trouble("no-text", "the page is empty") from None
    if _too_deep(tree):
        raise Trouble("unreadable", f"elements nested more than {DEEPEST} deep")
    return tree


def _too_deep(tree: Any) -> bool:
    level = [tree]
    for _ in range(DEEPEST):
        level = [child for element in level for child in element if isinstance(child.tag, str)]
        if not level:
            return False
    return True


def _main_text(body: Any, today: datetime.date | None) -> str:
    import trafilatura  # heavy
    from lxml import html

    remove_clutter(body)
    _drop_times(body, today)
    _drop_signed(body)
    _break_lines(body)
    _open_layout_tables(body)
    marked = _marked(body)
    nearest = marked if marked is not None else _densest(body)
    own = paragraphs(nearest) if nearest is not None else ""
    root, inner = html.Element("html"), html.Element("body")
    inner.append(marked if marked is not None else body)
    inner[0].tag = "article" if marked is not None else "div"
    root.append(inner)
    document = trafilatura.bare_extraction(root, with_metadata=False, **SETTINGS)
    text = (document.text or "") if document is not None and not isinstance(document, dict) else ""
    if marked is not None and len(own) > 1.25 * len(text) + 40:
        return own
    if len(text) < SHORT:  # trafilatura leaves out stories of a sentence or two, as urgent news are, or runs their lines together
        return own if len(own) > 0.8 * len(text) else text
    return text


def _drop_times(body: Any, today: datetime.date | None) -> None:
    """Take out what prints the time of the story and nothing else; it has been read."""
    left = MOST_TIMES
    for element in list(body.iter("time", "span", "div", "p", "li", "small", "em", "font")):
        if element.getparent() is None or len(element) > 2 or not (element.tag == "time" or _TIMED.search(f"{element.get('class') or ''} {element.get('itemprop') or ''}")):
            continue
        left -= 1
        if left < 0:
            return
        shown = text_of(element)
        if len(shown) < _DATE_ONLY and (not shown or read_instant(shown, today) is not None or any(c.isdigit() for c in shown) or len(shown.split()) < 4):
            if element.tag == "time" and element.getparent().tag == "p" and len(text_of(element.getparent())) > 2 * _DATE_ONLY:
                continue  # a time within a sentence
            take_out(element)


def _drop_signed(body: Any) -> None:
    """Take out what names the author and nothing else; it has been read."""
    for element in list(body.iter("section", "div", "span", "p", "ul", "address", "a")):
        if _is_signed(element) and element.getparent() is not None and len(text_of(element)) < _DATE_ONLY:
            take_out(element)


def _is_signed(element: Any) -> bool:
    return bool(_SIGNED.search(f"{element.get('class') or ''} {element.get('rel') or ''} {element.get('itemprop') or ''} {element.get('aria-labelledby') or ''}"))


def _open_layout_tables(body: Any) -> None:
    """Make plain blocks of tables that lay out a page: a cell of theirs holds running text."""
    for table in list(body.iter("table")):
        if any(len(text_of(cell)) > SHORT for cell in table.iter("td")):
            for element in table.iter("table", "tbody", "thead", "tr", "td", "th"):
                element.tag = "div"


def _break_lines(body: Any) -> None:
    """Make two <br> in a row end a line: many old templates have no paragraphs."""
    for br in list(body.iter("br")):
        br.tail = "\n" + (br.tail or "")


def paragraphs(element: Any) -> str:
    """Give the text of an element, a line for each block."""
    pieces: list[str] = []

    def walk(node: Any) -> None:
        block = node.tag in ("p", "div", "li", "h2", "h3", "h4", "blockquote", "section", "tr", "ul", "ol", "article", "main", "td")
        if block:
            pieces.append("\n")
        pieces.append(node.text or "")
        for child in node:
            if isinstance(child.tag, str):
                walk(child)
            pieces.append(child.tail or "")
        if block:
            pieces.append("\n")

    walk(element)
    return "\n".join(line for raw in "".join(pieces).split("\n") if (line := " ".join(raw.split())))


def _densest(body: Any) -> Any:
    """Give the element whose own paragraphs hold the most text, the only <article> if there is one, or None."""
    articles = [e for e in body.iter("article") if len(text_of(e)) > LEAST]
    if len(articles) == 1:
        return articles[0]
    sums: dict[Any, int] = {}
    for p in body.iter("p"):
        parent = p.getparent()
        if parent is not None:
            sums[parent] = sums.get(parent, 0) + len(text_of(p))
    return max(sums, key=lambda e: sums[e], default=None)


def _marked(body: Any) -> Any:
    """Give the element that is marked as the text of the story, by itemprop or by one of the names that templates give it, or None if none or several are."""
    found = [e for e in body.iter() if isinstance(e.tag, str) and (e.get("itemprop") or "").lower() == "articlebody" and len(text_of(e)) > LEAST]
    if not found:
        named = [e for e in body.iter("div", "section", "article", "td") if any(_BODY.match(n) for n in f"{e.get('class') or ''} {e.get('id') or ''}".split())]
        inside = set(named)
        found = [e for e in named if not any(a in inside for a in e.iterancestors()) and len(text_of(e)) > LEAST]
    return found[0] if len(found) == 1 else None


def tidy(text: str, title: str) -> tuple[str, str]:
    """Give the text without what is no text of the story (title again, date lines, leads to other stories, furniture), and a byline found on the way.

    Lines keep their words; invisible marks without meaning are dropped, marks of direction stay.
    """
    words, byline, folded_title = page_words(), "", folded(title)
    kept: list[str] = []
    skipping = False
    lines = [" ".join(line.split()) for line in _MARKS.sub("", text).split("\n")]
    for n, line in enumerate(lines):
        if not line:
            continue
        line = re.sub(r"^[-*•]\s+(?=\S)", "", line) if line[0] in "-*•" and len(line) > 2 else line
        if len(line) > PARAGRAPH:
            kept.append(line)
            skipping = False
            continue
        plain_line = folded(line if not kept else line[:80])
        if not kept and (plain_line == folded_title or (title and folded_title.startswith(plain_line.rstrip(" .…")) and len(plain_line) > 15)):
            continue
        if lead_in(plain_line):
            skipping = plain_line.strip(" :.…-–|") in words.read_also
            continue
        if skipping and len(line) < 120 and not line.endswith((".", "؟", "!", "…", "»")):
            continue
        skipping = False
        if len(line) < 60 and plain_line.startswith(words.furniture) and any(plain_line.startswith(phrase) and _only(plain_line, phrase) for phrase in words.furniture):
            continue
        if (n < 6 or n > len(lines) - 4) and len(line) < _DATE_ONLY:
            if len(line) < _DATE_ONLY and _is_date_line(line):
                continue
            if name := byline_of(line):
                byline = byline or name
                continue
        kept.append(line)
    while kept and (cut_line(kept[-1]) or _is_tag_line(kept[-1])):
        kept.pop()
    return "\n".join(kept), byline


def _only(line: str, phrase: str) -> bool:
    """Tell whether a line that starts with a phrase of furniture is only that: a colon, a mark, a number or nothing after it."""
    rest = line[len(phrase) :].strip()
    return not rest or rest[0] in ":|-–()©0123456789" or (len(rest.split()) <= 3 and not rest.endswith("."))


def _is_date_line(line: str) -> bool:
    said = folded(line)
    if any(said.startswith(p) for p in (*page_words().published, *page_words().updated)) and read_instant(line) is not None:
        return True
    letters = re.sub(r"[\d\W_]+", " ", said).split()
    return len(letters) <= 6 and not line.rstrip().endswith(".") and any(c.isdigit() for c in line) and read_instant(line) is not None


def _is_tag_line(line: str) -> bool:
    return line.startswith("#") and all(word.startswith("#") for word in line.split())


def _title(tree: Any, metadata: Metadata) -> str:
    heads = [" ".join(text_of(h).split()) for h in tree.iter("h1")]
    heads = [h for h in heads if 8 < len(h) < 300]
    shown = metadata.title
    document = plain(text_of(t)) if (t := tree.find(".//title")) is not None else ""
    if shown:
        for head in heads:
            if folded(head) and (folded(head) in folded(shown) or folded(shown) in folded(head)):
                return head
        return _without_outlet(shown, metadata.outlet)
    if heads and (len(heads) == 1 or folded(heads[0]) in folded(document)):
        return heads[0]
    return _without_outlet(document, metadata.outlet)


def _without_outlet(title: str, outlet: str) -> str:
    """Drop "| صحيفة كذا" from the end of a document's title.

    >>> _without_outlet("هدنة في الشمال | صحيفة المرفأ", "")
    'هدنة في الشمال'
    """
    head, mark, tail = re.sub(r"\s+[|–—:\u00bb-]\s+", "\x1f", title).rpartition("\x1f")
    if mark and (folded(tail) == folded(outlet) or (len(tail.split()) <= 4 and len(head) > 10 and len(head) > len(tail))):
        kept = title[: title.rfind(tail)].rstrip(" |–—:\u00bb-")
        return kept
    return title


def _published(tree: Any, body: Any, metadata: Metadata, address: str, today: datetime.date | None) -> tuple[Instant | None, str]:
    """Give the time of publication and where it stands: json-ld or meta, the page (printed), the address."""
    marked = read_instant(metadata.published, today) if metadata.published else None
    printed = next(_printed(body, today), None)
    if marked is not None and printed is not None and "T" not in marked.iso and printed.iso.startswith(marked.iso):
        return printed, "printed"
    if marked is not None:
        return marked._replace(printed=printed.printed) if printed is not None and printed.iso[:10] == marked.iso[:10] else marked, "metadata"
    if printed is not None:
        return printed, "printed"
    match = _URL_DAY.search(address)
    if match is not None:
        instant = read_instant("-".join(f"{int(part):02}" for part in (match[1] or match[4], match[2] or match[5], match[3] or match[6])))
        if instant is not None and (today is None or instant.day <= today):
            return Instant(instant.iso, match.group().strip("/-")), "address"
    return None, ""


def _printed(body: Any, today: datetime.date | None) -> Iterator[Instant]:
    """Yield the times that the page prints: <time>, then blocks named for dates, then lines that begin like one; of publication before of change."""
    late: list[Instant] = []
    for element in list(body.iter("time"))[:20]:
        shown = text_of(element)
        instant = read_instant(element.get("datetime") or "", today) or read_instant(shown, today)
        if instant is not None and not _in_links(element):
            found = Instant(instant.iso, shown or instant.printed)
            if _about_change(element, shown):
                late.append(found)
            else:
                yield found
    blocks = list(body.iter("span", "div", "p", "li", "small", "em", "td", "b", "strong", "h4", "h5", "h6", "i", "font", "a"))
    named = [e for e in blocks if _TIMED.search(f"{e.get('class') or ''} {e.get('id') or ''} {e.get('itemprop') or ''}")]
    starts = (*page_words().published, *page_words().updated)
    said = [e for e in blocks if len(t := text_of(e)) < 150 and folded(t).startswith(starts)] if len(blocks) < 5000 else []
    alone = [e for e in blocks[:400] if len(t := text_of(e)) < 70 and any(c.isdigit() for c in t) and not _in_links(e)]
    for element in (*named[:40], *said[:20], *alone):
        shown = text_of(element)
        if 5 < len(shown) < 150 and not _in_links(element) and (instant := read_instant(element.get("content") or shown, today)) is not None:
            found = Instant(instant.iso, shown)
            if _about_change(element, shown):
                late.append(found)
            else:
                yield found
    yield from late


def _about_change(element: Any, shown: str) -> bool:
    names = f"{element.get('class') or ''} {element.get('itemprop') or ''}".lower()
    return "modif" in names or "updated" in names.replace("published updated", "") or folded(shown).startswith(page_words().updated)


def _in_links(element: Any) -> bool:
    """Tell whether an element stands in a link or a list: dates of other stories do."""
    while element is not None:
        names = f"{element.get('class') or ''} {element.get('id') or ''}".lower()
        if element.tag in ("a", "aside", "footer") or re.search("related|sidebar|widget|latest|comment|most-", names):
            return True
        element = element.getparent()
    return False


def _signed(body: Any) -> str:
    """Give the text of the first element that is named for the author: its first visible piece if it holds several."""
    for element in body.iter("a", "span", "div", "p", "strong", "address", "li", "section"):
        if _is_signed(element):
            shown = [
                t for e in element.iter() if isinstance(e.tag, str) and not re.search("hidden|sr-only|reader", e.get("class") or "") and (t := " ".join((e.text or "").split()))
            ]
            text = text_of(element) if len(shown) < 2 else shown[0]
            if 2 < len(text) <= 80 and not any(c.isdigit() for c in text):
                return text
    return ""


def _trail(body: Any) -> str:
    """Give the section that the breadcrumb or a label names: the last link that is not the front page."""
    for element in body.iter("nav", "ol", "ul", "div", "span", "a"):
        if _FILED.search(f"{element.get('class') or ''} {element.get('id') or ''}"):
            names = [text_of(a) for a in ([element] if element.tag == "a" else element.iter("a"))]
            names = [n for n in names if 2 < len(n) < 40 and folded(n) not in ("الرييسيه", "home")]
            if names:
                return names[-1]
            if element.tag == "span" and 2 < len(text_of(element)) < 40:
                return text_of(element)
    return ""


def _ld_text(body: str) -> str:
    """Give the JSON-LD text as lines; some outlets put markup into it."""
    if "<" in body and re.search(r"<(?:p|br|div)\b", body):
        from lxml import html

        tree = html.fragment_fromstring(body, create_parent="div")
        for element in list(tree.iter("script", "style", "figure")):
            take_out(element)
        _break_lines(tree)
        return paragraphs(tree)
    return plain_lines(body)


def plain_lines(text: str) -> str:
    """Give text with its entities as characters, lines kept."""
    return "\n".join(cleaned for line in text.replace("\r", "\n").split("\n") if (cleaned := plain(line)))
