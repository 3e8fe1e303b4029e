"""Templates with what they need: words in the reader's language, numbers and dates as chosen, foreign words set apart with their own direction.

Everything is escaped by the templates; `Markup` is made here only around text that was escaped before.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from typing import Any
from urllib.parse import urlencode

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup, escape
from starlette.requests import Request
from starlette.responses import HTMLResponse

from marsad.desk.explain import words_of as record_words
from marsad.ledger.reasons import Reason
from marsad.web.saying import reason_said
from marsad.web.settings import COOKIE, DIGITS, LANGUAGES, MONTHS, Settings, settings_of
from marsad.web.words import words_of

_ARABIC = re.compile(r"[\u0600-\u06ff\u0750-\u077f\u08a0-\u08ff\ufb50-\ufdff\ufe70-\ufefc]")
_DAY = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?(?:[T ](\d{2}:\d{2}))?")


@cache
def _environment() -> Environment:
    return Environment(loader=PackageLoader("marsad.web"), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)


def language_of(text: str) -> str:
    """Give the language whose letters a text has: Arabic if any is Arabic. The first letter decides nothing.

    >>> language_of("OPEC تعلن"), language_of("Russia")
    ('ar', 'en')
    """
    return "ar" if _ARABIC.search(text) else "en"


def foreign(text: object, language: str | None = None) -> Markup:
    """Give words of the record or of an article, isolated, with their own language and direction."""
    said = "" if text is None else str(text)
    chosen = language if language in ("ar", "en") else language_of(said)
    return Markup('<bdi lang="{}" dir="{}">{}</bdi>').format(chosen, "rtl" if chosen == "ar" else "ltr", said)


class Words:
    """The words of one reader."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self.catalogue = words_of(settings.language)
        self.record = record_words(settings.language)

    def ui(self, key: str, **filled: object) -> Markup:
        """Give the words for a key; what is filled in is escaped."""
        return Markup(escape(self.catalogue["ui"][key])).format(**{name: value if isinstance(value, Markup) else self.settings.numerals(value) for name, value in filled.items()})

    def value(self, kind: str, value: str | None) -> str:
        """Give how a coded value is called, else the value itself."""
        if value is None:
            return ""
        if kind == "type":
            return str(self.record["types"].get(value, value))
        return str(self.catalogue["values"].get(kind, {}).get(value, value))

    def field(self, name: str) -> str:
        return str(self.record["fields"].get(name, name))

    def rule(self, rule: str) -> Markup:
        """Give the rule that chose a shown value, and of how many values, in the reader's language."""
        name, _, of = rule.rpartition("; 1 of ")
        said = self.catalogue["values"]["rule"].get(name, name)
        counted = self.ui("all_same") if of == "1" else self.ui("one_of", count=of)
        return Markup("{} ({})").format(said, counted) if name else escape(rule)

    def reason(self, told: Reason, sides: Mapping[str, Any]) -> Markup:
        """Give a reason of the ledger in the reader's language; `sides` are the book's, by id."""
        return reason_said(self, told, sides, foreign)

    def name(self, name: str, arabic: Mapping[str, str]) -> Markup:
        """Give a name of the record as the reader's language has it, if the archive knows that."""
        return foreign(arabic.get(name, name) if self.settings.language == "ar" else name)

    def state(self, code: str, known: Mapping[str, tuple[str, str]]) -> Markup:
        """Give a country by its code: its name in the reader's language, if the archive has met it."""
        english, arabic = known.get(code, (code, code))
        return foreign(arabic if self.settings.language == "ar" else english)

    def names(self, listed: str | None, arabic: Mapping[str, str]) -> Markup:
        """Give a list of names ("; " between them), each set apart."""
        return Markup("\N{ARABIC COMMA} " if self.settings.language == "ar" else "; ").join(self.name(name, arabic) for name in (listed or "").split("; ") if name)

    def number(self, value: float | int | None) -> str:
        return "" if value is None else self.settings.numerals(f"{value:,.0f}" if float(value).is_integer() else f"{value:,.2f}")

    def share(self, value: float) -> str:
        return self.settings.numerals(f"{value:.2f}")

    def day(self, value: str | None) -> Markup:
        """Give an ISO day, month, year or time as the reader writes dates; what is no date stays as it is."""
        if not value:
            return Markup("")
        if " – " in value:
            return self.days(*value.split(" – ", 1))
        found = _DAY.match(value)
        if found is None or not 1 <= int(found[2] or 1) <= 12:
            return escape(value)
        year, month, day, time = found.groups()
        name = self.catalogue["months"][self.settings.months][int(month) - 1] if month else ""
        said = " ".join(part for part in (str(int(day)) if day else "", name, year, time or "") if part)
        return Markup('<time datetime="{}">{}</time>').format(value, self.settings.numerals(said))

    def days(self, first: str | None, last: str | None) -> Markup:
        return self.day(first) if first == last or not last else Markup("{} – {}").format(self.day(first), self.day(last))


def settings_from(request: Request) -> Settings:
    return settings_of(request.cookies.get(COOKIE), request.headers.get("accept-language", ""))


def page(request: Request, template: str, status: int = 200, **given: Any) -> HTMLResponse:
    """Give a page in the language of its reader."""
    return HTMLResponse(written(request, template, settings_from(request), **given), status)


def written(request: Request, template: str, settings: Settings, **given: Any) -> str:
    """Give the text of a page for these settings."""
    words = Words(settings)
    here = request.url.path + (f"?{request.url.query}" if request.url.query else "")
    shown: str = _environment().get_template(template).render(
        w=words, ui=words.ui, t=foreign, s=settings, here=here, path=request.url.path, csrf=request.scope["marsad.csrf"], choices={"language": LANGUAGES, "digits": DIGITS, "months": MONTHS},
        link=lambda path, **query: f"{path}?{urlencode(query, doseq=True)}", samples=request.app.state.samples, **given,
    )  # fmt: skip
    return shown


def problem(request: Request, status: int, title: str, found: str, todo: str) -> HTMLResponse:
    """Give the page that says what went wrong and what to do."""
    return page(request, "problem.html", status, title=title, found=found, todo=todo)
