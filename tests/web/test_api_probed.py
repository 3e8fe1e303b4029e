"""Schemathesis tries the API with what its own description allows, and with what it forbids: no answer is a fault, each is as described."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from members import NOW, kept

from marsad.archive import accounts
from marsad.archive.connect import Archive
from marsad.desk import access
from marsad.web.app import application
from marsad.web.openapi import document

schemathesis = pytest.importorskip("schemathesis", reason="schemathesis is not installed (pip install -e '.[dev]'): the API is not probed")

CHECKED = ("not_a_server_error", "status_code_conformance", "content_type_conformance", "response_headers_conformance", "response_schema_conformance")
NOTHING_FORBIDDEN = ("/api/events/{id}", "/api/saved")  # no parameter whose value could be wrong
OPERATIONS = [
    (path, method, mode)
    for path, operations in document()["paths"].items()
    for method in operations
    for mode in ("POSITIVE", "NEGATIVE")
    if mode == "POSITIVE" or path not in NOTHING_FORBIDDEN
]
CASES = 20  # for each of them
TRIED = settings(max_examples=CASES, deadline=None, derandomize=True, database=None, phases=(Phase.explicit, Phase.generate), suppress_health_check=list(HealthCheck))


@pytest.fixture(scope="module")
def schema(desk_archive: Archive) -> Any:
    return schemathesis.openapi.from_asgi("/api/openapi.json", application(desk_archive, ("testserver",)))


@pytest.fixture(scope="module")
def token(desk_archive: Archive) -> str:
    accounts.add_account(desk_archive, "prober", "coder", kept(), "test", NOW)
    return access.new_token(desk_archive, "prober", ["read", "decide"], "schemathesis")


@pytest.mark.parametrize(("path", "method", "mode"), OPERATIONS)
def test_no_request_makes_it_fail_and_every_answer_is_as_described(schema: Any, token: str, path: str, method: str, mode: str) -> None:
    seen: set[int] = set()
    strategy = schema[path][method].as_strategy(generation_mode=schemathesis.GenerationMode[mode])

    @TRIED
    @given(case=strategy)
    def probe(case: Any) -> None:
        answer = case.call(headers={"authorization": f"Bearer {token}"})
        seen.add(answer.status_code)
        assert answer.status_code < 500
        case.validate_response(answer, checks=schemathesis.checks.CHECKS.get_by_names(CHECKED))

    probe()
    assert seen


def test_the_scopes_of_the_description_are_those_of_tokens() -> None:
    said = document()["components"]["securitySchemes"]["token"]["description"]
    assert all(scope in said for scope in access.SCOPES)
