"""Test pages for the technician: laid out here, printed once. Nothing of a citizen on them."""

from collections.abc import Callable

from devices.api.clock import Clock
from devices.api.commands import AskCapabilities
from devices.api.device import DeviceKind
from devices.api.errors import NotSupported
from devices.api.kinds.document_printer import PrintDocument
from devices.api.kinds.receipt_printer import PrintReceipt, ReceiptRaster
from devices.bindings import Binding
from kiosk.effects.ports import DeviceCalls
from printing.test_page import TrialPage, render_test_page, render_test_strip

_DEFAULT_WIDTH_PX = 576


class TestPages:
    """Meets `kiosk.effects.desk.TestPrinter`. Any thread that may wait for paper."""

    __test__ = False  # not a class of pytest's

    def __init__(self, devices: DeviceCalls, *, clock: Clock, terminal: str, new_id: Callable[[], str]) -> None:
        """Print on printers of `devices`; `terminal` stands on the page."""
        self._devices = devices
        self._clock = clock
        self._terminal = terminal
        self._new_id = new_id

    def print_test(self, binding: Binding) -> None:
        """Print one page or strip.

        Raises:
            NotSupported: it is no printer.
            DeviceError: as the printer says; after `OutcomeUnknown` there may be a page.
        """
        page = TrialPage(self._terminal, binding.device_id, binding.driver, self._clock.now().astimezone())
        job_name = f"test-{self._new_id()}"
        match binding.kind:
            case DeviceKind.DOCUMENT_PRINTER:
                drawn = render_test_page(page)
                self._devices.call(
                    binding.device_id,
                    PrintDocument(drawn.pdf, job_name=job_name, pages=drawn.pages, on_progress=lambda _: None),
                )
            case DeviceKind.RECEIPT_PRINTER:
                said = self._devices.call(binding.device_id, AskCapabilities())
                strip = render_test_strip(page, width_px=int(said.features.get("width_px", _DEFAULT_WIDTH_PX)))
                raster = ReceiptRaster(strip.width_px, strip.height_px, strip.bits)
                self._devices.call(
                    binding.device_id, PrintReceipt(raster, job_name=job_name, on_progress=lambda _: None)
                )
            case _:
                raise NotSupported(device_id=binding.device_id, detail_code="test_print")
