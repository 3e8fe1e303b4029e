"""Explain: each value with its words and the steps that gave it, on cards and on a page that loads nothing."""

from __future__ import annotations

import ast
import base64
import hashlib
import json
import re
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import msgspec
import pytest

import marsad
from marsad.desk.entries import EntryNote, entity_places, entry_notes
from marsad.desk.explain import LANGUAGES, Card, Explanation, explain, explain_record, marks, words_of
from marsad.desk.explain_page import embedded, explain_page
from marsad.lexicon.home import lexicon_home
from marsad.reading.confidence import _GROUNDS
from marsad.record import Article, Because, Record, Span, UsageError

TEXT = (
    "أعلنت وزارة الدفاع الروسية أن القوات التركية قصفت بلدة تل رفعت أمس الجمعة، ما أدى إلى مقتل ثلاثة جنود.\n"
    "ووقعت الحكومة السودانية والحركة الشعبية اتفاقا لوقف إطلاق النار في جوبا."
)


@pytest.fixture(scope="module")
def record() -> Record:
    return marsad.read(Article(id="a", title="ضربة", published="2020-02-15", text=TEXT))


@pytest.fixture(scope="module")
def explanation(record: Record) -> Explanation:
    return explain_record(record)


def card_of(explanation: Explanation, kind: str, number: int = 1) -> Card:
    return next(c for c in explanation.cards if c.kind == kind and c.number == number)


def with_step(record: Record, field: str, rule: str) -> Record:
    """Give the record with one step of reasoning for its first event."""
    span = Span(start=0, end=5, text=record.article.text[:5])
    event = msgspec.structs.replace(record.events[0], because=[Because(field=field, rule=rule, span=span)])
    return msgspec.structs.replace(record, events=[event])


def step_text(record: Record, field: str, rule: str, language: str = "en") -> str:
    notes = {
        "assault.x": EntryNote("assault.x", "action", "actions/assault.yaml", 7, "force a target", "ASSAULT", (), (("subject", "actor"), ("على", "target"))),
        "support.شن": EntryNote("support.شن", "support", "cues/support_verbs.yaml", 9, "", role="actor"),
        "neg.x": EntryNote("neg.x", "cue", "cues/factuality.yaml", 3, "did not", role="negated"),
        "speech.قال": EntryNote("speech.قال", "speech", "cues/speech.yaml", 4, "say", role="asserts"),
    }
    fields = explain(with_step(record, field, rule), notes, {}, words_of(language)).cards[0].fields
    (step,) = [s for f in fields for s in f.steps]
    return (f"{step.entry} {step.place} " if step.entry else "") + step.text


PLAIN_WORDS = [
    # field, rule, what it is in plain words
    ("type", "assault.x", "assault.x actions/assault.yaml:7 the lexicon reads it so: force a target"),
    ("actors", "assault.x.actor", "assault.x actions/assault.yaml:7 the subject of assault.x is the one who acts"),
    ("recipients", "assault.x.recipient", "assault.x actions/assault.yaml:7 the words after «على» of assault.x is the one to whom it is done"),
    ("actors", "assault.x.partner", "assault.x actions/assault.yaml:7 the frame of assault.x makes it one of those who do it together"),
    ("support", "support.شن", "support.شن cues/support_verbs.yaml:9 a verb that lends its subject to the noun of action: the subject is the one who acts"),
    (
        "actors",
        "relative.support.شن",
        "support.شن cues/support_verbs.yaml:9 the relative clause of a verb that lends its subject to the noun of action: the subject is the one who acts",
    ),
    ("attribution", "speech.قال", "speech.قال cues/speech.yaml:4 a verb of saying: say"),
    ("attribution", "attribution.وفقا", "«وفقا» introduces the one who vouches"),
    ("coreference", "pronoun.ها", "the pronoun «ها» points back to it"),
    ("counts", "number.killed", "a number that counts: killed"),
    ("where", "clause.place", "a place named in the same clause"),
    ("when", "when.news-of-the-day", "news told without a date: the day that the article is about, else that of publication"),
    ("when", "-1 days from 2020-02-15", "-1 days from 2020-02-15"),
    ("modes", "content.change", "a word of the content tells the mode change"),
    ("modes", "instrument.drone", "a weapon or means in the clause tells the mode drone"),
    ("factuality", "neg.x", "neg.x cues/factuality.yaml:3 a cue near the act: did not"),
    ("factuality", "long-ago", "its date lies more than 90 days before publication"),
    ("confidence", "ground.counts: +0.74", "it is counted: +0.74 log-odds"),
    ("type", "unheard.of.rule", "rule unheard.of.rule"),
]


@pytest.mark.parametrize(("field", "rule", "told"), PLAIN_WORDS, ids=[r for _, r, _ in PLAIN_WORDS])
def test_each_kind_of_rule_is_told_in_plain_words(record: Record, field: str, rule: str, told: str) -> None:
    assert step_text(record, field, rule) == told


