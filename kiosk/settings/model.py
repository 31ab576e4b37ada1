"""Every setting, once: type, default, unit, description. Loading, the reference and its test all walk this list."""

from dataclasses import dataclass, field
from enum import Enum
from pathlib import Path
from typing import Annotated

from kiosk.domain.health import Part
from kiosk.domain.text import Bilingual
from kiosk.domain.timeouts import Timeouts
from kiosk.settings.folders import default_state_folder
from kiosk.settings.spec import SectionSpec, Spec

_DEVICE_ID = r"[a-z][a-z0-9_-]{0,39}|"
_DEVICE_ID_WORDS = "a device id of the bindings (a-z, 0-9, _ and -), or empty for none"


class HallMode(Enum):
    """Where the hall server is."""

    EMBEDDED = "embedded"
    REMOTE = "remote"


@dataclass(frozen=True, slots=True)
class HallSettings:
    """The hall server and how to reach it. The token itself is never a setting."""

    mode: Annotated[
        HallMode, Spec("Whether the kiosk starts its own hall server as a child process or talks to one elsewhere.")
    ] = HallMode.EMBEDDED
    base_url: Annotated[
        str,
        Spec(
            "Address of the hall server; needed when it is remote.",
            pattern=r"https?://[^\s/?#@]+(/[^\s?#]*)?|",
            pattern_words="an http or https address without user name, query or fragment",
        ),
    ] = ""
    token_file: Annotated[
        Path | None,
        Spec("File that holds this terminal's token, readable by its owner only (mode 0600); needed when remote."),
    ] = None
    ca_file: Annotated[
        Path | None, Spec("Certificates (PEM) that an https hall is checked against, instead of the system's.")
    ] = None
    embedded_port: Annotated[
        int, Spec("Loopback port of the embedded hall server; 0 takes a free one.", minimum=0, maximum=65535)
    ] = 0
    connect_timeout_s: Annotated[float, Spec("For a connection to be made.", unit="s", minimum=0.1, maximum=60)] = 3.0
    read_timeout_s: Annotated[
        float, Spec("For the hall to begin or go on with an answer.", unit="s", minimum=0.5, maximum=120)
    ] = 10.0
    health_interval_s: Annotated[
        float, Spec("Between two looks at whether the hall answers.", unit="s", minimum=1, maximum=600)
    ] = 10.0


@dataclass(frozen=True, slots=True)
class TerminalSettings:
    """What this terminal is called and where it stands."""

    id: Annotated[
        str,
        Spec(
            "Names the terminal at the hall.",
            pattern=r"[a-z0-9][a-z0-9-]{0,63}",
            pattern_words="a-z, 0-9 and -, at most 64 characters",
        ),
    ] = "terminal-1"
    label: Annotated[Bilingual, Spec("Name of the terminal on the screen and on receipts.")] = field(
        default=Bilingual(zh="1号自助终端", en="Terminal 1")
    )
    hall_name: Annotated[Bilingual, Spec("Name of the hall on the screen and on receipts.")] = field(
        default=Bilingual(zh="云江市政务服务中心", en="Yunjiang Government Service Hall")
    )
    help_line: Annotated[str, Spec("Telephone number shown where somebody can help.")] = "12345"
    time_zone: Annotated[
        str,
        Spec(
            "Time zone of every time shown and printed, as POSIX TZ writes it; CST-8 is Beijing time.",
            pattern=r"[A-Za-z][A-Za-z0-9_+/-]{2,39}",
            pattern_words="a POSIX TZ value such as CST-8, or a name such as Asia/Shanghai",
        ),
    ] = "CST-8"
    phone_copies: Annotated[
        bool,
        Spec("Offer papers to the citizen's phone by a QR code. Phones must reach the hall (HALLKIOSK_HALL_PUBLIC)."),
    ] = True
    specimen: Annotated[bool, Spec("Mark receipts as samples (样张); the hall marks its own papers by itself.")] = False


@dataclass(frozen=True, slots=True)
class ScreenSettings:
    """The citizen's screen."""

    width_px: Annotated[int, Spec("Width of the window.", unit="px", minimum=640, maximum=7680)] = 1080
    height_px: Annotated[int, Spec("Height of the window.", unit="px", minimum=640, maximum=7680)] = 1920
    fullscreen: Annotated[bool, Spec("Cover the whole screen instead of a window.")] = False
    speech: Annotated[
        bool,
        Spec("Speak: the consent to everybody, other pages to whoever wants it. Needs espeak-ng and a loudspeaker."),
    ] = True
    motion: Annotated[bool, Spec("Show short transitions between pages.")] = True


