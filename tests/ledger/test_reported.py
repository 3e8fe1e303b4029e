"""From sentences of our own, read by the reader, to claims on the told agreements: what is linked, and what is not and why."""

from __future__ import annotations

from typing import NamedTuple

import pytest

from marsad.desk.ledger import follow
from marsad.desk.read import reader
from marsad.ledger.book import Book, load_book
from marsad.ledger.claims import Claim
from marsad.ledger.posts import post_states
from marsad.ledger.reported import Reporter, Told
from marsad.ledger.sides import Sides
from marsad.record import Record, make_article


@pytest.fixture(scope="module")
def book() -> Book:
    return load_book()


def record(text: str, day: str, name: str = "own", outlet: str | None = None) -> Record:
    return reader().read(make_article({"id": name, "published": day, "outlet": outlet, "text": text}, "here"))


def told(book: Book, text: str, day: str) -> Told:
    return Reporter(book).told(record(text, day), "family")


class Expected(NamedTuple):
    day: str
    text: str
    agreement: str
    act: str
    more: dict[str, object]
    remark: str


CLAIMS = [
    Expected("2018-10-12", "نفت وزارة الدفاع الروسية خرق اتفاق سوتشي.", "sochi-idlib-2018", "denial", {"factuality": "negated", "by": ["RUS"]}, "a denial by the accused"),
    Expected("2018-10-11", "اتهمت تركيا القوات الحكومية السورية بخرق الاتفاق الروسي التركي بقصف إدلب.", "sochi-idlib-2018", "alleged_violation", {"by": ["SYR"], "holders": ["TUR"], "violation": "shelling", "combat": True, "touched": [("no-operations", "inferred")]}, "an accusation on a generic mention"),
    Expected("2018-10-08", "بدأت فصائل المعارضة السورية سحب الأسلحة الثقيلة من المنطقة منزوعة السلاح تنفيذا لاتفاق سوتشي بين روسيا وتركيا.", "sochi-idlib-2018", "performance_report", {"by": ["syr-opposition"], "touched": [("heavy-weapons", "stated")]}, "a commitment carried out"),
    Expected("2017-09-15", "اختتمت روسيا وتركيا وإيران الجولة السادسة من محادثات أستانا بشأن تنفيذ اتفاق خفض التصعيد.", "astana-2017", "talks", {"round": 6, "by": ["RUS", "TUR", "IRN"]}, "a round of talks"),
    Expected("2018-10-12", "منعت الفصائل المراقبين من دخول المنطقة في خرق لاتفاق سوتشي، بحسب وزارة الدفاع الروسية.", "sochi-idlib-2018", "monitor_access_restricted", {"holders": ["RUS"]}, "what a monitor could not see"),
    Expected("2020-10-20", "انسحبت القوات التركية من نقطة المراقبة في مورك فجر الثلاثاء.", "astana-2017", "post_report", {"post": "tur-9", "post_status": "withdrawn", "event_time": "2020-10-20"}, "a post given up"),
    Expected("2018-05-09", "أعلن الرئيس الأميركي انسحاب بلاده من الاتفاق النووي مع إيران.", "jcpoa", "withdrawal_from_agreement", {"by": ["USA"]}, "a party that leaves"),
]  # fmt: skip


def shape(claim: Claim, field: str) -> object:
    value = getattr(claim, field)
    if field in ("by", "holders"):
        return [h.side for h in value]
    return [(t.commitment, t.basis) for t in value] if field == "touched" else value


@pytest.mark.parametrize("expected", CLAIMS, ids=[c.remark for c in CLAIMS])
def test_what_is_read_becomes_a_claim(book: Book, expected: Expected) -> None:
    claims = [c for c in told(book, expected.text, expected.day).claims if c.act == expected.act]
    assert claims, expected.remark
    assert claims[0].agreement == f"agreement.{expected.agreement}"
    assert {field: shape(claims[0], field) for field in expected.more} == expected.more


def test_every_claim_quotes_its_article(book: Book) -> None:
    for expected in CLAIMS:
        item = record(expected.text, expected.day)
        for claim in Reporter(book).told(item, "family").claims:
            quote = claim.quote
            assert expected.text[quote.start : quote.end] == quote.exact != ""
            assert expected.text[: quote.start].endswith(quote.prefix)
            assert quote.sha256 == item.article.sha256


UNLINKED = [
    ("2018-10-11", "خرقت الهدنة في البلدة.", "no agreement of the ledger fits", "a truce without a name, parties or words"),
    ("2018-10-11", "وقعت الشركة اتفاقا مع الجامعة.", "no agreement of the ledger fits", "an agreement of another nature"),
    ("1990-10-11", "خرق الطرفان الاتفاق الروسي التركي في إدلب.", "no agreement of the ledger fits", "long before it was made"),
]


@pytest.mark.parametrize(("day", "text", "reason", "remark"), UNLINKED, ids=[u[-1] for u in UNLINKED])
def test_generic_mentions_stay_unlinked_with_a_reason(book: Book, day: str, text: str, reason: str, remark: str) -> None:
    found = told(book, text, day)
    assert found.claims == []
    assert [reason in linked.reason for _, linked in found.links] == [True]


def test_a_siege_told_by_a_monitoring_group_and_denied_by_the_minister(book: Book) -> None:
    """The case on which the rules were drawn: allegation, holder, denial, one post, one day; told in our own words."""
    text = (
        "قال المرصد السوري لحقوق الإنسان إن قوات النظام السوري حاصرت نقطة المراقبة التركية في مورك يوم الجمعة. "
        "ونفى وزير الخارجية التركي أن تكون القوات السورية حاصرت نقطة المراقبة في مورك."
    )
    claims = told(book, text, "2019-08-23").claims
    assert [(c.post, c.post_status, c.factuality, [h.name for h in c.holders][:1]) for c in claims] == [
        ("tur-9", "besieged", "actual", ["Syrian Observatory for Human Rights"]), ("tur-9", "besieged", "negated", ["وزير الخارجيه التركي"]),
    ]  # fmt: skip
    astana = book.agreements["agreement.astana-2017"]
    sides = Sides(book.sides.values())
    before, after = (next(s for s in post_states(astana, c, "2019-08-24", sides) if s.target.endswith("@tur-9")) for c in (claims[:1], claims))
    assert (before.value, after.value) == ("besieged", "established")
    assert after.pending == tuple(sorted(c.id for c in claims))


def test_force_in_a_zone_is_inferred_and_only_while_the_agreement_binds(book: Book) -> None:
    text = "قصف الجيش السوري مدينة معرة النعمان في إدلب يوم الأربعاء."
    during = told(book, text, "2018-10-11").claims
    assert {(c.agreement, c.act, c.basis, c.governorate) for c in during} >= {("agreement.sochi-idlib-2018", "alleged_violation", "inferred", "Idlib")}
    assert [c.agreement for c in told(book, text, "2016-10-11").claims] == []


def test_copies_of_one_text_share_a_family_and_others_do_not(book: Book) -> None:
    text = "اتهمت تركيا القوات الحكومية السورية بخرق اتفاق سوتشي في إدلب."
    followed = follow([record(text, "2018-10-11", "a"), record(text.replace("إدلب", "ادلب"), "2018-10-12", "b"), record(text + " وأكدت ذلك أمس.", "2018-10-12", "c")], book=book)
    families = [c.family for c in followed.claims if c.act == "alleged_violation" and c.basis == "stated"]
    assert (families[0] == families[1], families[0] == families[2]) == (True, False)