def test_rules_are_told_in_arabic_too(record: Record) -> None:
    assert step_text(record, "actors", "assault.x.actor", "ar") == "assault.x actions/assault.yaml:7 الفاعل في الجملة في assault.x هو الفاعل"


def rules_written_out() -> set[str]:
    """Give the names, or beginnings of names, that the reading room writes for its rules: draft.tell(field, NAME, …)."""
    found = set()
    for path in (Path(marsad.__file__).parent / "reading").glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in ("tell", "overrule"):
                name = node.args[1].left if isinstance(node.args[1], ast.BinOp) else node.args[1]
                if isinstance(name, ast.Constant):
                    found.add(str(name.value))
    return found


def test_every_rule_that_reading_writes_has_plain_words(record: Record) -> None:
    written = rules_written_out()
    assert "number." in written
    told = {rule: step_text(record, "type", {"relative.": "relative.support.شن"}.get(rule, rule + "x" if rule.endswith(".") else rule)) for rule in written}
    assert [rule for rule, text in told.items() if text.startswith("rule ")] == []


def test_every_ground_of_the_confidence_has_plain_words(record: Record) -> None:
    for name in (*_GROUNDS, "report"):
        assert "log-odds" in step_text(record, "confidence", f"ground.{name}: +0.10")


def shape(value: Any) -> Any:
    return {key: shape(inner) for key, inner in value.items()} if isinstance(value, dict) else sorted(re.findall(r"{\w+}", value))


def test_all_languages_have_the_same_words_with_the_same_gaps() -> None:
    shapes = [shape(words_of(language)) for language in LANGUAGES]
    assert all(s == shapes[0] for s in shapes)


def test_a_language_without_a_catalogue_is_refused() -> None:
    with pytest.raises(UsageError, match="no catalogue for 'xx'"):
        words_of("xx")


def test_every_quote_of_an_explanation_is_the_text_at_its_place(explanation: Explanation) -> None:
    quotes = [q for card in explanation.cards for f in card.fields for q in f.quotes()]
    assert len(quotes) > 10
    for quote in quotes:
        assert quote.text == TEXT[quote.start : quote.end]


def test_every_event_has_a_card_with_its_type_and_trigger(record: Record, explanation: Explanation) -> None:
    cards = [c for c in explanation.cards if c.kind == "event"]
    assert [(c.number, c.heading, c.fields[0].values[0].quote) for c in cards] == [(n, e.type, e.trigger) for n, e in enumerate(record.events, 1)]


def test_every_step_of_the_record_is_told_once(record: Record, explanation: Explanation) -> None:
    for number, event in enumerate(record.events, 1):
        told = [s.quote for f in card_of(explanation, "event", number).fields for s in f.steps if s.quote is not None]
        assert sorted((q.start, q.end) for q in told) == sorted((b.span.start, b.span.end) for b in event.because if b.span is not None)


def test_every_entry_that_a_step_names_is_at_its_line(explanation: Explanation) -> None:
    named = {(s.entry, s.place) for c in explanation.cards for f in c.fields for s in f.steps if s.entry and s.place and s.place.startswith("actions/")}
    assert named
    for entry, place in named:
        file, _, line = str(place).partition(":")
        assert f"id: {entry}" in (lexicon_home() / file).read_text(encoding="utf-8").split("\n")[int(line) - 1]


def test_an_actor_of_the_knowledge_base_is_shown_with_name_and_line(explanation: Explanation) -> None:
    values = [v for f in card_of(explanation, "event").fields if f.name == "actors" for v in f.values]
    assert [v.text for v in values] == ["القوات التركية"]
    assert values[0].note == "Turkish Armed Forces, TUR MIL"
    assert str(values[0].place).startswith("actors/organisations.tsv:")


def test_statements_and_agreements_have_cards_of_their_own(record: Record, explanation: Explanation) -> None:
    kinds = [c.kind for c in explanation.cards]
    assert (kinds.count("statement"), kinds.count("agreement")) == (len(record.statements), len(record.agreements)) != (0, 0)
    assert card_of(explanation, "statement").heading == record.statements[0].speaker.text


def test_a_promised_act_tells_which_type_it_came_from(record: Record) -> None:
    notes = {"retreat.x": EntryNote("retreat.x", "action", "actions/retreat.yaml", 1, "leave", "RETREAT")}
    promised = with_step(record, "type", "retreat.x")
    promised = msgspec.structs.replace(promised, events=[msgspec.structs.replace(promised.events[0], type="CONCEDE")])
    steps = explain(promised, notes, {}, words_of("en")).cards[0].fields[0].steps
    assert steps[-1].text == "a RETREAT that is only promised is coded CONCEDE"


def test_what_an_article_does_not_say_is_shown_for_actors_and_date_only(record: Record) -> None:
    bare = msgspec.structs.replace(record.events[0], actors=[], recipients=[], when=None, where=[], counts=[], because=[], modes=[])
    card = explain(msgspec.structs.replace(record, events=[bare]), {}, {}, words_of("en")).cards[0]
    assert [f.name for f in card.fields if not f.values] == ["actors", "when"]


