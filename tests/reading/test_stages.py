"""The stages of reading: a trace tells what each found, and reads as reading does."""

from __future__ import annotations

from marsad.desk.lexicon import article_for
from marsad.lexicon import load_lexicon
from marsad.reading.reader import Reader
from marsad.reading.stages import STAGES

READER = Reader(load_lexicon())
TEXT = "أعلنت وزارة الدفاع الروسية أن القوات التركية قصفت بلدة تل رفعت أمس الجمعة. وقال المتحدث إن الجيش حاول استعادة السيطرة على المدينة وإن القصف أسفر عن مقتل ثلاثة جنود."


def test_a_trace_gives_the_record_that_reading_gives() -> None:
    assert READER.trace(article_for(TEXT)).record == READER.read(article_for(TEXT))


def test_every_event_is_a_candidate_that_no_stage_left_out() -> None:
    trace = READER.trace(article_for(TEXT))
    kept = {(c.draft.trigger_start, c.draft.trigger_end) for c in trace.candidates if not c.left_at}
    assert trace.record.events
    assert {(e.trigger.start, e.trigger.end) for e in trace.record.events} <= kept


def test_what_was_left_out_names_its_stage() -> None:
    left = {c.left_at for c in READER.trace(article_for(TEXT)).candidates} - {""}
    assert left
    assert left <= set(STAGES)


def test_a_trace_of_nothing_is_empty() -> None:
    trace = READER.trace(article_for(""))
    assert (trace.sentences, trace.statements, trace.candidates, trace.record.events) == ([], [], [], [])
