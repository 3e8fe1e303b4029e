"""Articles: what a decoded object becomes, and why some are refused."""

from __future__ import annotations

import hashlib

import msgspec
import pytest

from marsad.record import Article, ArticleError, make_article

TEXT = "عاد الهدوء إلى المدينة."


def identity(*parts: str) -> str:
    return hashlib.sha256("\x1f".join(parts).encode("utf-8")).hexdigest()


def test_the_text_is_kept_as_delivered() -> None:
    text = "  سطر\r\n\u200fثان\u200e\tمـــد  "
    assert make_article({"id": "a", "text": text}, "here").text == text


def test_unknown_fields_are_kept_under_extra() -> None:
    article = make_article({"id": "a", "text": TEXT, "outlet": "صحيفة", "desk": {"shift": 2}, "tags": ["x"]}, "here")
    assert article.outlet == "صحيفة"
    assert article.extra == {"desk": {"shift": 2}, "tags": ["x"]}


IDENTITIES = [
    # remark, fields besides the text, id
    ("a given id is kept", {"id": "n-7"}, "n-7"),
    ("a number becomes text", {"id": 42}, "42"),
    ("zero is an id", {"id": 0}, "0"),
    ("an empty id is an id", {"id": ""}, ""),
    ("without an id: outlet, day and text", {"outlet": "صحيفة", "published": "2020-02-15"}, identity("صحيفة", "2020-02-15", TEXT)),
    ("what is not known counts as empty", {}, identity("", "", TEXT)),
    ("null is no id", {"id": None, "title": "لا يُحسب"}, identity("", "", TEXT)),
]


@pytest.mark.parametrize(("remark", "fields", "expected"), IDENTITIES, ids=[i[0] for i in IDENTITIES])
def test_every_article_has_an_id(remark: str, fields: dict[str, object], expected: str) -> None:
    assert make_article({"text": TEXT, **fields}, "here").id == expected, remark


def test_articles_that_differ_in_outlet_day_or_text_differ_in_id() -> None:
    articles = [{"text": TEXT}, {"text": TEXT, "outlet": "أ"}, {"text": TEXT, "published": "أ"}, {"text": TEXT + " "}]
    assert len({make_article(a, "here").id for a in articles}) == 4


def test_half_a_surrogate_pair_becomes_one_replacement_character_so_offsets_hold() -> None:
    article = make_article({"id": "a", "text": "قبل\ud83dبعد"}, "here")
    assert article.text == "قبل\N{REPLACEMENT CHARACTER}بعد"
    assert article.text.index("بعد") == 4


REFUSED = [
    # what is given, what is found
    ([TEXT], "found list, not an object"),
    (TEXT, "found str, not an object"),
    (None, "found NoneType, not an object"),
    ({"id": "a"}, "'text' is missing"),
    ({"id": "a", "text": None}, "'text' is missing"),
    ({"id": "a", "text": 7}, "'text' is int"),
    ({"id": "a", "text": TEXT, "published": 20200215}, "'published' is int, not a string"),
    ({"id": "a", "text": TEXT, "outlet": ["x"]}, "'outlet' is list, not a string"),
    ({"id": ["a"], "text": TEXT}, "'id' is list"),
    ({"id": True, "text": TEXT}, "'id' is bool"),
]


@pytest.mark.parametrize(("raw", "found"), REFUSED, ids=[f for _, f in REFUSED])
def test_what_is_no_article_is_refused_with_place_and_help(raw: object, found: str) -> None:
    with pytest.raises(ArticleError) as refused:
        make_article(raw, "news.jsonl:3")
    assert refused.value.where == "news.jsonl:3"
    assert refused.value.found == found
    assert refused.value.todo.endswith(".")


def test_an_article_cannot_be_changed() -> None:
    with pytest.raises(AttributeError):
        Article(id="a", text=TEXT).text = "آخر"  # type: ignore[misc]
    assert msgspec.structs.replace(Article(id="a", text=TEXT), id="b").text == TEXT