def test_marks_join_equal_spans_and_put_longer_ones_first(explanation: Explanation) -> None:
    found = marks([c for c in explanation.cards if c.kind == "event"])
    places = [(m.start, m.end) for m in found]
    assert len(set(places)) == len(places)
    assert places == sorted(places, key=lambda p: (p[0], -p[1]))


# -- entries -----------------------------------------------------------------------------------------------------


def test_every_rule_that_names_an_entry_has_a_note() -> None:
    notes = entry_notes(lexicon_home())
    assert {n.kind for n in notes.values()} == {"action", "support", "speech", "cue", "voucher"}
    assert all(n.because for n in notes.values() if n.kind == "action")
    assert all(identity == note.id for identity, note in notes.items())


def test_entities_are_found_where_the_lexicon_names_them() -> None:
    found = entity_places(lexicon_home(), {"state.SYR", "tur-army", "nobody-at-all"})
    assert set(found) == {"state.SYR", "tur-army"}
    for identity, place in found.items():
        file, _, line = place.partition(":")
        assert (lexicon_home() / file).read_text(encoding="utf-8").split("\n")[int(line) - 1].startswith(identity.removeprefix("state."))


# -- the page ----------------------------------------------------------------------------------------------------

HOSTILE = "</script><script>alert(1)</script><!-- <img src=x onerror=alert(2)> &lt; \u2028 %%DATA%% %%POLICY%% ]]> \" '"


class _Page(HTMLParser):
    """Collects elements with their attributes, and the text inside scripts and style."""

    def __init__(self, page: str) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.inside: list[tuple[str, dict[str, str | None], str]] = []
        self._open: tuple[str, dict[str, str | None]] | None = None
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        self._open = (tag, dict(attrs)) if tag in ("script", "style") else None

    def handle_data(self, data: str) -> None:
        if self._open is not None:
            self.inside.append((*self._open, data))
            self._open = None


@pytest.fixture(scope="module")
def hostile() -> Explanation:
    record = marsad.read(Article(id=HOSTILE, title=HOSTILE, outlet=HOSTILE, published="2020-02-15", text=f"قصفت القوات التركية بلدة تل رفعت. {HOSTILE}"))
    return explain_record(record)


def test_hostile_text_adds_no_element_to_the_page(hostile: Explanation, explanation: Explanation) -> None:
    assert [e for e, _ in _Page(explain_page(hostile)).elements] == [e for e, _ in _Page(explain_page(explanation)).elements]


def test_the_page_gives_back_the_very_text(hostile: Explanation) -> None:
    (data,) = [text for tag, attributes, text in _Page(explain_page(hostile)).inside if attributes.get("type") == "application/json"]
    assert msgspec.convert(json.loads(data), Explanation) == hostile


def test_embedded_data_holds_no_sign_that_ends_a_script() -> None:
    for sign in "<>&\u2028\u2029":
        explanation = Explanation(language="en", ui={}, id=sign, title=None, outlet=None, published=None, text=sign, cards=[], notes=[], reader="")
        assert sign not in embedded(explanation)
        assert json.loads(embedded(explanation))["text"] == sign


def test_the_policy_allows_the_page_its_own_script_and_style_and_nothing_else(explanation: Explanation) -> None:
    page = _Page(explain_page(explanation))
    (policy,) = [a["content"] for _, a in page.elements if a.get("http-equiv") == "Content-Security-Policy"]
    rules = dict(part.strip().split(" ", 1) for part in str(policy).split(";"))
    assert rules["default-src"] == "'none'"
    for tag, directive in (("script", "script-src"), ("style", "style-src")):
        hashes = {f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'" for t, a, text in page.inside if t == tag and "type" not in a}
        assert set(rules[directive].split()) == hashes
        assert len(hashes) == 1


def test_the_page_loads_nothing_and_knows_no_way_to_insert_markup(explanation: Explanation) -> None:
    page = explain_page(explanation)
    assert not [a for _, a in _Page(page).elements if {"src", "href", "srcset", "style", "onclick"} & set(a)]
    assert not re.search(r"url\(|@import|https?://|innerHTML|outerHTML|insertAdjacentHTML|document\.write|eval\(", page)


@pytest.mark.parametrize(("language", "direction"), [("en", "ltr"), ("ar", "rtl")])
def test_the_page_has_the_direction_of_its_language_and_the_article_its_own(record: Record, language: str, direction: str) -> None:
    elements = _Page(explain_page(explain_record(record, language))).elements
    assert ("html", {"lang": language, "dir": direction}) in elements
    assert ("div", {"id": "text", "lang": "ar", "dir": "rtl"}) in elements


def test_no_gap_of_the_template_is_left(explanation: Explanation) -> None:
    assert "%%" not in explain_page(explanation)
