"""The simulated printer answers as a printer does, to clients that are not our driver too."""

import http.client
from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import urlsplit

import pytest

from devices.drivers.ipp_printer.simulator import SimulatedDocumentPrinter
from devices.drivers.ipp_printer.values import (
    Attribute,
    Group,
    Message,
    boolean,
    charset,
    integer,
    keyword,
    language,
    mime_type,
    named,
    uri,
)
from devices.drivers.ipp_printer.vocabulary import (
    IPP_MEDIA_TYPE,
    GroupTag,
    JobState,
    Operation,
    StatusCode,
)
from devices.drivers.ipp_printer.wire import decode, encode
from devices.simulators.scenario_file import read_script
from devices.simulators.simulator import Simulator
from tests.devices.ipp_printer.conftest import PDF
from tests.support.printing_bench import PATIENCE_S

MakePrinter = Callable[..., SimulatedDocumentPrinter]


class Client:
    """Any IPP client, on one connection that it keeps."""

    def __init__(self, printer: SimulatedDocumentPrinter) -> None:
        """Connect."""
        parts = urlsplit(printer.port)
        self.uri = printer.port
        self.path = parts.path
        self.http = http.client.HTTPConnection(parts.hostname or "", parts.port, timeout=10.0)

    def post(self, body: Any, **headers: str) -> http.client.HTTPResponse:
        """Send a body as it is."""
        self.http.request(
            "POST",
            self.path,
            body,
            {"Content-Type": IPP_MEDIA_TYPE, **headers},
            encode_chunked="Transfer-Encoding" in headers,
        )
        return self.http.getresponse()

    def ask(
        self,
        operation: int,
        *attributes: Attribute,
        template: tuple[Attribute, ...] = (),
        data: bytes = b"",
        head: tuple[Attribute, ...] | None = None,
        version: tuple[int, int] = (2, 0),
        request_id: int = 1,
    ) -> Message:
        """Send a request and read the reply."""
        usual = (
            charset("attributes-charset", "utf-8"),
            language("attributes-natural-language", "zh-cn"),
            uri("printer-uri", self.uri),
        )
        groups = [Group(GroupTag.OPERATION, (*(usual if head is None else head), *attributes))]
        if template:
            groups.append(Group(GroupTag.JOB, template))
        response = self.post(encode(Message(version, operation, request_id, tuple(groups), data)))
        assert response.status == 200
        return decode(response.read())


@pytest.fixture
def client(printer: SimulatedDocumentPrinter) -> Iterator[Client]:
    """A client of the printer."""
    client = Client(printer)
    yield client
    client.http.close()


def test_it_meets_the_protocol_of_simulators(printer: SimulatedDocumentPrinter) -> None:
    """Whatever holds simulators can hold this one; its address stays the same while it is away."""
    held: Simulator = printer
    address = held.port
    held.unplug()
    assert held.port == address
    held.plug()
    held.plug()
    assert held.port == address


def test_it_describes_itself_as_clients_expect(client: Client) -> None:
    """What RFC 8011 5.4 requires is there, and what an IPP Everywhere client looks for first."""
    reply = client.ask(Operation.GET_PRINTER_ATTRIBUTES)
    assert reply.code == StatusCode.SUCCESSFUL_OK
    names = {attribute.name for attribute in reply.group(GroupTag.PRINTER).attributes}
    assert names >= {
        "charset-configured",
        "charset-supported",
        "compression-supported",
        "document-format-default",
        "document-format-supported",
        "generated-natural-language-supported",
        "ipp-versions-supported",
        "natural-language-configured",
        "operations-supported",
        "pdl-override-supported",
        "printer-is-accepting-jobs",
        "printer-name",
        "printer-state",
        "printer-state-reasons",
        "printer-up-time",
        "printer-uri-supported",
        "queued-job-count",
        "uri-authentication-supported",
        "uri-security-supported",
        "copies-supported",
        "media-ready",
        "media-col-ready",
        "printer-device-id",
        "printer-uuid",
        "printer-make-and-model",
        "printer-supply",
    }
    assert "media-col-database" not in names


