"""Personal data in no log and nowhere in plain text on the disk: planted, used in whole journeys, searched for."""

import json
import re
from pathlib import Path

import pytest
import requests

from tests.support.hall import WITH_TWO_HOUSES, WITHOUT_HOUSE, RunningHall, card_sign_in, case_body, running_hall
from tests.support.hall_database import database_content

COMMENT = "金丝雀的意见"
LOCATION = "云江中路324号7栋2604室"
UNIT = "999901010007GB00001F00072604"
CERTIFICATE = "例（2007）云江市不动产权第0000002号"


def _journey(hall: RunningHall, person: tuple[str, str, str]) -> list[str]:
    """Go through everything as `person`; return the secrets that came up."""
    client = hall.client()
    code = client.dock("POST", "/identity-codes", {"number": person[0]}).json()["code"]
    by_code = client.post("/sign-ins", {"method": "identity_code", "code": code}).json()["citizen_session"]
    assert client.delete("/sign-ins/current", citizen=by_code).status_code == 204
    assert client.post("/sign-ins", card_sign_in(person, name="王样错名")).status_code == 404
    citizen = client.sign_in(person)
    case = client.post("/cases", case_body(purpose="loan"), citizen=citizen).json()
    path = f"/cases/{case['case_id']}"
    reply = client.post(f"{path}/papers", {"copy": "original"}, citizen=citizen)
    assert reply.status_code == 201, reply.text
    paper = reply.json()
    document = client.get(f"/papers/{paper['paper_id']}/document", citizen=citizen)
    assert document.content.startswith(b"%PDF")
    offered = client.post(f"/papers/{paper['paper_id']}/downloads", {}, citizen=citizen).json()["url"]
    phone = requests.Session()
    found = re.search(r'csrfmiddlewaretoken" value="(\w+)"', phone.get(offered, timeout=30).text)
    assert found is not None
    cookie = phone.cookies["download"]
    assert phone.post(offered, data={"csrfmiddlewaretoken": found.group(1)}, timeout=30).ok
    assert phone.get(f"{offered}/document", timeout=30).content == document.content
    phone.close()
    report = {
        "paper_id": paper["paper_id"],
        "outcome": "printed",
        "evidence": "job-completed",
        "sheets": 1,
        "reported_at": "2026-11-23T17:41:00+08:00",
    }
    assert client.post(f"{path}/print-reports", report).status_code == 201
    assert client.post(f"{path}/rating", {"level": 4, "comment": COMMENT}).status_code == 201
    assert client.get(path, citizen=citizen).json()["rated"] is True
    wrong = card_sign_in(person)
    wrong["surprise"] = person[1]
    assert client.post("/sign-ins", wrong).status_code == 422
    assert client.get(f"/nothing/{person[0]}").status_code == 404
    assert client.delete("/sign-ins/current", citizen=citizen).status_code == 204
    return [code, by_code, citizen, client.token, case["verifier"], offered.rsplit("/", 1)[1], cookie]


@pytest.mark.both_databases
def test_canaries(state: Path) -> None:
    """After whole journeys, good turns and bad, a kill and a stop, no file or log line of the hall holds a canary."""
    canaries = [WITHOUT_HOUSE[0], WITHOUT_HOUSE[1], WITH_TWO_HOUSES[0], WITH_TWO_HOUSES[1], "王样错名"]
    canaries += [COMMENT, LOCATION, UNIT, CERTIFICATE]
    with running_hall(state, "--dock") as hall:
        canaries += _journey(hall, WITH_TWO_HOUSES)
        hall.kill()
    _search(state, hall.log, canaries)
    with running_hall(state, "--dock") as hall:
        canaries += _journey(hall, WITHOUT_HOUSE)
    _search(state, hall.log, canaries)
    routes = {json.loads(line).get("route") for line in hall.log.read_text(encoding="utf-8").splitlines()}
    assert {"v1/sign-ins", "v1/cases", "unmatched"} <= routes


def _search(state: Path, log: Path, canaries: list[str]) -> None:
    files = [file for file in state.rglob("*") if file.is_file() and file != state / "token"]
    contents = {file.name: file.read_bytes() for file in [*files, log]} | {"database": database_content(state)}
    for name, content in contents.items():
        found = [at for at, canary in enumerate(canaries) if _occurs(canary, content)]
        assert not found, f"{name} holds canaries {found}"


def _occurs(canary: str, content: bytes) -> bool:
    escaped = canary.encode("ascii", "backslashreplace")
    as_hex = canary.encode().hex().encode()  # how PostgreSQL writes bytes
    return any(form in content for form in (canary.encode(), canary.encode("utf-16-le"), escaped, as_hex))