_TIMEOUT_SPECS = SectionSpec(
    {
        "idle_s": Spec(
            "Without a touch, before the citizen is asked whether they are still there.",
            unit="s",
            minimum=10,
            maximum=600,
        ),
        "idle_warning_s": Spec(
            "How long that question stands before the session ends.", unit="s", minimum=10, maximum=120
        ),
        "card_s": Spec("For a card to be laid on the reader.", unit="s", minimum=10, maximum=600),
        "code_s": Spec("For an identity code to be shown.", unit="s", minimum=10, maximum=600),
        "face_s": Spec("For one face comparison to end.", unit="s", minimum=5, maximum=120),
        "phone_s": Spec(
            "For a sign-in to be confirmed, or a paper to be saved, on the citizen's phone.",
            unit="s",
            minimum=30,
            maximum=600,
        ),
        "hall_s": Spec("For one answer of the hall, retries included.", unit="s", minimum=1, maximum=120),
        "print_s": Spec("For a paper or a receipt to be known as printed.", unit="s", minimum=10, maximum=600),
        "wipe_s": Spec("For everything personal to be gone.", unit="s", minimum=1, maximum=60),
        "thanks_s": Spec("How long the last page stands.", unit="s", minimum=2, maximum=60),
        "staff_s": Spec("How long the staff door stays open without a touch.", unit="s", minimum=30, maximum=1800),
        "notice_s": Spec(
            "How long a page about a problem stands without a touch before the session ends.",
            unit="s",
            minimum=10,
            maximum=600,
        ),
        "retry_hall_s": Spec(
            "Between attempts to reach the hall while out of service, and between catalogue refreshes.",
            unit="s",
            minimum=1,
            maximum=3600,
        ),
    }
)


class FaceEngineKind(Enum):
    """Which engine compares faces."""

    DEFAULT = "default"
    OWN_MODELS = "own-models"
    VENDOR = "vendor"


_SHA256 = r"[0-9a-f]{64}|"
_SHA256_WORDS = "64 hexadecimal digits, or empty"


@dataclass(frozen=True, slots=True)
class FaceSettings:
    """The comparison of the live face with the card's photo. What a score means depends on the engine."""

    engine: Annotated[
        FaceEngineKind,
        Spec("Which engine compares: the one that ships, the operator's ONNX models, or a vendor's that is installed."),
    ] = FaceEngineKind.DEFAULT
    match_score: Annotated[
        float | None,
        Spec("From this score on, the faces match; the engine's own if absent.", minimum=-1, maximum=1),
    ] = None
    unsure_score: Annotated[
        float | None,
        Spec(
            "From this score up to a match the answer is unsure, below it there is none; the engine's own if absent.",
            minimum=-1,
            maximum=1,
        ),
    ] = None
    liveness: Annotated[
        bool, Spec("Ask for movements chosen by chance, a turn of the head among them, which a picture cannot follow.")
    ] = True
    movements: Annotated[
        int, Spec("How many movements are asked for; one of them is always a turn of the head.", minimum=1, maximum=3)
    ] = 2
    attempts: Annotated[
        int, Spec("Comparisons in one session before only another way to sign in is offered.", minimum=1, maximum=10)
    ] = 3
    detector_model: Annotated[Path | None, Spec("With own-models: ONNX file for OpenCV's FaceDetectorYN (YuNet).")] = (
        None
    )
    detector_sha256: Annotated[str, Spec("SHA-256 of that file.", pattern=_SHA256, pattern_words=_SHA256_WORDS)] = ""
    recogniser_model: Annotated[
        Path | None, Spec("With own-models: ONNX file for OpenCV's FaceRecognizerSF (SFace).")
    ] = None
    recogniser_sha256: Annotated[str, Spec("SHA-256 of that file.", pattern=_SHA256, pattern_words=_SHA256_WORDS)] = ""
    vendor_engine: Annotated[
        str,
        Spec(
            "With vendor: the engine's name in the entry point group hallkiosk.face_engine.",
            pattern=r"[a-z][a-z0-9_-]{0,63}|",
            pattern_words="the name of an installed engine, or empty",
        ),
    ] = ""
    passive_model: Annotated[
        Path | None,
        Spec("ONNX file that scores how live a frame looks; the score is kept with the verdict and decides nothing."),
    ] = None
    passive_sha256: Annotated[str, Spec("SHA-256 of that file.", pattern=_SHA256, pattern_words=_SHA256_WORDS)] = ""
    authority_url: Annotated[
        str,
        Spec(
            "Remote authority that has the last word. Both pictures are sent there, and the consent page says so.",
            pattern=r"https?://[^\s/?#@]+(/[^\s?#]*)?|",
            pattern_words="an http or https address without user name, query or fragment, or empty for none",
        ),
    ] = ""
    authority_token_file: Annotated[
        Path | None, Spec("File that holds the authority's token, readable by its owner only (mode 0600).")
    ] = None
    authority_timeout_s: Annotated[
        float, Spec("For the authority to begin or go on with an answer.", unit="s", minimum=0.5, maximum=60)
    ] = 8.0


