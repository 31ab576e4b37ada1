"""What the terminal holds in memory does not reach a file by a crash or by swapping."""

import json
import subprocess
import sys

PROGRAM = """
import ctypes, json, resource
from kiosk.app.private_memory import keep_memory_private
kept = keep_memory_private()
picture = bytearray(b"x") * (8 << 20)
locked_kb = next(int(line.split()[1]) for line in open("/proc/self/status") if line.startswith("VmLck"))
print(json.dumps({"no_dumps": kept.no_dumps, "no_swap": kept.no_swap, "core": resource.getrlimit(resource.RLIMIT_CORE),
    "dumpable": ctypes.CDLL(None).prctl(3, 0, 0, 0, 0), "locked_kb": locked_kb}))
"""


def test_no_dumps_and_no_swap() -> None:
    """No core file, not dumpable; and it says it is not swapped just where memory that comes into use is locked."""
    done = subprocess.run([sys.executable, "-c", PROGRAM], capture_output=True, check=True, timeout=60)
    told = json.loads(done.stdout)
    assert told["core"] == [0, 0]
    assert told["no_dumps"] is (told["dumpable"] == 0) is True
    assert told["no_swap"] is (told["locked_kb"] >= 8 << 10)
