"""An A4 printer that is not there: it speaks IPP over HTTP on loopback and keeps every sheet it prints.

printer       the simulator itself: start it, unplug it, jam it
engine        the jobs that pass through it, and the thread that moves paper
engine_state  a look at its tray, toner, door and bin
job           one job
answers       IPP operations
attributes    what it says of itself and of its jobs
http_session  HTTP on one connection
page_count    how many pages a PDF has
"""

from devices.drivers.ipp_printer.simulator.engine_state import EngineState
from devices.drivers.ipp_printer.simulator.job import PrintedJob
from devices.drivers.ipp_printer.simulator.printer import SimulatedDocumentPrinter

__all__ = ["EngineState", "PrintedJob", "SimulatedDocumentPrinter"]
