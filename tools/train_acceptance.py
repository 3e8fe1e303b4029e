"""Train the acceptance model: python tools/train_acceptance.py GSR.jsonl [--write]

GSR.jsonl holds the Arabic gold-standard sentences of the Open Event Data Alliance (MIT): {id, doc, task, text,
label, accept, total}. Two steps: a sentence model for each task (letter n-grams, linear SVM), then logistic
regression over the candidates' readable features and the sentence model's value. A candidate is positive if most
annotators accepted its sentence. Prints figures cross-validated by document (five folds; the sentence model's
values are themselves out of fold), without and with the model, then writes lexicon/models with --write.
Needs scikit-learn (extra `train`).
"""

from __future__ import annotations

import hashlib
import json
import sys
from pathlib import Path
from typing import Any

import numpy
from sklearn.feature_extraction import DictVectorizer
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.svm import LinearSVC

from marsad.arabic.words import tokens
from marsad.desk.read import reader
from marsad.record import Article

TASKS = ("ASSAULT", "PROTEST")
NGRAMS = 9000  # n-grams kept for each task: more gives nothing in cross-validation
C = 0.3  # inverse strength of regularisation of the second step; flat between 0.1 and 1
AMONG = -5.0  # log-odds asked in an article: measured on whole articles, a higher one costs as much as it gains
LEAVES = (0.0, 0.5, 1.0, 2.0)  # how much less is asked of a plain report (see marsad.reading.acceptance.plain); each is measured
LEAVE = 0.5  # the one kept: a plain lead in a style that the sentences of 2006-2009 do not show must not be lost
SLACK = 0.03  # of F1, both tasks added up: of thresholds as good as equal the lowest, for a report lost is not seen by anyone

Sample = tuple[dict[str, Any], list[list[str]]]


