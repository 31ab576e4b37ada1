"""The contract: hall/openapi.json is what the code says, says enough, and is kept under generated requests."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, settings
from jsonschema import Draft202012Validator
from schemathesis.checks import CHECKS

from hall.commands import openapi
from hall.problems.errors import Problem
from hall.project.contract import contract, contract_text
from tests.support.hall import HallClient, RunningHall, case_body

DOCUMENT = contract()
OPERATIONS = [
    (method, path, operation)
    for path, operations in DOCUMENT["paths"].items()
    for method, operation in operations.items()
]
# Left out: `positive_data_acceptance` holds any 422 or 410 for a fault, but a code that matches its schema may still be
# unknown or used; the documented problems say so.
ADDRESSED = {
    "case_id",
    "paper_id",
    "paper_number",
    "copy_number",
    "phone_sign_in_id",
    "authorisation_id",
    "download_id",
    "item_id",
    "bundle_id",
    "attachment_id",
    "case_number",
    "joint_id",
}
"""What addresses may name: things of the hall's own, never a person."""
ASKED = {"q", "theme", "department", "audience", "sort", "page", "per_page", "version", "after"}
"""What addresses may ask: words of the catalogue, and words to search it by, which hold no digits on end; or a case."""
LEFT_OUT = {"positive_data_acceptance"}


def test_file_is_up_to_date() -> None:
    """The committed file is what the code says; --check notices when it is not."""
    assert openapi.FILE.read_text(encoding="utf-8") == contract_text()
    assert contract_text() == contract_text()


def test_check_notices_a_change(tmp_path: Path) -> None:
    """``hall openapi --check`` fails on another file, and writing it puts that right."""
    from hall.cli import main

    other = tmp_path / "openapi.json"
    other.write_text("{}", encoding="utf-8")
    assert main(["openapi", "--check", "--out", str(other)]) == 1
    assert main(["openapi", "--out", str(other)]) == 0
    assert main(["openapi", "--check", "--out", str(other)]) == 0


def test_operations() -> None:
    """Exactly the contract's operations are there, under /v1."""
    assert {(method, path) for method, path, _ in OPERATIONS} == {
        ("get", "/v1/health"),
        ("get", "/v1/keys"),
        ("get", "/v1/revocations"),
        ("post", "/v1/papers/{paper_id}/reprints"),
        ("post", "/v1/papers/{paper_id}/downloads"),
        ("get", "/v1/papers/{paper_id}/downloads/{download_id}"),
        ("get", "/v1/reprints/{paper_id}/document"),
        ("get", "/v1/papers/{paper_number}/copies/{copy_number}"),
        ("get", "/v1/catalogue"),
        ("get", "/v1/items"),
        ("get", "/v1/items/{item_id}"),
        ("get", "/v1/bundles"),
        ("get", "/v1/bundles/{bundle_id}"),
        ("post", "/v1/sign-ins"),
        ("delete", "/v1/sign-ins/current"),
        ("post", "/v1/sms-codes"),
        ("post", "/v1/phone-sign-ins"),
        ("get", "/v1/phone-sign-ins/{phone_sign_in_id}"),
        ("get", "/v1/representations"),
        ("post", "/v1/sign-ins/current/representation"),
        ("post", "/v1/authorisations"),
        ("get", "/v1/authorisations"),
        ("delete", "/v1/authorisations/{authorisation_id}"),
        ("post", "/v1/cases"),
        ("get", "/v1/cases/{case_id}"),
        ("get", "/v1/cases"),
        ("post", "/v1/bundles/{bundle_id}/cases"),
        ("get", "/v1/joint-cases/{joint_id}"),
        ("get", "/v1/progress/{case_number}"),
        ("post", "/v1/cases/{case_id}/withdrawal"),
        ("post", "/v1/cases/{case_id}/additions"),
        ("get", "/v1/items/{item_id}/application"),
        ("post", "/v1/attachments"),
        ("get", "/v1/attachments/{attachment_id}/content"),
        ("post", "/v1/cases/{case_id}/papers"),
        ("get", "/v1/papers/{paper_id}/document"),
        ("post", "/v1/cases/{case_id}/print-reports"),
        ("post", "/v1/cases/{case_id}/rating"),
    }


