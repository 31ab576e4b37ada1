"""A person at the terminal, who is asked to do something at the device."""

from devices.cli.output import Output
from devices.contract.hands import Deed


class TerminalHands:
    """Asks for a deed and waits for the return key; ``s`` skips it. Meets `devices.contract.hands.Hands`."""

    def __init__(self, output: Output) -> None:
        """Ask by `output`."""
        self._output = output

    def do(self, deed: Deed) -> bool:
        """Ask, and return once it is done; False if it is skipped, or nobody is there any more."""
        self._output.line(f"[bold cyan]{deed.words}[/], then press Return (s skips): ")
        try:
            return input().strip().lower() not in ("s", "skip")
        except EOFError:
            return False
