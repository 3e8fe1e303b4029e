"""Claims as tests need them: one short call each, on a small agreement of our own."""

from __future__ import annotations

from itertools import count
from typing import Any

from marsad.ledger.claims import Claim, Holder, Quote, Touched
from marsad.ledger.sides import Sides
from marsad.ledger.told import (
    Agreement,
    Commitment,
    Dated,
    Deadline,
    Meeting,
    ObservationPost,
    PartyRole,
    PostInterval,
    Reference,
    Side,
    Zone,
)

SIDES = Sides([
    Side(id="NORTH", name_en="North", name_ar="الشمال", country="AAA", voices=["North News"]),
    Side(id="SOUTH", name_en="South", name_ar="الجنوب", country="BBB", kin=["militia"]),
    Side(id="militia", name_en="Militia", name_ar="الميليشيا"),
    Side(id="watch", name_en="Watch Mission", name_ar="بعثة الرقابة"),
    Side(id="broker", name_en="Broker", name_ar="الوسيط"),
])  # fmt: skip
NORTH, SOUTH = Holder(name="North", side="NORTH", role="signatory"), Holder(name="South", side="SOUTH", role="signatory")
WATCH, BROKER = Holder(name="Watch Mission", side="watch", role="monitor"), Holder(name="Broker", side="broker", role="mediator")
MILITIA, AGENCY, OTHER_AGENCY = Holder(name="Militia", side="militia"), Holder(name="Agency"), Holder(name="Other Agency")
TRUCE = Agreement(
    id="agreement.truce", title_en="Truce of the river", title_ar="هدنة النهر", type="ceasefire", form="written_published", laterality="bilateral", countries=["AAA"],
    names_ar=["هدنة النهر"], words_ar=["النهر"],
    sources=[Reference(id="text", name="The text", kind="signed_text"), Reference(id="wire", name="A wire", kind="agency_report"), Reference(id="draft", name="A draft", kind="draft")],
    signed=Dated(value="2020-03-05", source="text"), effective=Dated(value="2020-03-06", source="text"),
    parties=[
        PartyRole(actor="NORTH", role="signatory", source="text"), PartyRole(actor="SOUTH", role="signatory", source="text"),
        PartyRole(actor="watch", role="monitor", source="text"), PartyRole(actor="broker", role="mediator", source="text"),
    ],
    zones=[Zone(id="valley", kind="buffer", name_en="Valley", name_ar="الوادي", country="AAA", admin1=["Valley"], source="text")],
    commitments=[
        Commitment(id="cease", duty_en="Both hold their fire", duty_ar="يوقف الطرفان النار", obligor=["NORTH", "SOUTH"], deontic="prohibition", type="cease_fire", zone=["valley"], source="text"),
        Commitment(
            id="guns", duty_en="South takes its guns away", duty_ar="يسحب الجنوب مدافعه", obligor=["SOUTH"], beneficiary=["NORTH"], deontic="obligation",
            type="withdraw_heavy_weapons", deadline=Deadline(type="relative", anchor="signed", offset="P7D"), source="text",
        ),
        Commitment(id="prisoners", duty_en="Both let their prisoners go", duty_ar="يفرج الطرفان عن الأسرى", obligor=["NORTH", "SOUTH"], deontic="obligation", type="prisoner_release", deadline=Deadline(type="fixed", date="2020-04-01"), source="text"),
    ],
    posts=[ObservationPost(id="hill", operator="NORTH", name_en="Hill", name_ar="التلة", intervals=[PostInterval(status="established", since="2020-03-10", source="wire")])],
    meetings=[Meeting(round="Round 1", number=1, start="2020-03-01", end="2020-03-05", attendees=["NORTH", "SOUTH"], outcome="document", source="text")],
)  # fmt: skip
_numbers = count()


def said(
    act: str = "alleged_violation", *, by: tuple[Holder, ...] = (), holders: tuple[Holder, ...] = (), day: str = "2020-03-20", touches: tuple[str, ...] = (), **more: Any
) -> Claim:
    """Give a claim on the truce, of its own article and family unless told."""
    number = next(_numbers)
    words = "words of the article"
    quote = Quote(article=f"a{number}", sha256="0" * 64, start=0, end=len(words), exact=words)
    fields: dict[str, Any] = {"id": f"c{number:05}", "family": f"f{number}", "quote": quote, "outlet": f"Gazette {number}", "rule": "test"} | more
    touched = tuple(Touched(commitment=c, basis="stated") for c in touches)
    return Claim(agreement=TRUCE.id, act=act, by=by, holders=holders, reported=day, touched=touched, **fields)  # type: ignore[arg-type]
