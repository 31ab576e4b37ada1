"""The operations that the driver needs, typed. Source: RFC 8011 4."""

from collections.abc import Sequence
from itertools import count
from typing import Final

from devices.api.control import Control
from devices.api.errors import CommandRefused, DeviceError, NotSupported, ProtocolError
from devices.drivers.ipp_printer.endpoint import Endpoint
from devices.drivers.ipp_printer.options import IppOptions
from devices.drivers.ipp_printer.reports import (
    DESCRIPTION_ATTRIBUTES,
    JOB_ATTRIBUTES,
    PRINTER_REPORT_ATTRIBUTES,
    JobReport,
    PrinterDescription,
    PrinterReport,
    read_description,
    read_job,
    read_printer_report,
)
from devices.drivers.ipp_printer.transport import IppConnection
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
    CHARSET,
    LANGUAGE,
    PDF,
    GroupTag,
    Operation,
    StatusCode,
    is_success,
    status_name,
)
from devices.drivers.ipp_printer.wire import decode, encode

_VERSIONS: Final = ((2, 0), (1, 1))
_HISTORY: Final = 500
"""How many ended jobs to ask for; printers keep some tens, queues some hundreds."""
_NOT_TAKEN: Final = frozenset(
    {
        StatusCode.SERVER_ERROR_OPERATION_NOT_SUPPORTED,
        StatusCode.SERVER_ERROR_SERVICE_UNAVAILABLE,
        StatusCode.SERVER_ERROR_VERSION_NOT_SUPPORTED,
        StatusCode.SERVER_ERROR_NOT_ACCEPTING_JOBS,
        StatusCode.SERVER_ERROR_BUSY,
        StatusCode.SERVER_ERROR_MULTIPLE_DOCUMENT_JOBS_NOT_SUPPORTED,
        StatusCode.SERVER_ERROR_PRINTER_IS_DEACTIVATED,
        StatusCode.SERVER_ERROR_TOO_MANY_JOBS,
        StatusCode.SERVER_ERROR_TOO_MANY_DOCUMENTS,
    }
)
"""Server errors that say there is no job. The others may come after one was made."""


class JobRefused(CommandRefused):
    """The printer answered Print-Job with no, and a status that means there is no job."""


class ReplyLost(Exception):
    """Print-Job was sent, or its sending begun, and what became of it is not known. Never leaves the driver.

    Not a fault of its own: `cause` is what happened.
    """

    def __init__(self, cause: DeviceError) -> None:
        """Keep what happened."""
        self.cause = cause
        super().__init__(str(cause))


