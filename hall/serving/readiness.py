"""Tell whoever started the hall that it answers, and where: a line of JSON, ``{"url": ..., "port": ..., "pid": ...}``.

By an inherited file descriptor (closed after the line, so that a reader's end-of-file means the hall died first), or by
a file that appears whole.
"""

import json
import os
from pathlib import Path

from hall.serving.server import Address


def announce(address: Address, *, ready_fd: int | None, port_file: Path | None) -> None:
    """Write the line where it is wanted.

    Raises:
        OSError: the descriptor is closed or the file cannot be written.
    """
    line = json.dumps({"url": address.url, "port": address.port, "pid": os.getpid()}) + "\n"
    if port_file is not None:
        draft = port_file.with_name(f".{port_file.name}.{os.getpid()}")
        draft.write_text(line, encoding="utf-8")
        draft.replace(port_file)
    if ready_fd is not None:
        with os.fdopen(ready_fd, "w", encoding="utf-8") as stream:
            stream.write(line)