@pytest.mark.parametrize(
    ("asked", "there", "not_there"),
    [
        (("printer-state", "copies-default"), {"printer-state", "copies-default"}, "printer-name"),
        (("printer-description",), {"printer-name"}, "copies-default"),
        (("job-template",), {"copies-default", "media-ready"}, "printer-name"),
        (("media-col-database",), {"media-col-database"}, "printer-name"),
    ],
)
def test_it_says_what_it_is_asked_for(client: Client, asked: tuple[str, ...], there: set[str], not_there: str) -> None:
    """requested-attributes by name and by group."""
    reply = client.ask(Operation.GET_PRINTER_ATTRIBUTES, keyword("requested-attributes", *asked))
    names = {attribute.name for attribute in reply.group(GroupTag.PRINTER).attributes}
    assert names >= there
    assert not_there not in names


def test_it_prints_for_clients_that_create_jobs(client: Client, printer: SimulatedDocumentPrinter) -> None:
    """Create-Job, Send-Document, Get-Job-Attributes by URI, Get-Jobs: as CUPS does it."""
    created = client.ask(Operation.CREATE_JOB, named("requesting-user-name", "anna"), named("job-name", "made"))
    job = created.group(GroupTag.JOB)
    assert job.integers("job-state") == (JobState.PENDING.value,)
    sent = client.ask(
        Operation.SEND_DOCUMENT,
        integer("job-id", job.integer("job-id") or 0),
        mime_type("document-format", "application/pdf"),
        boolean("last-document", True),
        template=(integer("copies", 2), keyword("sides", "two-sided-long-edge")),
        data=PDF,
    )
    assert sent.code == StatusCode.SUCCESSFUL_OK
    assert printer.wait_for(lambda state, jobs: all(job.state is JobState.COMPLETED for job in jobs), PATIENCE_S)
    by_uri = client.ask(
        Operation.GET_JOB_ATTRIBUTES,
        head=(
            charset("attributes-charset", "utf-8"),
            language("attributes-natural-language", "en"),
            uri("job-uri", job.string("job-uri") or ""),
        ),
    )
    assert by_uri.group(GroupTag.JOB).string("job-name") == "made"
    listed = client.ask(Operation.GET_JOBS, keyword("which-jobs", "completed"), boolean("my-jobs", True))
    assert listed.groups_of(GroupTag.JOB) == ()
    mine = client.ask(
        Operation.GET_JOBS,
        named("requesting-user-name", "anna"),
        keyword("which-jobs", "completed"),
        boolean("my-jobs", True),
    )
    assert len(mine.groups_of(GroupTag.JOB)) == 1
    assert client.ask(Operation.CLOSE_JOB, integer("job-id", 1)).code == StatusCode.SUCCESSFUL_OK


def test_copies_and_sides_cost_sheets(client: Client, printer: SimulatedDocumentPrinter) -> None:
    """Two pages on both sides of one sheet, three copies: three sheets."""
    client.ask(Operation.PRINT_JOB, template=(integer("copies", 3), keyword("sides", "two-sided-long-edge")), data=PDF)
    assert printer.wait_for(lambda state, jobs: all(job.state is JobState.COMPLETED for job in jobs), PATIENCE_S)
    assert printer.state.sheets_total == 3


def test_what_it_cannot_do_it_says(client: Client) -> None:
    """Unsupported values come back in their own group; with fidelity the job is refused."""
    asked = (integer("copies", 500), keyword("media", "na_letter_8.5x11in"), keyword("finish", "gold"))
    loose = client.ask(Operation.VALIDATE_JOB, template=asked)
    assert loose.code == StatusCode.SUCCESSFUL_OK_IGNORED_OR_SUBSTITUTED
    assert loose.group(GroupTag.UNSUPPORTED).attributes == asked
    strict = client.ask(Operation.VALIDATE_JOB, boolean("ipp-attribute-fidelity", True), template=asked)
    assert strict.code == StatusCode.CLIENT_ERROR_ATTRIBUTES_OR_VALUES_NOT_SUPPORTED


