"""The check of the lexicon's own sentences: what counts as found, what as failing."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest

import marsad
from marsad.desk.lexicon import Outcome, by_file, check_sentences, from_entry, judge_cue, judge_no, judge_yes
from marsad.desk.read import reader
from marsad.desk.trial import try_text
from marsad.lexicon.home import lexicon_home
from marsad.lexicon.schema import ActionEntry, CueExample, Example
from marsad.record import Actor, Article, Because, Count, Event, Place, Record, Span

STRIKE = "قصفت القوات التركية بلدة تل رفعت وقتلت ثلاثة."


def at(words: str) -> dict[str, object]:
    start = STRIKE.index(words)
    return {"start": start, "end": start + len(words), "text": words}


EVENT = Event(
    id="e1",
    type="ASSAULT",
    modes=["heavy-weapons"],
    contexts=[],
    quad="material-conflict",
    score=-9.5,
    cameo="194",
    trigger=Span(**at("قصفت")),  # type: ignore[arg-type]
    actors=[Actor(**at("القوات التركية"))],
    recipients=[],
    factuality="actual",
    attribution=[],
    when=None,
    where=[Place(**at("بلدة تل رفعت"))],  # type: ignore[arg-type]
    counts=[Count(what="killed", value=3)],
    content_type=None,
    confidence=0.9,
    sentence=0,
    because=[Because(field="type", rule="assault.found", span=Span(**at("قصفت")))],
)  # type: ignore[arg-type]


class Finds:
    """A reader that finds these events in whatever it reads."""

    def __init__(self, *events: Event) -> None:
        self.events = list(events)

    def read(self, article: Article) -> Record:
        return msgspec.structs.replace(marsad.read(Article(id="x", text="")), events=self.events)


ENTRY = ActionEntry(id="proof.entry", because="force shells a target", type="ASSAULT")


def example(text: str = STRIKE, **wanted: Any) -> Example:
    return Example(text=text, en="", **wanted)


YES = [
    # what is quoted, what is missing from it
    ({"trigger": "قصفت"}, ()),
    ({}, ()),
    ({"trigger": "بلدة"}, ("ASSAULT «بلدة»",)),
    ({"trigger": "قصفت", "type": "AID"}, ("AID «قصفت»",)),
    ({"actors": ["القوات التركية"]}, ()),
    ({"actors": ["القوات"]}, ()),
    ({"actors": ["القوات التركية الخاصة"]}, ()),
    ({"actors": ["القوات الروسية"]}, ("actors: القوات الروسية",)),
    ({"actors": []}, ("actors: none",)),
    ({"recipients": []}, ()),
    ({"recipients": ["القوات"]}, ("recipients: القوات",)),
    ({"where": ["تل رفعت"]}, ()),
    ({"where": ["عفرين"]}, ("where: عفرين",)),
    ({"factuality": "actual"}, ()),
    ({"factuality": "negated"}, ("factuality: negated",)),
    ({"modes": ["heavy-weapons"]}, ()),
    ({"modes": ["abduct"]}, ("mode: abduct",)),
    ({"counts": ["killed 3"]}, ()),
    ({"counts": ["injured 3"]}, ("counts: injured 3",)),
    ({"actors": ["روسيا"], "where": ["عفرين"]}, ("actors: روسيا", "where: عفرين")),
]


@pytest.mark.parametrize(("wanted", "missing"), YES, ids=[str(w) for w, _ in YES])
def test_a_yes_sentence_is_compared_field_by_field(wanted: dict[str, Any], missing: tuple[str, ...]) -> None:
    expected, found = judge_yes(Finds(EVENT), ENTRY, example(**wanted))
    assert expected == missing
    assert bool(found) == bool(missing)


def test_of_several_events_the_one_that_fits_best_is_compared() -> None:
    other = msgspec.structs.replace(EVENT, actors=[], where=[])
    wanted = example(trigger="قصفت", actors=["القوات التركية"], where=["عفرين"])
    assert judge_yes(Finds(other, EVENT), ENTRY, wanted)[0] == ("where: عفرين",)


def test_a_trigger_may_be_any_of_its_repetitions() -> None:
    text = "قصف على قصف"
    second = msgspec.structs.replace(EVENT, trigger=Span(start=8, end=11, text="قصف"))
    assert judge_yes(Finds(second), ENTRY, example(text, trigger="قصف"))[0] == ()


def test_what_was_found_is_told_with_its_words() -> None:
    _, found = judge_yes(Finds(EVENT), ENTRY, example(actors=["روسيا"]))
    assert found == ("ASSAULT «قصفت»; heavy-weapons; actors: القوات التركية; where: بلدة تل رفعت; counts: killed 3  [assault.found]",)
    assert judge_yes(Finds(), ENTRY, example())[1] == ("no event",)


NO = [
    # what the reader finds, the entry that asks, the type the sentence names, what was expected
    ((), ENTRY, None, ()),
    ((EVENT,), ENTRY, None, ("no ASSAULT (sport)",)),
    ((EVENT,), ENTRY, "ASSAULT", ()),
    ((EVENT,), ActionEntry(id="assault.found", because="", type="ASSAULT"), "ASSAULT", ("no ASSAULT (sport)",)),
    ((EVENT,), ActionEntry(id="aid.proof", because="", type="AID"), None, ()),
    ((EVENT,), ActionEntry(id="aid.proof", because="", type="AID"), "ASSAULT", ()),
    ((EVENT,), ActionEntry(id="aid.proof", because="", type="AID"), "PROTEST", ("PROTEST instead",)),
]


@pytest.mark.parametrize(("found", "entry", "named", "expected"), NO, ids=[f"{len(f)} {e.id} {n}" for f, e, n, _ in NO])
def test_a_no_sentence_forbids_the_type_of_its_entry(found: tuple[Event, ...], entry: ActionEntry, named: str | None, expected: tuple[str, ...]) -> None:
    assert judge_no(Finds(*found), entry, example(why="sport", type=named))[0] == expected


def test_an_event_is_of_an_entry_only_if_its_own_trigger_is_a_word_of_it() -> None:
    toll = Because(field="type", rule="assault.toll", span=Span(**at("ثلاثة")))  # type: ignore[arg-type]
    merged = msgspec.structs.replace(EVENT, because=[*EVENT.because, toll])
    assert from_entry(merged, "assault.found")
    assert not from_entry(merged, "assault.toll")


CUE = CueExample(text="لم تقصف القوات التركية البلدة.", trigger="تقصف", en="")


@pytest.mark.parametrize(("cue", "decides", "expected"), [("neg.lam", True, ()), ("neg.la", True, ("neg.la decides about «تقصف»",)), ("neg.la", False, ())])
def test_a_sentence_of_a_cue_asks_which_class_decided(cue: str, decides: bool, expected: tuple[str, ...]) -> None:
    assert judge_cue(reader(), cue, CUE, decides)[0] == expected


def test_a_no_sentence_of_a_cue_must_hold_the_word_of_action_and_another_decision() -> None:
    assert judge_cue(reader(), "neg.lam", CUE, False)[0] == ("another class than neg.lam, or none, decides about «تقصف»",)
    silent = CueExample(text="مدينة كبيرة.", trigger="مدينة", en="")
    assert judge_cue(reader(), "neg.lam", silent, False)[1] == ("«مدينة» is no word of action here",)


def test_every_class_of_factuality_proves_itself() -> None:
    outcomes = [o for prefix in ("neg.", "no.") for o in check_sentences(lexicon_home(), prefix)]
    assert len(outcomes) > 40
    assert [o for o in outcomes if not o.passed] == []


def test_outcomes_are_counted_by_file() -> None:
    outcomes = [Outcome(file, 1, "e", "yes", "", passed) for file, passed in (("a", True), ("a", False), ("b", True))]
    assert by_file(outcomes) == [("a", 1, 2), ("b", 1, 1)]


def test_a_trial_gives_every_word_of_the_text_in_order() -> None:
    text = "وللجيش ٣ مواقع، في Aleppo."
    assert [t.text for t in try_text(reader(), text).tokens] == ["وللجيش", "٣", "مواقع", "،", "في", "Aleppo", "."]


def test_a_trial_of_nothing_is_empty() -> None:
    trial = try_text(reader(), "")
    assert (trial.tokens, trial.names, trial.phrases, trial.candidates, trial.record.events) == ([], [], [], [], [])


def test_a_trial_tells_which_cue_decided_and_which_stage_left_a_word_out() -> None:
    trial = try_text(reader(), "حاول مسلحون مجهولون اقتحام السفارة الأمريكية في بغداد.")
    assert [(c.text, c.told, c.left_at) for c in trial.candidates] == [("اقتحام", "no-act (no.tried)", "factuality")]
