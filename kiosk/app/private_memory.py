"""Keeps what the process holds in memory out of files: no core dump, and nothing swapped out where that is allowed.

Faces, cards and forms exist in memory only, and are overwritten when a session ends. A crash in mid-session must not
write them to a disk, and neither must a machine that runs short of memory.
"""

import ctypes
import logging
import os
import resource
from dataclasses import dataclass
from typing import Final

_log = logging.getLogger(__name__)

# Linux: include/uapi/linux/prctl.h and include/uapi/asm-generic/mman.h.
_PR_SET_DUMPABLE: Final = 4
_MCL_CURRENT, _MCL_FUTURE, _MCL_ONFAULT = 1, 2, 4


@dataclass(frozen=True, slots=True)
class MemoryKept:
    """What could be had.

    Attributes:
        no_dumps: a crash writes no memory to a file, and other processes of this user cannot read it.
        no_swap: pages are locked as they come into use. Needs the right to (systemd: ``LimitMEMLOCK=infinity``);
            without it, let the machine have no swap or an encrypted one.
    """

    no_dumps: bool
    no_swap: bool


def keep_memory_private() -> MemoryKept:
    """Ask for both, for this process and until it ends; say in the log what was refused."""
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    libc = ctypes.CDLL(None, use_errno=True)
    no_dumps = libc.prctl(_PR_SET_DUMPABLE, 0, 0, 0, 0) == 0
    # Only what is touched: locking every page that is merely mapped would fill the memory with libraries.
    no_swap = libc.mlockall(_MCL_CURRENT | _MCL_FUTURE | _MCL_ONFAULT) == 0
    if not no_swap:
        _log.info("memory may be swapped: %s; LimitMEMLOCK=infinity allows locking", os.strerror(ctypes.get_errno()))
    return MemoryKept(no_dumps, no_swap)
