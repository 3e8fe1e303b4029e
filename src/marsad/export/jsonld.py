"""JSON-LD: acts and their reports with provenance (PROV), the words they stand on (Web Annotation) and what was claimed (ClaimReview).

The context is written out, so that a reader needs no network. Marsad does not rate truth: a ClaimReview has a rating only
where reports contradict each other, and the rating says just that.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from marsad.export.jsontext import json_text
from marsad.export.options import Options
from marsad.export.parties import called
from marsad.export.places import most_exact
from marsad.export.report import Report
from marsad.export.sources import contradicted, unique
from marsad.record.reported import Claim, ReportedEvent
from marsad.record.types import Actor

CONTEXT = {
    "prov": "http://www.w3.org/ns/prov#", "oa": "http://www.w3.org/ns/oa#", "schema": "https://schema.org/", "dcterms": "http://purl.org/dc/terms/",
    "xsd": "http://www.w3.org/2001/XMLSchema#", "marsad": "urn:marsad:terms:",
}  # fmt: skip
_ACTS = {"negated": "denied", "future": "expected", "hypothetical": "supposed"}


def jsonld_parts(events: Iterable[ReportedEvent], options: Options, report: Report) -> Iterator[str]:
    """Yield the text of one JSON-LD document, a node a line. Nothing is dropped."""
    yield '{"@context": ' + json_text(CONTEXT) + ',\n"@graph": [\n'
    yield json_text(_software(options))
    for event in events:
        if contradicted(event):
            report.approximate(event.id, "schema:reviewRating", "conflicting")
        for node in (_event(event), *(node for claim in event.claims for node in _claim(event, claim, options))):
            yield ",\n" + json_text(node)
        report.keep()
    yield "\n]}\n"


def _ref(identity: str) -> dict[str, str]:
    return {"@id": identity}


def _agent(options: Options) -> str:
    return f"urn:marsad:reader:{options.version}"


def _software(options: Options) -> dict[str, Any]:
    return {"@id": _agent(options), "@type": ["prov:SoftwareAgent", "schema:SoftwareApplication"], "schema:name": "Marsad", "schema:softwareVersion": options.version}


def _event(event: ReportedEvent) -> dict[str, Any]:
    act = event.shown
    place = most_exact(act.where)
    node: dict[str, Any] = {
        "@id": f"urn:marsad:event:{event.id}",
        "@type": ["prov:Entity", "schema:Event"],
        "marsad:type": act.type, "marsad:modes": act.modes, "marsad:factuality": act.factuality, "marsad:confidence": act.confidence, "marsad:score": act.score,
        "schema:actor": [_party(a) for a in act.actors], "schema:participant": [_party(a) for a in act.recipients],
        "prov:wasDerivedFrom": [_ref(_claim_id(c)) for c in event.claims],
    }  # fmt: skip
    if act.when is not None:
        node["schema:startDate"], node["schema:endDate"] = ({"@type": "xsd:date", "@value": value} for value in (act.when.start, act.when.end))
    if place is not None:
        where: dict[str, Any] = {"@type": "schema:Place", "schema:name": place.name or place.text}
        if place.lat is not None and place.lon is not None:
            where["schema:geo"] = {"@type": "schema:GeoCoordinates", "schema:latitude": place.lat, "schema:longitude": place.lon}
        node["schema:location"] = where
    return node


def _party(party: Actor) -> dict[str, Any]:
    node: dict[str, Any] = {"@type": "prov:Agent", "schema:name": called(party)}
    for name, value in (("marsad:country", party.country), ("marsad:sector", party.sector), ("marsad:entity", party.entity)):
        if value is not None:
            node[name] = value
    return node


def _claim_id(claim: Claim) -> str:
    return f"urn:marsad:claim:{claim.id}"


def _article_id(claim: Claim) -> str:
    return f"urn:marsad:article:{claim.source.sha256 or claim.source.article}"


def _claim(event: ReportedEvent, claim: Claim, options: Options) -> Iterator[dict[str, Any]]:
    """Yield the nodes of a report: its article, the claim, the annotation and, where somebody vouches, the review."""
    source, act = claim.source, claim.event
    article: dict[str, Any] = {"@id": _article_id(claim), "@type": ["prov:Entity", "schema:NewsArticle"], "schema:identifier": source.article, "schema:inLanguage": "ar"}
    for name, value in (("schema:url", source.url), ("schema:headline", source.title), ("schema:datePublished", source.published), ("schema:sha256", source.sha256)):
        if value is not None:
            article[name] = value
    if source.outlet:
        article["schema:publisher"] = {"@type": "schema:Organization", "schema:name": source.outlet}
    yield article
    yield {
        "@id": _claim_id(claim), "@type": ["prov:Entity", "schema:Claim"], "schema:text": claim.sentence or act.trigger.text, "marsad:factuality": act.factuality,
        "schema:author": [_party(a) for a in act.attribution] or ([article["schema:publisher"]] if "schema:publisher" in article else []),
        "schema:appearance": _ref(_article_id(claim)), "prov:wasDerivedFrom": _ref(_article_id(claim)), "prov:wasAttributedTo": _ref(_agent(options)),
        "schema:about": _ref(f"urn:marsad:event:{event.id}"),
    }  # fmt: skip
    yield {
        "@id": f"urn:marsad:annotation:{claim.id}", "@type": "oa:Annotation", "oa:motivatedBy": _ref("http://www.w3.org/ns/oa#classifying"),
        "oa:hasBody": [{"@type": "oa:TextualBody", "prov:value": " ".join([act.type, *act.modes]), "oa:hasPurpose": _ref("http://www.w3.org/ns/oa#classifying")}, _ref(_claim_id(claim))],
        "oa:hasTarget": {"@type": "oa:SpecificResource", "oa:hasSource": _ref(source.url or _article_id(claim)), "oa:hasSelector": list(_selectors(claim))},
        "dcterms:creator": _ref(_agent(options)),
    }  # fmt: skip
    if act.attribution:
        yield _review(event, claim, options)


def _selectors(claim: Claim) -> Iterator[dict[str, Any]]:
    """Yield the words and their position: code points of the article's text, end exclusive, as the Web Annotation model counts."""
    trigger = claim.event.trigger
    quote: dict[str, Any] = {"@type": "oa:TextQuoteSelector", "oa:exact": trigger.text}
    if claim.sentence and claim.sentence.count(trigger.text) == 1:
        quote["oa:prefix"], _, quote["oa:suffix"] = claim.sentence.partition(trigger.text)
    yield quote
    yield {"@type": "oa:TextPositionSelector", "oa:start": trigger.start, "oa:end": trigger.end}


def _review(event: ReportedEvent, claim: Claim, options: Options) -> dict[str, Any]:
    act = claim.event
    words = unique([_ACTS.get(act.factuality, "asserted"), "disputed" if contradicted(event) else ""])
    node: dict[str, Any] = {
        "@id": f"urn:marsad:review:{claim.id}", "@type": "schema:ClaimReview", "schema:claimReviewed": claim.sentence or act.trigger.text,
        "schema:author": _ref(_agent(options)), "schema:itemReviewed": _ref(_claim_id(claim)), "schema:keywords": ", ".join(words),
    }  # fmt: skip
    if contradicted(event):
        node["schema:reviewRating"] = {"@type": "schema:Rating", "schema:alternateName": "disputed"}
    return node