@pytest.mark.parametrize(
    ("request_settings", "status"),
    [
        ({"operation": 0x3FFF}, StatusCode.SERVER_ERROR_OPERATION_NOT_SUPPORTED),
        ({"version": (3, 0)}, StatusCode.SERVER_ERROR_VERSION_NOT_SUPPORTED),
        ({"request_id": 0}, StatusCode.CLIENT_ERROR_BAD_REQUEST),
        ({"head": ()}, StatusCode.CLIENT_ERROR_BAD_REQUEST),
        (
            {"head": (language("attributes-natural-language", "en"), charset("attributes-charset", "utf-8"))},
            StatusCode.CLIENT_ERROR_BAD_REQUEST,
        ),
        (
            {
                "head": (
                    charset("attributes-charset", "gb18030"),
                    language("attributes-natural-language", "zh-cn"),
                    uri("printer-uri", "ipp://x/"),
                )
            },
            StatusCode.CLIENT_ERROR_CHARSET_NOT_SUPPORTED,
        ),
        (
            {
                "head": (
                    charset("attributes-charset", "utf-8"),
                    language("attributes-natural-language", "zh-cn"),
                )
            },
            StatusCode.CLIENT_ERROR_BAD_REQUEST,
        ),
    ],
)
def test_a_request_against_the_rules_is_refused(
    client: Client, request_settings: dict[str, Any], status: StatusCode
) -> None:
    """RFC 8011 4.1: order, charset, target, number, version."""
    operation = request_settings.pop("operation", Operation.GET_PRINTER_ATTRIBUTES)
    assert client.ask(operation, **request_settings).code == status


@pytest.mark.parametrize(
    ("operation", "attributes", "status"),
    [
        (Operation.PRINT_JOB, (mime_type("document-format", "image/jpeg"),), 0x040A),
        (Operation.PRINT_JOB, (keyword("compression", "gzip"),), 0x040F),
        (Operation.PRINT_JOB, (named("job-name", "x" * 256),), 0x0409),
        (Operation.CANCEL_JOB, (integer("job-id", 99),), 0x0406),
        (Operation.GET_JOB_ATTRIBUTES, (), 0x0400),
        (Operation.GET_JOBS, (keyword("which-jobs", "fetchable"),), 0x040B),
        (Operation.IDENTIFY_PRINTER, (), 0x0000),
        (Operation.CANCEL_MY_JOBS, (), 0x0000),
    ],
)
def test_each_operation_knows_its_limits(
    client: Client, operation: Operation, attributes: tuple[Attribute, ...], status: int
) -> None:
    """Formats, names, numbers and lists it does not have are refused with the standard's status."""
    assert client.ask(operation, *attributes).code == status


def test_a_job_that_has_ended_cannot_be_cancelled(client: Client, printer: SimulatedDocumentPrinter) -> None:
    """Cancel-Job on a completed job is not possible; Cancel-My-Jobs takes what waits."""
    client.ask(Operation.PRINT_JOB, data=PDF)
    assert printer.wait_for(lambda state, jobs: all(job.state is JobState.COMPLETED for job in jobs), PATIENCE_S)
    assert client.ask(Operation.CANCEL_JOB, integer("job-id", 1)).code == StatusCode.CLIENT_ERROR_NOT_POSSIBLE
    client.ask(Operation.CREATE_JOB, named("requesting-user-name", "anna"))
    client.ask(Operation.CANCEL_MY_JOBS, named("requesting-user-name", "anna"))
    assert printer.wait_for(lambda state, jobs: jobs[-1].state is JobState.CANCELED, PATIENCE_S)
    late = client.ask(Operation.SEND_DOCUMENT, integer("job-id", 2), boolean("last-document", True), data=PDF)
    assert late.code == StatusCode.CLIENT_ERROR_NOT_POSSIBLE


