"""What the benchmark says of long articles and large lexicons is measured on the same records."""

from __future__ import annotations

from marsad import Article
from marsad.desk.scaling import SIZES, doubled, scaling
from marsad.lexicon import load_lexicon

TEXT = "قصفت القوات التركية بلدة تل رفعت أمس. ورفضت موسكو الاتفاق الذي عرضته أنقرة."


def test_a_lexicon_is_doubled_by_words_that_no_text_holds() -> None:
    first = load_lexicon().tables.first
    assert len(doubled(load_lexicon()).tables.first) == 2 * len(first)


def test_the_same_sentences_are_timed_at_every_size() -> None:
    measured = scaling([Article(id=str(n), text=TEXT) for n in range(3)])
    assert tuple(measured.by_size) == SIZES
    assert all(seconds > 0 for seconds in measured.by_size.values())
    assert measured.same
    assert 0.2 < measured.twice < 5
