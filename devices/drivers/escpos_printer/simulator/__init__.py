"""A receipt printer that is not there: it reads ESC/POS as octets and keeps every piece of paper it cuts.

printer          the simulator itself: start it, unplug it, take its paper away
command_stream   octets to commands, in any pieces, and any octets at all
commands         the commands, as frozen values
mechanism        paper, cover, cutter, and the thread that carries commands out
sensors          what its sensors say, and the status octets that follow
paper_strip      the paper, dot for dot
reply_line       replies on their way to whoever is connected
"""

from devices.drivers.escpos_printer.simulator.paper_strip import CutReceipt
from devices.drivers.escpos_printer.simulator.printer import Port, SimulatedReceiptPrinter
from devices.drivers.escpos_printer.simulator.sensors import Paper, Sensors

__all__ = ["CutReceipt", "Paper", "Port", "Sensors", "SimulatedReceiptPrinter"]
