"""What every driver is: the protocol, what it is built from, and how callers name a command."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import Enum
from typing import Any, ClassVar, Protocol, TypeVar

from devices.api.clock import Clock
from devices.api.control import Control
from devices.api.events import DeviceEvent
from devices.api.status import Status


class DeviceKind(Enum):
    """Kinds of device. The value is the kind's name in bindings, entry points and on the bench."""

    ID_CARD_READER = "id_card_reader"
    SMART_CARD_READER = "smart_card_reader"
    CODE_SCANNER = "code_scanner"
    CAMERA = "camera"
    RECEIPT_PRINTER = "receipt_printer"
    DOCUMENT_PRINTER = "document_printer"
    DOCUMENT_SCANNER = "document_scanner"
    SIGNATURE_PAD = "signature_pad"
    GUIDE_LIGHTS = "guide_lights"
    PRESENCE_SENSOR = "presence_sensor"
    UPS = "ups"


@dataclass(frozen=True, slots=True)
class SelfTestStep:
    """One thing a self-test looked at: `code` names it, `passed` says how it went, `duration_ms` how long."""

    code: str
    passed: bool
    duration_ms: float
    detail_code: str = ""


@dataclass(frozen=True, slots=True)
class SelfTest:
    """What a self-test saw."""

    steps: tuple[SelfTestStep, ...]

    @property
    def passed(self) -> bool:
        """Whether every step passed."""
        return all(step.passed for step in self.steps)


@dataclass(frozen=True, slots=True)
class Capabilities:
    """What this device is and can do.

    Attributes:
        model: maker and model as the device itself reports them, or "".
        serial_number: as the device reports it, or "".
        features: the kind's own named features, each with its value (see the kind's protocol file).
    """

    model: str = ""
    serial_number: str = ""
    features: Mapping[str, str | int | float | bool] = field(default_factory=dict)


class Device(Protocol):
    """Every driver, whatever its kind.

    All methods run on the device's own thread, one at a time. A driver converts library errors to `DeviceError`
    at its edge. It holds no thread of its own unless it streams.
    """

    kind: ClassVar[DeviceKind]

    def open(self) -> None:
        """Take the port and get the device ready. Raises `NotOpened` or another `DeviceError`."""
        ...

    def close(self) -> None:
        """Give the port back. Never raises; calling it twice is fine."""
        ...

    def reset(self, control: Control) -> None:
        """Bring the device back to a known state without losing paper or cards."""
        ...

    def self_test(self, control: Control) -> SelfTest:
        """Look at everything that can be looked at without a citizen. Steps that fail do not raise."""
        ...

    def status(self, control: Control) -> Status:
        """Ask the device how it is. What cannot be asked is `UNKNOWN` or `NOT_SUPPORTED`, never ok."""
        ...

    def capabilities(self) -> Capabilities:
        """What it is and can do; valid after `open`."""
        ...

    def poll(self, control: Control) -> None:
        """Do the kind's idle work (watch for a card, for paper); post events by the context's `post`.

        Called by the supervisor between commands every `poll_interval_s` of the binding.
        """
        ...


@dataclass(frozen=True, slots=True)
class DriverContext:
    """What a driver factory is given. A driver asks for nothing else.

    Attributes:
        device_id: the binding's name of this device.
        port: where it is: a serial path, ``tcp://host:port``, ``ipp://host:port/path``, a camera path, ...
        options: the binding's remaining keys, checked by the driver itself (`ConfigurationError`).
        clock: time.
        post: put an event into the mailbox; safe from any thread.
        device: find another bound device's driver by its id (a scanner that looks through a camera).
    """

    device_id: str
    port: str
    options: Mapping[str, Any]
    clock: Clock
    post: Callable[[DeviceEvent], None]
    device: Callable[[str], Device]


DriverFactory = Callable[[DriverContext], Device]

DeviceT_contra = TypeVar("DeviceT_contra", bound=Device, contravariant=True)
ResultT_co = TypeVar("ResultT_co", covariant=True)


class Command(Protocol[DeviceT_contra, ResultT_co]):
    """A typed command: a frozen dataclass in the kind's module that knows which method to call."""

    @property
    def deadline_s(self) -> float:
        """Seconds the command may take unless the caller says otherwise."""
        ...

    def perform(self, device: DeviceT_contra, control: Control) -> ResultT_co:
        """Call the device's method. Runs on the device's thread."""
        ...
