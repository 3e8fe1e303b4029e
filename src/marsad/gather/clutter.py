"""Clutter: what stands in a page beside its text, taken out of the tree before the text is looked for.

By element (scripts, navigation, figures), by the names that templates give to blocks (related, comments, share, caption) and by what
the blocks say («اقرأ أيضا», "مواضيع ذات صلة"). The article's own container is never taken out whole.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from marsad.lexicon.pages import folded, page_words

_ELEMENTS = frozenset(
    ("script", "style", "noscript", "template", "svg", "math", "iframe", "object", "embed", "canvas", "form", "button", "select", "input", "textarea", "nav", "footer", "aside",
     "figure", "figcaption", "picture", "video", "audio", "menu", "dialog", "map", "amp-ad", "amp-analytics", "ins")
)  # fmt: skip
_NAMED = re.compile(
    r"related|recommend|read-?(?:also|more|next)|see-?also|more-?(?:news|stories|from|on)|most-?(?:read|viewed|popular)|trending|popular|latest|also-?like|you-?may"
    r"|comment|disqus|reply|share|sharing|social|follow-?us|addtoany|sharedaddy|jp-relatedposts|caption|credit|copyright|newsletter|subscribe|subscription|signup|promo|teaser"
    r"|advert|banner|sponsor|outbrain|taboola|(?:^|[-_])ads?(?:$|[-_])|cookie|consent|popup|modal|breadcrumb|pagination|pager|side-?bar|widget|(?:^|[-_])tags?(?:$|[-_])|tag-?(?:list|cloud)|keywords"
    r"|navbar|site-?(?:header|footer)|skip-?link|screen-?reader|sr-only|visually-?hidden|toolbar|font-?size|print-?(?:btn|only)|author-?(?:box|bio)|post-?nav|next-?prev|prev-?next|ticker|inread|embed|app-?download|listen|player",
    re.IGNORECASE,
)
_KEPT = re.compile(
    r"^(?:article|post|entry|story|news|main|content|body|text|single|page|field|wysiwyg|details?)[-_]?(?:content|body|text|inner|wrap(?:per)?|container|main|area|story|item)?$",
    re.IGNORECASE,
)
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_BLOCKS = frozenset(("p", "div", "section", "ul", "ol", "li", "h2", "h3", "h4", "h5", "h6", "blockquote", "strong", "b", "span", "a", "table"))
LONGEST_LEAD = 70  # characters at the start of a line that are compared with the phrases
LONGEST_LINE = 300  # characters of a block that leads to other stories; longer ones hold text too
LEAST_TEXT = 0.5  # of the page's paragraph text: a block with so much of it is the article, whatever its name


def remove_clutter(body: Any) -> None:
    """Take the clutter out of the tree, in place."""
    whole = _paragraph_text(body) or 1
    _drop(body, lambda e: e.tag in _ELEMENTS or _is_hidden(e))
    _drop(body, lambda e: _is_named(e) and _paragraph_text(e) < LEAST_TEXT * whole)
    _drop_leads(body)


def _drop(body: Any, unwanted: Callable[[Any], bool]) -> None:
    for element in [e for e in body.iter() if isinstance(e.tag, str) and e is not body and e.tag not in ("body", "html", "main", "article")]:
        if _attached(element, body) and unwanted(element):
            take_out(element)


def take_out(element: Any) -> None:
    """Remove an element but not the text after it."""
    parent = element.getparent()
    if parent is None:
        return
    if element.tail:
        before = element.getprevious()
        if before is not None:
            before.tail = (before.tail or "") + element.tail
        else:
            parent.text = (parent.text or "") + element.tail
    parent.remove(element)


def _is_hidden(element: Any) -> bool:
    return element.get("hidden") is not None or element.get("aria-hidden") == "true" or bool(_HIDDEN.search(element.get("style") or ""))


def _is_named(element: Any) -> bool:
    names = f"{element.get('class') or ''} {element.get('id') or ''}".split()
    return any(_NAMED.search(name) and not _KEPT.match(name) for name in names[:12]) or (element.get("role") or "") in (
        "navigation",
        "complementary",
        "banner",
        "contentinfo",
        "search",
        "dialog",
    )


def _paragraph_text(element: Any) -> int:
    return sum(len(text_of(p)) for p in element.iter("p"))


def text_of(element: Any) -> str:
    """Give the text of an element, blanks as single ones."""
    return " ".join("".join(element.itertext()).split())


def leads_away(text: str) -> bool:
    """Tell whether a line leads to another story.

    >>> leads_away("اقرأ أيضًا: هدنة جديدة في الشمال"), leads_away("اقرأ أيضا في وجوه الناس خوفا لم أعهده"), leads_away("قرأ الوزير البيان")
    (True, False, False)
    """
    return lead_in(folded(text[:LONGEST_LEAD]))


def lead_in(line: str) -> bool:
    """Tell the same of a line's start that is folded already."""
    line = line.lstrip("•*-–—>»«[(|▪■●◀►⬅️👈 ")
    phrases = page_words().read_also
    if not line.startswith(phrases):
        return False
    for phrase in phrases:
        if line == phrase:
            return True
        if line.startswith(phrase):
            rest = line[len(phrase) :]
            if rest[:1] in ":…|-–—؟?.." or rest[:2] in (" :", " |", " -", " –", " ."):
                return True
    return False


def _drop_leads(body: Any) -> None:
    """Take out blocks that lead to other stories, and after a heading that does so the list below it."""
    for element in [e for e in body.iter() if e.tag in _BLOCKS]:
        if element.getparent() is None or not _attached(element, body):
            continue
        text = text_of(element)
        if not text or len(text) > LONGEST_LINE:
            continue
        lead = leads_away(text) or (_is_link(element, text) and any(folded(text).startswith(phrase) for phrase in page_words().read_also))
        if not lead:
            continue
        alone = folded(text).rstrip(" :.…") in page_words().read_also
        parent = element.getparent()
        box = _box_of_links(element) if alone else None
        if box is not None:
            take_out(box)
            continue
        if element.tag in ("strong", "b", "span", "a") and parent.tag in ("p", "li", "div") and len(text_of(parent)) <= LONGEST_LINE and text_of(parent).startswith(text[:40]):
            element, parent = parent, parent.getparent()
        if alone:
            _drop_list_after(element)
        if parent is not None:
            take_out(element)


def _box_of_links(heading: Any) -> Any:
    """Give the block around a heading like "مواضيع ذات صلة" if it holds little but links, else None."""
    box = heading.getparent()
    if box is None or box.tag not in ("div", "section", "aside", "li", "td"):
        return None
    text = text_of(box)
    links = sum(len(text_of(a)) for a in box.iter("a"))
    return box if len(text) < 3000 and links > 0.6 * len(text) else None


def _drop_list_after(heading: Any) -> None:
    """Take out the links that follow a heading like "مواضيع ذات صلة": lists, and blocks that are nothing but links."""
    following = heading.getnext()
    while following is not None:
        after = following.getnext()
        text = text_of(following)
        if text and not (following.tag in ("ul", "ol") and len(text) < 2000) and not _is_link(following, text):
            return
        take_out(following)
        if following.tag in ("ul", "ol"):
            return
        following = after


def _is_link(element: Any, text: str) -> bool:
    """Tell whether (nearly) all text of an element stands in links."""
    links = [element] if element.tag == "a" else list(element.iter("a"))
    return bool(links) and sum(len(text_of(a)) for a in links) > 0.85 * len(text)


def _attached(element: Any, body: Any) -> bool:
    while element is not None and element is not body:
        element = element.getparent()
    return element is body