@dataclass(frozen=True, slots=True)
class SignInSettings:
    """Further ways to sign in, beside card and face and the one-off code."""

    phone: Annotated[
        bool, Spec("By phone: a QR code to scan and confirm. Phones must reach the hall (HALLKIOSK_HALL_PUBLIC).")
    ] = True
    sms: Annotated[bool, Spec("By a text message's code, for what needs no surer sign-in.")] = True


@dataclass(frozen=True, slots=True)
class RoleSettings:
    """Which bound device does which work; empty where the terminal has none."""

    card_reader: Annotated[
        str, Spec("Reads ID cards at sign-in.", pattern=_DEVICE_ID, pattern_words=_DEVICE_ID_WORDS)
    ] = "card_reader"
    camera: Annotated[str, Spec("Sees the face.", pattern=_DEVICE_ID, pattern_words=_DEVICE_ID_WORDS)] = "camera"
    code_scanner: Annotated[str, Spec("Sees identity codes.", pattern=_DEVICE_ID, pattern_words=_DEVICE_ID_WORDS)] = (
        "code_scanner"
    )
    smart_card_reader: Annotated[
        str, Spec("Reads social-security cards.", pattern=_DEVICE_ID, pattern_words=_DEVICE_ID_WORDS)
    ] = ""
    document_printer: Annotated[str, Spec("Prints A4 papers.", pattern=_DEVICE_ID, pattern_words=_DEVICE_ID_WORDS)] = (
        "document_printer"
    )
    receipt_printer: Annotated[str, Spec("Prints receipts.", pattern=_DEVICE_ID, pattern_words=_DEVICE_ID_WORDS)] = (
        "receipt_printer"
    )

    def by_part(self) -> dict[Part, str]:
        """Return the device id of each part of the terminal that is a device; "" where there is none."""
        return {
            Part.CARD_READER: self.card_reader,
            Part.CAMERA: self.camera,
            Part.CODE_SCANNER: self.code_scanner,
            Part.SMART_CARD_READER: self.smart_card_reader,
            Part.DOCUMENT_PRINTER: self.document_printer,
            Part.RECEIPT_PRINTER: self.receipt_printer,
        }


@dataclass(frozen=True, slots=True)
class DeviceSettings:
    """The devices of this terminal."""

    bindings_file: Annotated[
        Path | None, Spec("TOML file that binds devices to drivers and ports; needed unless the kiosk simulates them.")
    ] = None
    card_photo: Annotated[
        str,
        Spec(
            "Decoder of the card's photo, by its name in the entry point group hallkiosk.card_photo; "
            "empty where there is none, and then faces cannot be compared.",
            pattern=r"[a-z][a-z0-9_-]{0,63}|",
            pattern_words="the name of an installed decoder, or empty",
        ),
    ] = ""
    roles: RoleSettings = field(default_factory=RoleSettings)


@dataclass(frozen=True, slots=True)
class StateSettings:
    """Where the terminal keeps what must survive a restart."""

    folder: Annotated[
        Path,
        Spec(
            "Folder of the journal and the embedded hall's database; made with mode 0700.",
            default_text="$XDG_STATE_HOME/hallkiosk",
        ),
    ] = field(default_factory=default_state_folder)


@dataclass(frozen=True, slots=True)
class JournalSettings:
    """The terminal's own record of what it did: ids, codes and times only."""

    keep_days: Annotated[
        int,
        Spec(
            "How long ended entries are kept. Unsettled prints and undelivered reports are kept until they end.",
            unit="d",
            minimum=7,
            maximum=3650,
        ),
    ] = 400
    record_events: Annotated[
        bool, Spec("Write types and ids of all events to a file, to replay a fault without devices.")
    ] = False


@dataclass(frozen=True, slots=True)
class Settings:
    """All of it."""

    hall: HallSettings = field(default_factory=HallSettings)
    terminal: TerminalSettings = field(default_factory=TerminalSettings)
    screen: ScreenSettings = field(default_factory=ScreenSettings)
    timeouts: Annotated[Timeouts, _TIMEOUT_SPECS] = field(default_factory=Timeouts)
    face: FaceSettings = field(default_factory=FaceSettings)
    sign_in: SignInSettings = field(default_factory=SignInSettings)
    devices: DeviceSettings = field(default_factory=DeviceSettings)
    state: StateSettings = field(default_factory=StateSettings)
    journal: JournalSettings = field(default_factory=JournalSettings)
