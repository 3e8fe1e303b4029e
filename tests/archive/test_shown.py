"""What is shown of an act, by which rule; all other values stay in the claims."""

from __future__ import annotations

from typing import Any

import msgspec

from marsad.archive.shown import reported, tolls
from marsad.record import Actor, Claim, Count, Event, Place, Source, Span, When


def actor(name: str, country: str = "SYR") -> Actor:
    return Actor(start=0, end=1, text=name, name=name, country=country, sector="MIL", entity=name)


def told(name: str, published: str, family: str | None = None, **fields: Any) -> Claim:
    event = Event(
        id=name, type="ASSAULT", modes=[], contexts=[], quad="material-conflict", score=-9.0, cameo="190", trigger=Span(start=0, end=1, text=name), actors=[actor("army")], recipients=[],
        factuality="actual", attribution=[], when=None, where=[], counts=[], content_type=None, confidence=0.5, sentence=0, because=[],
    )  # fmt: skip
    return Claim(id=name, source=Source(article=name, family=family or name, outlet=f"outlet {name}", published=published), event=msgspec.structs.replace(event, **fields))


def killed(value: float) -> list[Count]:
    return [Count(what="killed", value=value)]


def day(first: str, last: str | None = None, precision: str = "day") -> When:
    return When(start=first, end=last or first, precision=precision)  # type: ignore[arg-type]


def test_a_single_claim_is_shown_as_it_is() -> None:
    only = told("a", "2020-01-01", counts=killed(3))
    act = reported("e1", [only])
    assert act.shown is only.event
    assert act.rules == {}


def test_what_most_families_tell_is_shown_and_copies_count_once() -> None:
    claims = [
        told("a", "2020-01-01", "wire", actors=[actor("army")]),
        told("b", "2020-01-01", "wire", actors=[actor("army")]),
        told("c", "2020-01-02", actors=[actor("rebels")], confidence=0.6),
    ]
    claims.append(told("d", "2020-01-03", actors=[actor("rebels")]))
    act = reported("e1", claims)
    assert [a.name for a in act.shown.actors] == ["rebels"]
    assert act.rules["actors"] == "most families, then most confident; 1 of 2"
    assert len(act.claims) == 4


def test_the_most_precise_day_and_place_are_shown() -> None:
    vague = Place(start=0, end=1, text="الشمال", name="North", precision="region")
    exact = Place(start=0, end=1, text="إدلب", name="Idlib", precision="city")
    claims = [
        told("a", "2020-01-03", when=day("2020-01-01", "2020-01-31", "month"), where=[vague]),
        told("b", "2020-01-04", when=day("2020-01-02"), where=[exact]),
        told("c", "2020-01-05"),
    ]
    act = reported("e1", claims)
    assert act.shown.when == day("2020-01-02")
    assert act.shown.where == [exact]
    assert act.rules["when"] == "most precise, then most families, then earliest report; 1 of 2"


def test_tolls_are_low_best_and_high_and_never_added_up() -> None:
    claims = [told("a", "2020-01-01", counts=killed(3)), told("b", "2020-01-02", counts=killed(5)), told("c", "2020-01-03", counts=killed(5), attribution=[actor("SOHR")])]
    [toll] = tolls(claims)
    assert (toll.low, toll.best, toll.high) == (3, 5, 5)
    assert toll.by_voucher == {"outlet a": [3], "outlet b": [5], "SOHR": [5]}
    [count] = reported("e1", claims).shown.counts
    assert (count.value, count.low, count.high) == (5, 3, None)


def test_of_tolls_that_equally_many_tell_the_latest_is_shown() -> None:
    [toll] = tolls([told("a", "2020-01-02", counts=killed(7)), told("b", "2020-01-01", counts=killed(4))])
    assert toll.best == 7


def test_a_denial_stays_beside_the_report() -> None:
    act = reported("e1", [told("a", "2020-01-01"), told("b", "2020-01-02"), told("c", "2020-01-03", factuality="negated", confidence=0.9)])
    assert act.shown.factuality == "actual"
    assert act.rules["factuality"].endswith("1 of 2")
    assert [c.event.factuality for c in act.claims] == ["actual", "actual", "negated"]


def test_claims_stand_in_the_order_of_report_whatever_the_order_given() -> None:
    claims = [told("c", "2020-01-03"), told("a", "2020-01-01"), told("b", "2020-01-02T10:00")]
    assert [c.id for c in reported("e1", claims).claims] == ["a", "b", "c"]
    assert reported("e1", claims) == reported("e1", claims[::-1])