class IppClient:
    """Asks one printer. Belongs to the device's thread."""

    def __init__(self, endpoint: Endpoint, options: IppOptions) -> None:
        """Ask at `endpoint`; nothing is sent yet."""
        self._endpoint = endpoint
        self._options = options
        self._version = _VERSIONS[0]
        self._numbers = count(1)
        self.description = PrinterDescription()

    @property
    def version(self) -> str:
        """The IPP version spoken: ``2.0``."""
        return f"{self._version[0]}.{self._version[1]}"

    def describe(self, control: Control) -> PrinterDescription:
        """Ask what the printer is, in the highest version it speaks, and keep it.

        Raises:
            DeviceError: it did not say.
        """
        asked = (_requested(DESCRIPTION_ATTRIBUTES),)
        self._version, older = _VERSIONS
        reply = self._ask(Operation.GET_PRINTER_ATTRIBUTES, asked, control)
        if reply.code == StatusCode.SERVER_ERROR_VERSION_NOT_SUPPORTED:
            self._version = older
            reply = self._ask(Operation.GET_PRINTER_ATTRIBUTES, asked, control)
        self.description = read_description(_granted(reply).group(GroupTag.PRINTER))
        return self.description

    def report(self, control: Control) -> PrinterReport:
        """Ask how the printer is. Raises DeviceError."""
        reply = self._ask(Operation.GET_PRINTER_ATTRIBUTES, (_requested(PRINTER_REPORT_ATTRIBUTES),), control)
        return read_printer_report(_granted(reply).group(GroupTag.PRINTER))

    def jobs_named(self, job_name: str, control: Control) -> tuple[JobReport, ...]:
        """Return the jobs of that name that the printer knows, those under way first. Raises DeviceError.

        A printer that keeps no history refuses to list ended jobs, or lists none.
        """
        under_way = _granted(self._jobs("not-completed", control))
        ended = self._jobs("completed", control)
        groups = under_way.groups_of(GroupTag.JOB)
        if ended.code != StatusCode.CLIENT_ERROR_ATTRIBUTES_OR_VALUES_NOT_SUPPORTED:
            groups += _granted(ended).groups_of(GroupTag.JOB)
        found: dict[int, JobReport] = {}
        for group in groups:
            job = read_job(group)
            if job is not None and job.name == job_name:
                found[job.job_id] = job  # a job that ended between the two questions is in both lists
        return tuple(found.values())

    def job(self, job_id: int, control: Control) -> JobReport | None:
        """Ask for one job; None if the printer does not know it. Raises DeviceError."""
        reply = self._ask(
            Operation.GET_JOB_ATTRIBUTES, (integer("job-id", job_id), self._user(), _requested(JOB_ATTRIBUTES)), control
        )
        if reply.code in (StatusCode.CLIENT_ERROR_NOT_FOUND, StatusCode.CLIENT_ERROR_GONE):
            return None
        return read_job(_granted(reply).group(GroupTag.JOB))

    def cancel(self, job_id: int, control: Control) -> None:
        """Ask for a job to be cancelled; one that cannot be, for it has ended, is left to be looked at.

        Raises:
            DeviceError: the printer did not take the question.
        """
        reply = self._ask(Operation.CANCEL_JOB, (integer("job-id", job_id), self._user()), control)
        gone = (
            StatusCode.CLIENT_ERROR_NOT_POSSIBLE,
            StatusCode.CLIENT_ERROR_NOT_FOUND,
            StatusCode.CLIENT_ERROR_GONE,
        )
        if reply.code not in gone:
            _granted(reply)

    def print_job(self, pdf: bytes, *, job_name: str, patience_s: float, control: Control) -> int:
        """Send a job and return its number.

        Args:
            pdf: the document.
            job_name: the name to find it by again.
            patience_s: how long the printer may take before it answers; some print first.
            control: the command's leash.

        Raises:
            JobRefused: the printer said no; there is no job.
            NotSupported: it does not take PDF; there is no job.
            ReplyLost: there may be a job.
            DeviceError: before anything was sent.
        """
        message = self._message(
            Operation.PRINT_JOB,
            (
                self._user(),
                named("job-name", job_name),
                boolean("ipp-attribute-fidelity", False),
                mime_type("document-format", PDF),
            ),
            job=self._job_template(),
            data=pdf,
        )
        body = encode(message)
        with IppConnection(self._endpoint, control=control, timeout_s=self._options.reply_timeout_s) as connection:
            control.check()
            try:
                reply = _read(connection.exchange(body, patience_s=patience_s), message)
            except CommandRefused as error:
                if error.detail_code.startswith("http_4"):
                    raise JobRefused(detail_code=error.detail_code) from error
                raise ReplyLost(error) from error
            except DeviceError as error:
                raise ReplyLost(error) from error
        return _job_number(reply)

    def _job_template(self) -> tuple[Attribute, ...]:
        """Return how to print: on one side, one copy, at true size, without a banner; as far as the printer knows."""
        known = self.description
        candidates = (
            integer("copies", 1),
            keyword("media", self._options.media),
            keyword("sides", "one-sided"),
        )
        names = known.creation_attributes
        template = [attribute for attribute in candidates if not names or attribute.name in names]
        if "none" in known.scalings:
            template.append(keyword("print-scaling", "none"))
        if "none" in known.job_sheets:
            template.append(keyword("job-sheets", "none"))
        return tuple(template)

    def _jobs(self, which: str, control: Control) -> Message:
        asked = [self._user(), _requested(JOB_ATTRIBUTES), keyword("which-jobs", which)]
        if which == "completed":
            asked.append(integer("limit", _HISTORY))
        return self._ask(Operation.GET_JOBS, asked, control)

    def _user(self) -> Attribute:
        return named("requesting-user-name", self._options.user_name)

    def _ask(self, operation: Operation, attributes: Sequence[Attribute], control: Control) -> Message:
        message = self._message(operation, attributes)
        with IppConnection(self._endpoint, control=control, timeout_s=self._options.reply_timeout_s) as connection:
            return _read(connection.exchange(encode(message)), message)

    def _message(
        self,
        operation: Operation,
        attributes: Sequence[Attribute],
        *,
        job: tuple[Attribute, ...] = (),
        data: bytes = b"",
    ) -> Message:
        # RFC 8011 4.1.4 and 4.1.5: charset, language and target first, in this order; of a job, then its number.
        head = (
            charset("attributes-charset", CHARSET),
            language("attributes-natural-language", LANGUAGE),
            uri("printer-uri", self._endpoint.uri),
        )
        groups = [Group(GroupTag.OPERATION, (*head, *attributes))]
        if job:
            groups.append(Group(GroupTag.JOB, job))
        return Message(self._version, operation, next(self._numbers), tuple(groups), data)


def _requested(names: Sequence[str]) -> Attribute:
    return keyword("requested-attributes", *names)


def _read(body: bytes, request: Message) -> Message:
    reply = decode(body)
    # A request that could not be read is answered with number 0 by some printers.
    if reply.request_id not in (request.request_id, 0):
        raise ProtocolError(detail_code="ipp:request_id")
    return reply


def _granted(reply: Message) -> Message:
    if not is_success(reply.code):
        raise CommandRefused(detail_code=status_name(reply.code))
    return reply


def _job_number(reply: Message) -> int:
    """Return the new job's number from the answer to Print-Job."""
    if is_success(reply.code):
        job = read_job(reply.group(GroupTag.JOB))
        if job is None:
            raise ReplyLost(ProtocolError(detail_code="ipp:no_job_id"))
        return job.job_id
    if reply.code == StatusCode.CLIENT_ERROR_DOCUMENT_FORMAT_NOT_SUPPORTED:
        raise NotSupported(detail_code=status_name(reply.code))
    refusal = JobRefused(detail_code=status_name(reply.code))
    if reply.code in _NOT_TAKEN or 0x0400 <= reply.code < 0x0500:
        raise refusal
    raise ReplyLost(refusal)