@pytest.mark.parametrize(("method", "path", "operation"), OPERATIONS)
def test_each_operation(method: str, path: str, operation: dict[str, Any]) -> None:
    """A POST needs a key; only public operations need no token; addresses hold ids of the hall's own things only."""
    parameters = {(entry["in"], entry["name"]): entry for entry in operation["parameters"]}
    if method == "post":
        assert parameters[("header", "Idempotency-Key")]["required"] is True
        kind = "application/octet-stream" if path == "/v1/attachments" else "application/json"
        assert kind in operation["requestBody"]["content"]
    assert ("security" in operation) == (path not in {"/v1/health", "/v1/keys", "/v1/revocations"})
    assert {name for place, name in parameters if place == "path"} <= ADDRESSED
    assert {name for place, name in parameters if place == "query"} <= ASKED
    for status, response in operation["responses"].items():
        if int(status) >= 400:
            assert list(response["content"]) == ["application/problem+json"]
            assert response["x-problem-types"]


def test_every_problem_is_told() -> None:
    """Every problem class but those of bare addresses appears in the contract, and every code is its own."""
    told = {
        entry
        for _, _, operation in OPERATIONS
        for response in operation["responses"].values()
        for entry in response.get("x-problem-types", [])
    }
    codes = [problem.code for problem in _leaves(Problem)]
    assert len(codes) == len(set(codes))
    assert {f"urn:hallkiosk:problem:{code}" for code in codes} - told == {
        "urn:hallkiosk:problem:not_found",
        "urn:hallkiosk:problem:method_not_allowed",
    }


def _leaves(problem: type[Problem]) -> Iterator[type[Problem]]:
    for further in problem.__subclasses__():
        yield further
        yield from _leaves(further)


def test_schemas_are_json_schema() -> None:
    """Every schema is JSON Schema 2020-12, as OpenAPI 3.1 has it, and no reference leads nowhere."""
    assert DOCUMENT["openapi"] == "3.1.0"
    schemas = DOCUMENT["components"]["schemas"]
    for schema in schemas.values():
        Draft202012Validator.check_schema(schema)
    references = set(_references(DOCUMENT))
    assert references <= {f"#/components/schemas/{name}" for name in schemas}


def _references(node: Any) -> Iterator[str]:
    if isinstance(node, dict):
        if isinstance(node.get("$ref"), str):
            yield node["$ref"]
        for value in node.values():
            yield from _references(value)
    elif isinstance(node, list):
        for value in node:
            yield from _references(value)


schema = schemathesis.openapi.from_dict(json.loads(contract_text()))


@pytest.fixture(scope="module")
def client(hall: RunningHall) -> HallClient:
    """A client of the shared server."""
    return hall.client()


@pytest.fixture(scope="module")
def citizen(client: HallClient) -> str:
    """A citizen's session."""
    return client.sign_in()


@pytest.fixture(scope="module")
def case_id(client: HallClient, citizen: str) -> str:
    """A case of that citizen."""
    return str(client.post("/cases", case_body(), citizen=citizen).json()["case_id"])


bounded = settings(
    max_examples=5,
    deadline=None,
    derandomize=True,
    database=None,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=list(HealthCheck),
)


@pytest.mark.both_databases
@schema.parametrize()
@bounded
def test_generated_requests(case: schemathesis.Case[Any], client: HallClient, citizen: str) -> None:
    """Whatever is sent, right or wrong, the reply is one that the contract tells of, in its form."""
    _call(case, client, citizen, left_out=LEFT_OUT)


@schema.include(path_regex="case_id").parametrize()
@bounded
def test_generated_requests_about_a_case(
    case: schemathesis.Case[Any], client: HallClient, citizen: str, case_id: str
) -> None:
    """The same about a case that exists, so that the calls get further than `case_unknown`."""
    case.path_parameters = {"case_id": case_id}
    # The id and the headers put in may be what was wrong with the request, so it may rightly be accepted now.
    _call(case, client, citizen, left_out=LEFT_OUT | {"negative_data_rejection"})


def _call(case: schemathesis.Case[Any], client: HallClient, citizen: str, *, left_out: set[str]) -> None:
    # The session that the other operations need must not be ended by the one that ends sessions.
    session = client.sign_in() if case.method == "DELETE" else citizen
    headers = {"Authorization": f"Bearer {client.token}", "Citizen-Session": session}
    checks: list[Any] = [check for check in CHECKS.get_all() if check.__name__ not in left_out]
    case.call_and_validate(base_url=client.url, headers=headers, checks=checks)
