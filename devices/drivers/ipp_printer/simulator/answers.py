"""What the simulated printer answers to each operation. Source: RFC 8011 4; PWG 5100.11, 5100.13."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from devices.api.clock import Clock
from devices.drivers.ipp_printer.simulator.attributes import (
    MEDIA,
    MOST_COPIES,
    SIDES,
    Identity,
    chosen,
    job_attributes,
    printer_attributes,
)
from devices.drivers.ipp_printer.simulator.engine import PrintEngine
from devices.drivers.ipp_printer.simulator.job import SimulatedJob
from devices.drivers.ipp_printer.values import (
    Attribute,
    Group,
    Message,
    charset,
    language,
    text,
)
from devices.drivers.ipp_printer.vocabulary import (
    CHARSET,
    LANGUAGE,
    GroupTag,
    Operation,
    StatusCode,
)

_JOB_TARGETS: Final = (
    Operation.SEND_DOCUMENT,
    Operation.CANCEL_JOB,
    Operation.GET_JOB_ATTRIBUTES,
    Operation.CLOSE_JOB,
)
_MOST_NAME_OCTETS: Final = 255
_JOB_BASICS: Final = ("job-id", "job-uri", "job-state", "job-state-reasons")


class _Refused(Exception):
    """The operation ends with this status, and these attributes are named as unsupported."""

    def __init__(self, status: StatusCode, *unsupported: Attribute) -> None:
        self.status = status
        self.unsupported = unsupported
        super().__init__(status.name)


@dataclass(frozen=True, slots=True)
class _JobOrder:
    """What Print-Job, Create-Job and Validate-Job have in common, checked."""

    name: str
    user: str
    copies: int
    two_sided: bool
    ignored: tuple[Attribute, ...]


class Answers:
    """Answers requests. Safe from any thread: all that changes is in the engine."""

    def __init__(self, engine: PrintEngine, identity: Callable[[], Identity], clock: Clock) -> None:
        """Answer for `engine`."""
        self._engine = engine
        self._identity = identity
        self._clock = clock
        self._began_s = clock.monotonic_s()

    def handle(self, request: Message) -> Message:
        """Return the reply to `request`."""
        try:
            groups = self._carry_out(request)
            status = StatusCode.SUCCESSFUL_OK
            if any(group.tag == GroupTag.UNSUPPORTED for group in groups):
                status = StatusCode.SUCCESSFUL_OK_IGNORED_OR_SUBSTITUTED
        except _Refused as refusal:
            status = refusal.status
            groups = (Group(GroupTag.UNSUPPORTED, refusal.unsupported),) if refusal.unsupported else ()
        return reply_to(request, status, groups)

    def _carry_out(self, request: Message) -> tuple[Group, ...]:
        operation = _operation(request)
        if operation not in self._identity().operations:
            raise _Refused(StatusCode.SERVER_ERROR_OPERATION_NOT_SUPPORTED)
        asked = request.group(GroupTag.OPERATION)
        _check_head(request, asked)
        if operation in _JOB_TARGETS:
            return self._about_job(operation, request, self._target(asked))
        match operation:
            case Operation.GET_PRINTER_ATTRIBUTES:
                return (Group(GroupTag.PRINTER, self._printer(asked.strings("requested-attributes"))),)
            case Operation.GET_JOBS:
                return self._jobs(asked)
            case Operation.PRINT_JOB:
                order = self._order(request)
                job_id = self._create(order)
                created = self._created(job_id, order)
                self._engine.supply(job_id, request.data)
                return created
            case Operation.CREATE_JOB:
                order = self._order(request)
                return self._created(self._create(order), order)
            case Operation.VALIDATE_JOB:
                return _unsupported(self._order(request).ignored)
            case Operation.CANCEL_MY_JOBS:
                user = _user(asked)
                for job in self._engine.jobs():
                    if job.user == user:
                        self._engine.cancel(job.job_id)
                return ()
            case _:  # Identify-Printer: there is no lamp to blink
                return ()

    def _about_job(self, operation: Operation, request: Message, job: SimulatedJob) -> tuple[Group, ...]:
        asked = request.group(GroupTag.OPERATION)
        match operation:
            case Operation.GET_JOB_ATTRIBUTES:
                return (self._job_group(job, asked.strings("requested-attributes")),)
            case Operation.CANCEL_JOB:
                if not self._engine.cancel(job.job_id):
                    raise _Refused(StatusCode.CLIENT_ERROR_NOT_POSSIBLE)
                return ()
            case Operation.SEND_DOCUMENT:
                if asked.boolean("last-document") is None:
                    raise _Refused(StatusCode.CLIENT_ERROR_BAD_REQUEST)
                _check_format(asked, self._identity().formats)
                if not self._engine.supply(job.job_id, request.data):
                    raise _Refused(StatusCode.CLIENT_ERROR_NOT_POSSIBLE)
                return (self._job_group(job, _JOB_BASICS),)
            case _:  # Close-Job: a job has one document, so it closed itself
                return ()

    def _printer(self, requested: tuple[str, ...]) -> tuple[Attribute, ...]:
        queued = sum(not job.state.is_final for job in self._engine.jobs())
        attributes = printer_attributes(
            self._identity(), self._engine.state, queued=queued, up_time_s=self._up_time_s(), now=self._clock.now()
        )
        return chosen(attributes, requested)

    def _jobs(self, asked: Group) -> tuple[Group, ...]:
        which = asked.string("which-jobs") or "not-completed"
        known = ("not-completed", "completed") if self._identity().keeps_history else ("not-completed",)
        if which not in known:
            attribute = asked.attribute("which-jobs")
            refused = (attribute,) if attribute else ()
            raise _Refused(StatusCode.CLIENT_ERROR_ATTRIBUTES_OR_VALUES_NOT_SUPPORTED, *refused)
        ended = which == "completed"
        jobs = [job for job in self._engine.jobs() if job.state.is_final is ended]
        if ended:
            jobs.reverse()  # RFC 8011 4.2.6.2: newest first
        if asked.boolean("my-jobs"):
            jobs = [job for job in jobs if job.user == _user(asked)]
        limit = asked.integer("limit")
        requested = asked.strings("requested-attributes") or ("job-id", "job-uri")
        return tuple(self._job_group(job, requested) for job in jobs[:limit])

    def _created(self, job_id: int, order: _JobOrder) -> tuple[Group, ...]:
        job = self._job(job_id)
        basics = self._job_group(job, _JOB_BASICS) if job else None
        return (*_unsupported(order.ignored), *((basics,) if basics else ()))

    def _create(self, order: _JobOrder) -> int:
        return self._engine.create(name=order.name, user=order.user, copies=order.copies, two_sided=order.two_sided)

    def _job_group(self, job: SimulatedJob, requested: tuple[str, ...]) -> Group:
        attributes = job_attributes(self._identity(), job, up_time_s=self._up_time_s(), began_s=self._began_s)
        return Group(GroupTag.JOB, chosen((("job-description", attribute) for attribute in attributes), requested))

    def _target(self, asked: Group) -> SimulatedJob:
        job_id = asked.integer("job-id")
        if job_id is None:
            last = (asked.string("job-uri") or "").rpartition("/")[2]
            if not last.isdecimal():
                raise _Refused(StatusCode.CLIENT_ERROR_BAD_REQUEST)
            job_id = int(last)
        job = self._job(job_id)
        if job is None:
            raise _Refused(StatusCode.CLIENT_ERROR_NOT_FOUND)
        return job

    def _job(self, job_id: int) -> SimulatedJob | None:
        return next((job for job in self._engine.jobs() if job.job_id == job_id), None)

    def _order(self, request: Message) -> _JobOrder:
        asked = request.group(GroupTag.OPERATION)
        template = request.group(GroupTag.JOB)
        _check_format(asked, self._identity().formats)
        name = asked.string("job-name") or "untitled"
        if len(name.encode()) > _MOST_NAME_OCTETS:
            raise _Refused(StatusCode.CLIENT_ERROR_REQUEST_VALUE_TOO_LONG)
        ignored = tuple(attribute for attribute in template.attributes if not _is_supported(attribute))
        if ignored and asked.boolean("ipp-attribute-fidelity"):
            raise _Refused(StatusCode.CLIENT_ERROR_ATTRIBUTES_OR_VALUES_NOT_SUPPORTED, *ignored)
        names = {attribute.name for attribute in ignored}
        copies = 1 if "copies" in names else (template.integer("copies") or 1)
        two_sided = "sides" not in names and (template.string("sides") or "").startswith("two-sided")
        return _JobOrder(name, _user(asked), copies, two_sided, ignored)

    def _up_time_s(self) -> int:
        return max(1, round(self._clock.monotonic_s() - self._began_s) + 1)


def reply_to(request: Message, status: StatusCode, groups: tuple[Group, ...] = ()) -> Message:
    """Return a reply with its operation group in front."""
    head = Group(
        GroupTag.OPERATION,
        (
            charset("attributes-charset", CHARSET),
            language("attributes-natural-language", LANGUAGE),
            text("status-message", status.name.lower().replace("_", "-")),
        ),
    )
    return Message(request.version, status, request.request_id, (head, *groups))


def _operation(request: Message) -> Operation:
    if request.version[0] not in (1, 2):
        raise _Refused(StatusCode.SERVER_ERROR_VERSION_NOT_SUPPORTED)
    try:
        return Operation(request.code)
    except ValueError as error:
        raise _Refused(StatusCode.SERVER_ERROR_OPERATION_NOT_SUPPORTED) from error


def _check_head(request: Message, asked: Group) -> None:
    """RFC 8011 4.1.4: charset and language first, then the target."""
    names = [attribute.name for attribute in asked.attributes]
    first_group_is_operation = bool(request.groups) and request.groups[0].tag == GroupTag.OPERATION
    in_order = names[:2] == ["attributes-charset", "attributes-natural-language"]
    if request.request_id < 1 or not first_group_is_operation or not in_order:
        raise _Refused(StatusCode.CLIENT_ERROR_BAD_REQUEST)
    if asked.string("attributes-charset") not in (CHARSET, "us-ascii"):
        raise _Refused(StatusCode.CLIENT_ERROR_CHARSET_NOT_SUPPORTED)
    if "printer-uri" not in names and "job-uri" not in names:
        raise _Refused(StatusCode.CLIENT_ERROR_BAD_REQUEST)


def _check_format(asked: Group, formats: tuple[str, ...]) -> None:
    document_format = asked.attribute("document-format")
    if document_format and not set(document_format.strings()) <= set(formats):
        raise _Refused(StatusCode.CLIENT_ERROR_DOCUMENT_FORMAT_NOT_SUPPORTED, document_format)
    compression = asked.attribute("compression")
    if compression and not set(compression.strings()) <= {"none"}:
        raise _Refused(StatusCode.CLIENT_ERROR_COMPRESSION_NOT_SUPPORTED, compression)


def _is_supported(attribute: Attribute) -> bool:
    match attribute.name:
        case "copies":
            return all(number in range(1, MOST_COPIES + 1) for number in attribute.integers())
        case "media":
            return set(attribute.strings()) <= set(MEDIA)
        case "sides":
            return set(attribute.strings()) <= set(SIDES)
        case "print-scaling" | "print-color-mode" | "print-quality" | "media-col":
            return True
        case _:
            return False


def _unsupported(attributes: tuple[Attribute, ...]) -> tuple[Group, ...]:
    return (Group(GroupTag.UNSUPPORTED, attributes),) if attributes else ()


def _user(asked: Group) -> str:
    return asked.string("requesting-user-name") or "anonymous"
