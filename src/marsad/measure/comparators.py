"""Other programs on the same articles, in the same run: what a record costs beside a bag of words or a row of tokens.

Each is optional and is run as `marsad read` is, as a whole process; one that is not installed is named and left out.
"""

from __future__ import annotations

import importlib.util
import os
import subprocess
import sys
import time
from pathlib import Path
from typing import NamedTuple

UDPIPE_MODEL = "UDPIPE_MODEL"  # the environment variable that names a model of UDPipe; it comes with none
_TEXTS = "import json, sys\ntexts = [json.loads(line)['text'] for line in open(sys.argv[1], encoding='utf-8')]\n"


class Comparator(NamedTuple):
    """A program to compare with: its name for people, the module it needs, and what to run on a file of articles."""

    name: str
    module: str
    script: str


COMPARATORS = (
    Comparator(
        "TF-IDF of words and pairs (scikit-learn)",
        "sklearn",
        "from sklearn.feature_extraction.text import TfidfVectorizer\nTfidfVectorizer(ngram_range=(1, 2)).fit_transform(texts)\n",
    ),
    Comparator("blank Arabic tokenizer (spaCy)", "spacy", "import spacy\nfor doc in spacy.blank('ar').pipe(texts):\n    [token.text for token in doc]\n"),
    Comparator(
        "tokens, tags and lemmas (UDPipe)",
        "ufal.udpipe",
        "import os\n"
        "from ufal.udpipe import Model, Pipeline, ProcessingError\n"
        f"pipeline = Pipeline(Model.load(os.environ['{UDPIPE_MODEL}']), 'tokenize', Pipeline.DEFAULT, Pipeline.NONE, 'conllu')\n"
        "for text in texts:\n    pipeline.process(text, ProcessingError())\n",
    ),
)


class Compared(NamedTuple):
    """What a comparator took: seconds on the clock, or None and the reason why it was left out."""

    name: str
    seconds: float | None
    left_out: str


def compare(articles: Path) -> list[Compared]:
    """Run every comparator that is installed on a file of articles, one object a line."""
    return [_run(comparator, articles) for comparator in COMPARATORS]


def _run(comparator: Comparator, articles: Path) -> Compared:
    if not installed(comparator.module):
        return Compared(comparator.name, None, f"{comparator.module} is not installed")
    if comparator.module == "ufal.udpipe" and not Path(os.environ.get(UDPIPE_MODEL, "")).is_file():
        return Compared(comparator.name, None, f"the environment variable {UDPIPE_MODEL} names no model")
    started = time.perf_counter()
    done = subprocess.run([sys.executable, "-c", _TEXTS + comparator.script, str(articles)], capture_output=True, text=True)
    seconds = time.perf_counter() - started
    if done.returncode:
        said = (done.stderr.strip().splitlines() or ["no message"])[-1]
        return Compared(comparator.name, None, f"it failed ({said[:80]})")
    return Compared(comparator.name, seconds, "")


def installed(module: str) -> bool:
    """Tell whether a module can be imported here, without importing it."""
    try:
        return importlib.util.find_spec(module) is not None
    except ModuleNotFoundError:  # its package is missing
        return False


def table(compared: list[Compared], sentences: int, own_seconds: float) -> list[tuple[str, str]]:
    """Give (name, figures) by row: sentences a second, and how that stands to `marsad read` with one worker in the same run.

    >>> table([Compared("tokens", 0.5, ""), Compared("tags", None, "tagger is not installed")], 1000, 2.0)
    [('  tokens', '2,000 sentences a second   (4.0 times as fast as one worker)'), ('  tags', 'left out: tagger is not installed')]
    """
    rows = []
    for name, seconds, left_out in compared:
        if seconds is None:
            rows.append((f"  {name}", f"left out: {left_out}"))
        else:
            rows.append((f"  {name}", f"{sentences / seconds:,.0f} sentences a second   ({own_seconds / seconds:.1f} times as fast as one worker)"))
    return rows
