"""GraphML: the edges of edges.py with their nodes. The edges wait in a file until all nodes are known, not in memory."""

from __future__ import annotations

import re
import tempfile
from collections.abc import Iterable, Iterator
from xml.sax.saxutils import escape, quoteattr

from marsad.export.edges import QUADS, linked, node_id
from marsad.export.options import Options
from marsad.export.parties import called
from marsad.export.report import Report
from marsad.record.reported import ReportedEvent
from marsad.record.types import Actor

# What XML 1.0 cannot hold, not even escaped.
_FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_NODE = (("label", "string"), ("country", "string"), ("sector", "string"))
_EDGE = (("date", "string"), ("quad", "int"), ("score", "double"), ("type", "string"), ("mutual", "boolean"), ("event", "string"))


def xml_text(text: str) -> str:
    """Give text that XML can hold, escaped.

    >>> xml_text("a\\x00<b>")
    'a\N{REPLACEMENT CHARACTER}&lt;b&gt;'
    """
    return escape(_FORBIDDEN.sub("\N{REPLACEMENT CHARACTER}", text))


def _attribute(text: str) -> str:
    return quoteattr(_FORBIDDEN.sub("\N{REPLACEMENT CHARACTER}", text))


def graphml_parts(events: Iterable[ReportedEvent], options: Options, report: Report) -> Iterator[str]:
    """Yield the text of a GraphML file with one directed graph."""
    yield '<?xml version="1.0" encoding="UTF-8"?>\n<graphml xmlns="http://graphml.graphdrawing.org/xmlns">\n'
    for side, keys in (("node", _NODE), ("edge", _EDGE)):
        for name, kind in keys:
            yield f'<key id="{side}-{name}" for="{side}" attr.name="{name}" attr.type="{kind}"/>\n'
    yield '<graph id="acts" edgedefault="directed">\n'
    nodes: dict[str, Actor] = {}
    with tempfile.TemporaryFile("w+", encoding="utf-8") as waiting:
        number = 0
        for event in events:
            found = linked(event, report)
            for a, b, mutual in found:
                for party in (a, b):
                    nodes.setdefault(node_id(party), party)
                number += 1
                waiting.write(_edge(number, event, a, b, mutual))
            if found:
                report.keep()
        for name, party in nodes.items():
            yield f"<node id={_attribute(name)}>{_data('node', zip((k for k, _ in _NODE), (called(party), party.country, party.sector), strict=True))}</node>\n"
        waiting.seek(0)
        yield from waiting
    yield "</graph>\n</graphml>\n"


def _edge(number: int, event: ReportedEvent, a: Actor, b: Actor, mutual: bool) -> str:
    act = event.shown
    values = (act.when.start if act.when is not None else None, str(QUADS[act.quad]), str(act.score), act.type, str(mutual).lower(), event.id)
    data = _data("edge", zip((k for k, _ in _EDGE), values, strict=True))
    return f'<edge id="e{number}" source={_attribute(node_id(a))} target={_attribute(node_id(b))}>{data}</edge>\n'


def _data(side: str, values: Iterable[tuple[str, str | None]]) -> str:
    return "".join(f'<data key="{side}-{name}">{xml_text(value)}</data>' for name, value in values if value is not None)