def candidates(path: str) -> list[Sample]:
    """Give each sentence with the features of its candidates of the task's type (not negated)."""
    machine = reader()
    out = []
    with open(path, encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            if row.get("dup_cross"):
                continue
            row["words"] = " ".join(word for _, _, word in tokens(row["text"]))
            kept: list[Any] = []
            machine.accept = lambda drafts, n, kept=kept: kept.extend(drafts) or []  # type: ignore[method-assign]
            machine.read(Article(id=row["id"], text=row["text"]))
            out.append((row, [d.features for d in kept if d.type == row["task"] and d.factuality != "negated"]))
    return out


def fold(row: dict[str, Any]) -> int:
    return int(hashlib.sha256(row["doc"].encode()).hexdigest(), 16) % 5


def positive(row: dict[str, Any]) -> int:
    return int(row["accept"] * 2 > row["total"])


def sentence_model(rows: list[dict[str, Any]]) -> tuple[TfidfVectorizer, LinearSVC]:
    """Fit letter n-grams, keep the NGRAMS heaviest, fit again on these."""
    texts, labels = [r["words"] for r in rows], [positive(r) for r in rows]
    vectors = TfidfVectorizer(analyzer="char_wb", ngram_range=(3, 5), min_df=3, sublinear_tf=True)
    model = LinearSVC(C=0.3, class_weight="balanced").fit(vectors.fit_transform(texts), labels)
    heavy = numpy.argsort(-abs(model.coef_[0]))[:NGRAMS]
    names = vectors.get_feature_names_out()
    vectors = TfidfVectorizer(analyzer="char_wb", ngram_range=(3, 5), vocabulary=sorted(names[i] for i in heavy), sublinear_tf=True)
    return vectors, LinearSVC(C=0.3, class_weight="balanced").fit(vectors.fit_transform(texts), labels)


def values(model: tuple[TfidfVectorizer, LinearSVC], rows: list[dict[str, Any]]) -> list[float]:
    return list(model[1].decision_function(model[0].transform([r["words"] for r in rows])))


def out_of_fold(samples: list[Sample]) -> dict[str, float]:
    """Give each sentence's value by a sentence model that has not seen its document."""
    found: dict[str, float] = {}
    for k in {fold(row) for row, _ in samples}:
        rest, held = [r for r, _ in samples if fold(r) != k], [r for r, _ in samples if fold(r) == k]
        found.update(zip([r["id"] for r in held], values(sentence_model(rest), held), strict=True))
    return found


def second_step(samples: list[Sample], text: dict[tuple[str, str], float]) -> tuple[DictVectorizer, LogisticRegression]:
    x, y, weight = [], [], []
    for row, found in samples:
        for names in found:
            x.append(inputs(row, names, text))
            y.append(positive(row))
            weight.append((0.3 + abs(row["accept"] / row["total"] - 0.5) * 1.4) / len(found) ** 0.5)
    vectors = DictVectorizer()
    return vectors, LogisticRegression(C=C, max_iter=3000).fit(vectors.fit_transform(x), y, sample_weight=weight)


def inputs(row: dict[str, Any], names: list[str], text: dict[tuple[str, str], float]) -> dict[str, float]:
    return {**dict.fromkeys(names, 1.0), "text:" + row["task"]: text[row["task"], row["id"]]}


def figures(scored: list[tuple[dict[str, Any], float]], threshold: float, task: str, labels: tuple[str, ...]) -> tuple[float, float, float]:
    tp = fp = fn = 0
    for row, best in scored:
        if row["task"] == task and row["label"] in labels:
            found, yes = best >= threshold, row["label"] == "yes"
            tp, fp, fn = tp + (found and yes), fp + (found and not yes), fn + (yes and not found)
    p, r = tp / max(1, tp + fp), tp / max(1, tp + fn)
    return p, r, 2 * p * r / max(1e-9, p + r)


def texts(samples: list[Sample], held: list[Sample]) -> dict[tuple[str, str], float]:
    found: dict[tuple[str, str], float] = {}
    for task in TASKS:
        own = [s for s in samples if s[0]["task"] == task]
        found.update({(task, k): v for k, v in out_of_fold(own).items()})
        other = [r for r, _ in held if r["task"] == task]
        if other:
            found.update({(task, r["id"]): v for r, v in zip(other, values(sentence_model([r for r, _ in own]), other), strict=True)})
    return found


def main() -> None:
    data = candidates(sys.argv[1])
    scored: dict[float, list[tuple[dict[str, Any], float]]] = {leave: [] for leave in LEAVES}
    for k in range(5):
        train, held = [d for d in data if fold(d[0]) != k], [d for d in data if fold(d[0]) == k]
        text = texts(train, held)
        vectors, model = second_step(train, text)
        for row, found in held:
            scores = model.decision_function(vectors.transform([inputs(row, f, text) for f in found])) if found else []
            for leave in LEAVES:
                best = max((s + (leave if "plain" in f else 0.0) for s, f in zip(scores, found, strict=True)), default=-99.0)
                scored[leave].append((row, best))
    thresholds: dict[float, float] = {}
    strict, easy = ("yes", "easy no", "difficult no"), ("yes", "easy no")
    for leave in LEAVES:
        here = scored[leave]
        totals = {float(t): sum(figures(here, t, task, strict)[2] for task in TASKS) for t in numpy.arange(-2.0, 1.0, 0.1)}
        alone = min(t for t, total in totals.items() if total >= max(totals.values()) - SLACK)
        thresholds[leave] = alone
        for task in TASKS:
            print(f"{task}: leave {leave}: with the model (threshold {alone:.1f}), strict P {{:.3f}} R {{:.3f}} F1 {{:.3f}}".format(*figures(here, alone, task, strict)))
            print(f"{task}: leave {leave}: easy P {{:.3f}} R {{:.3f}} F1 {{:.3f}}".format(*figures(here, alone, task, easy)))
    for task in TASKS:
        print(f"{task}: rules alone, strict P {{:.3f}} R {{:.3f}} F1 {{:.3f}}".format(*figures(scored[0.0], -90.0, task, strict)))
    alone = thresholds[LEAVE]
    if "--write" not in sys.argv:
        return
    text = texts(data, [])
    vectors, model = second_step(data, text)
    rows = [
        ("bias", float(model.intercept_[0])),
        ("threshold:alone", float(alone)),
        ("threshold:among", AMONG),
        ("threshold:plain-leave", LEAVE),
        *((n, float(w)) for n, w in zip(vectors.get_feature_names_out(), model.coef_[0], strict=True)),
    ]
    out = Path(__file__).parent.parent / "lexicon" / "models"
    out.mkdir(exist_ok=True)
    for task in TASKS:
        grams, svm = sentence_model([r for r, _ in data if r["task"] == task])
        rows.append(("text-bias:" + task, float(svm.intercept_[0])))
        with (out / f"sentence_{task.lower()}.tsv").open("w", encoding="utf-8") as f:
            f.write("ngram\tidf\tweight\n")
            for name, idf, weight in zip(grams.get_feature_names_out(), grams.idf_, svm.coef_[0], strict=True):
                f.write(f"{name.replace(' ', '_')}\t{idf:.3f}\t{weight:.4f}\n")
    with (out / "acceptance.tsv").open("w", encoding="utf-8") as f:
        f.write("feature\tweight\n")
        f.writelines(f"{name}\t{weight:.3f}\n" for name, weight in rows if abs(weight) >= 0.02 or name.startswith("threshold:"))


if __name__ == "__main__":
    main()
