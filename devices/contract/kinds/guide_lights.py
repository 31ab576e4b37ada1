"""Guide lights. The protocol is `devices.api.kinds.guide_lights`. Whether a lamp is lit, a person must see."""

from typing import Final

from devices.api.device import Device, DeviceKind
from devices.api.errors import NotSupported
from devices.api.kinds.guide_lights import FlashRate, GuideLights, GuideModule, Light, LightColour, ShowLights
from devices.api.status import CheckState, PartName
from devices.contract.check import Checks
from devices.contract.hands import Deed
from devices.contract.kind_suite import KindSuite
from devices.contract.outcome import Skip, SkipReason, broken, must
from devices.contract.subject import Subject

BREAK_LAMP: Final = Deed("break_lamp", "Take out the lamp of the first module")
MEND_LAMPS: Final = Deed("mend_lamps", "Put the lamp back in")

_check = Checks()
_LOOK_S: Final = 0.1


@_check
def names_what_it_can_light(subject: Subject) -> None:
    """Modules, colours and flash rates by the names that the kind knows; at least one of each."""
    with subject.opened() as device:
        features = device.capabilities().features
    for name, known in (("modules", GuideModule), ("colours", LightColour), ("rates", FlashRate)):
        told = str(features[name]).split(",")
        allowed = [member.value for member in known]
        must(bool(told) and set(told) <= set(allowed), f"{name} of {', '.join(allowed)}", told)


@_check
def lights_each_lamp(subject: Subject) -> None:
    """Each module in each colour and rate that it claims; all at once; none. It serves all the while."""
    with subject.opened() as device:
        lights = _lights(device)
        features = device.capabilities().features
        modules = [GuideModule(name) for name in str(features["modules"]).split(",")]
        colours = [LightColour(name) for name in str(features["colours"]).split(",")]
        rates = [FlashRate(name) for name in str(features["rates"]).split(",")]
        for module in modules:
            for light in (
                *(Light(colour, rates[0]) for colour in colours),
                *(Light(colours[0], rate) for rate in rates),
            ):
                lights.show({module: light}, subject.control())
        lights.show(dict.fromkeys(modules, Light(colours[0], rates[0])), subject.control())
        lights.show({}, subject.control())
        must(device.status(subject.control()).can_serve, "a status that can serve", "one that cannot")


@_check
def refuses_a_colour_that_it_has_not(subject: Subject) -> None:
    """NotSupported, and what was lit before may stay; a module without a lamp is passed over."""
    with subject.opened() as device:
        lights = _lights(device)
        features = device.capabilities().features
        colours, modules = str(features["colours"]).split(","), str(features["modules"]).split(",")
        lights.show({module: Light(LightColour(colours[0])) for module in GuideModule}, subject.control())
        for colour in LightColour:
            if colour.value not in colours:
                wanted = {GuideModule(modules[0]): Light(colour)}
                error = subject.error_of(lambda wanted=wanted: lights.show(wanted, subject.control()))  # type: ignore[misc]  # mypy cannot infer a lambda's default
                must(isinstance(error, NotSupported), "NotSupported", type(error).__name__)


@_check
def knows_a_broken_lamp(subject: Subject) -> None:
    """The part LAMPS is a fault, and ok again once it is mended; not supported where it cannot know."""
    with subject.opened() as device:
        if PartName.LAMPS not in device.status(subject.control()).parts:
            raise Skip(SkipReason.NOT_SUPPORTED, "a word on broken lamps")
        subject.do(BREAK_LAMP)
        try:
            _wait_for(subject, device, CheckState.FAULT)
        finally:
            subject.do(MEND_LAMPS)
        _wait_for(subject, device, CheckState.OK)


@_check
def lights_as_a_command(subject: Subject) -> None:
    """As the kiosk asks for it."""
    with subject.supervised() as held:
        held.call(ShowLights({GuideModule.CARD_READER: Light()}))
        held.call(ShowLights({}))


def _wait_for(subject: Subject, device: Device, wanted: CheckState) -> None:
    control = subject.control()
    while device.status(subject.control()).parts.get(PartName.LAMPS) is not wanted:
        if control.remaining_s <= _LOOK_S:
            broken(f"lamps {wanted.value}", "not so")
        control.pause(_LOOK_S)


def _lights(device: object) -> GuideLights:
    must(hasattr(device, "show"), "GuideLights", type(device).__name__)
    return device  # type: ignore[return-value]  # a driver under test is checked by what it does, not by its type


SUITE: Final = KindSuite(
    DeviceKind.GUIDE_LIGHTS, checks=_check, features={"modules": str, "colours": str, "rates": str}
)
