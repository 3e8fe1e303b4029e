"""`python -m marsad.desk.scaling ARTICLES.jsonl`: does a sentence cost the same in a long article, and with a larger lexicon?

The same sentences are read as articles of one, ten, a hundred and a thousand of them. Then whole articles are read with the
bundled lexicon and with one that has as many names again, which no text holds: the records are the same, the ratio is what the
search among more names costs. All in turns, the best of a few rounds. A child of `bench`; prints JSON.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import msgspec

from marsad import Article
from marsad.arabic.sentences import split_sentences
from marsad.lexicon import Lexicon, load_lexicon
from marsad.reading.reader import Reader

SIZES = (1, 10, 100, 1000)  # sentences of an article
ROUNDS = 3
_UNHEARD = "ژ"  # a letter of Persian: no folded Arabic word begins with it


class Scaling(NamedTuple):
    """`by_size`: seconds a sentence in articles of so many; `twice`: time with twice the names as a ratio; `names`: words that begin one; `same`: whether the records are."""

    by_size: dict[int, float]
    twice: float
    names: int
    same: bool


def articles_of(sentences: list[str], size: int) -> list[Article]:
    """Give the sentences as articles of `size` each, a sentence a line.

    >>> [article.text for article in articles_of(["قصف.", "نزح.", "عاد."], 2)]
    ['قصف.\\nنزح.', 'عاد.']
    """
    return [Article(id=f"{size}-{i}", text="\n".join(sentences[i : i + size]), published="2020-02-15") for i in range(0, len(sentences), size)]


def doubled(lexicon: Lexicon) -> Lexicon:
    """Give the lexicon with as many names again, of which each begins with a word that no text holds."""
    first = lexicon.tables.first
    return Lexicon(msgspec.structs.replace(lexicon.tables, first={**first, **{_UNHEARD + word: names for word, names in first.items()}}))


def _best(tasks: list[Callable[[], object]]) -> list[float]:
    """Give the least processor seconds of each task, done in turns."""
    least = [float("inf")] * len(tasks)
    for _ in range(ROUNDS):
        for k, task in enumerate(tasks):
            started = time.process_time()
            task()
            least[k] = min(least[k], time.process_time() - started)
    return least


def _reading(reader: Reader, articles: list[Article]) -> Callable[[], object]:
    return lambda: [reader.read(article) for article in articles]


def scaling(articles: list[Article]) -> Scaling:
    """Measure with the articles' sentences, a thousand at most."""
    sentences = [article.text[a:b].replace("\n", " ") for article in articles for a, b in split_sentences(article.text)][: SIZES[-1]]
    lexicon = load_lexicon()
    plain, larger = Reader(lexicon), Reader(doubled(lexicon))
    same = all(plain.read(a) == larger.read(a) for a in articles)
    times = _best([*[_reading(plain, articles_of(sentences, size)) for size in SIZES], _reading(plain, articles), _reading(larger, articles)])
    by_size = {size: seconds / len(sentences) for size, seconds in zip(SIZES, times, strict=False)}
    return Scaling(by_size, times[-1] / times[-2], len(lexicon.tables.first), same)


def main() -> None:
    lines = Path(sys.argv[1]).read_bytes().splitlines()
    read = [msgspec.json.decode(line) for line in lines if line.strip()]
    print(json.dumps(scaling([Article(id=a["id"], text=a["text"], published=a.get("published")) for a in read])._asdict()))


if __name__ == "__main__":
    main()