def test_it_reads_chunks_and_waits_to_be_told_to_go_on(client: Client) -> None:
    """Clients that stream send chunks; those that are careful expect 100-continue."""
    request = encode(
        Message(
            (1, 1),
            Operation.GET_PRINTER_ATTRIBUTES,
            7,
            (
                Group(
                    GroupTag.OPERATION,
                    (
                        charset("attributes-charset", "utf-8"),
                        language("attributes-natural-language", "en"),
                        uri("printer-uri", client.uri),
                    ),
                ),
            ),
        )
    )
    chunks = (request[start : start + 11] for start in range(0, len(request), 11))
    response = client.post(chunks, **{"Transfer-Encoding": "chunked", "Expect": "100-continue"})
    reply = decode(response.read())
    assert (response.status, reply.code, reply.request_id, reply.version) == (200, 0, 7, (1, 1))


@pytest.mark.parametrize(
    ("method", "content_type", "body", "status"),
    [
        ("GET", "text/plain", b"", 405),
        ("POST", "text/plain", b"hello", 415),
        ("POST", IPP_MEDIA_TYPE, b"hello", 400),
    ],
)
def test_what_is_no_ipp_gets_an_http_answer(
    client: Client, method: str, content_type: str, body: bytes, status: int
) -> None:
    """A browser or a broken client does not bring it down; the connection goes on."""
    for _ in range(2):
        client.http.request(method, "/", body, {"Content-Type": content_type})
        response = client.http.getresponse()
        response.read()
        assert response.status == status


@pytest.mark.parametrize(
    "octets",
    [
        b"nonsense\r\n\r\n",
        b"POST / HTTP/1.1\r\nContent-Length: x\r\n\r\n",
        b"POST / HTTP/1.1\r\nContent-Length: -1\r\n\r\n",
    ],
)
def test_what_is_no_http_is_answered_and_hung_up_on(client: Client, octets: bytes) -> None:
    """Noise on the port ends that connection and no other."""
    client.http.connect()
    assert client.http.sock is not None
    client.http.sock.sendall(octets)
    assert client.http.sock.recv(100).startswith(b"HTTP/1.1 400 ")
    client.http.close()
    assert client.ask(Operation.GET_PRINTER_ATTRIBUTES).code == StatusCode.SUCCESSFUL_OK


def test_a_scenario_file_can_name_all_it_knows() -> None:
    """Every command and fault of the README is one that a TOML scenario may name."""
    script = read_script(
        """
        [[fault]]
        kind = "jam"
        on = "sheet"
        skip = 1
        [[fault]]
        kind = "reject"
        status = 1287
        on = "print_job"
        times = "always"
        """,
        commands=SimulatedDocumentPrinter.COMMANDS,
        own=SimulatedDocumentPrinter.OWN_FAULTS,
    )
    assert [rule.on for rule in script.rules] == ["sheet", "print_job"]


def test_a_condition_may_come_with_any_question(make_printer: MakePrinter) -> None:
    """A scenario can open the door at the third status, without a job."""
    script = read_script(
        '[[fault]]\nkind = "door_open"\non = "get_printer_attributes"\nskip = 1\n',
        commands=SimulatedDocumentPrinter.COMMANDS,
        own=SimulatedDocumentPrinter.OWN_FAULTS,
    )
    client = Client(make_printer(script=script))
    states = []
    for _ in range(2):
        reply = client.ask(Operation.GET_PRINTER_ATTRIBUTES, keyword("requested-attributes", "printer-state-reasons"))
        states.append(reply.group(GroupTag.PRINTER).strings("printer-state-reasons"))
    client.http.close()
    assert states == [("none",), ("door-open-error",)]
