"""Changes how one device is served in a bindings file, and leaves every other line, comments too, as it is."""

import json
import os
import re
from pathlib import Path

from devices.api.configuration import ConfigurationFaults, Fault, Wrong
from devices.bindings import Binding, parse_bindings

_TABLE = re.compile(r"\s*\[")
_KEY = re.compile(r"\s*([A-Za-z0-9_-]+)\s*=")
_OURS = ("kind", "driver", "port", "poll_interval_s", "allow_unpinned")
"""Keys of a binding; whatever else stands in its table is the driver's own."""


def write_binding(path: Path, binding: Binding) -> None:
    """Have the file at `path` serve `binding`'s device by its driver, at its port.

    Where the driver is another one, the old driver's own keys become comments: they mean nothing to the new one, and
    whoever changes it back wants to find them. The new file is whole on the disk before it takes the old one's place.

    Raises:
        ConfigurationFaults: the file cannot be read, has no such table, or would not be a bindings file any more (a
            port that is not pinned, or another device's); it is unchanged.
        OSError: it cannot be written; it is unchanged.
    """
    try:
        text = path.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        raise ConfigurationFaults([Fault(str(path), Wrong.UNREADABLE, "not UTF-8")]) from error
    changed = rebound(text, binding)
    fresh = path.with_name(f"{path.name}.new")
    descriptor = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_CLOEXEC, path.stat().st_mode & 0o777)
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        file.write(changed)
        file.flush()
        os.fsync(file.fileno())
    fresh.replace(path)


def rebound(text: str, binding: Binding) -> str:
    """Return the text of a bindings file with `binding`'s driver and port. Raises ConfigurationFaults."""
    place = f"device.{binding.device_id}"
    old = {one.device_id: one for one in parse_bindings(text)}.get(binding.device_id)
    head = re.compile(rf"\s*\[\s*device\s*\.\s*(\"?){re.escape(binding.device_id)}\1\s*\]\s*(#.*)?$")
    lines = text.splitlines(keepends=True)
    begin = next((number for number, line in enumerate(lines) if head.match(line)), None)
    if old is None or begin is None:
        raise ConfigurationFaults([Fault(place, Wrong.MISSING, allowed=f"a table [{place}]")])
    end = next((n for n in range(begin + 1, len(lines)) if _TABLE.match(lines[n])), len(lines))
    now_said = {"driver": (old.driver, binding.driver), "port": (old.port, binding.port)}
    wanted = {name: after for name, (before, after) in now_said.items() if before != after}
    table: list[str] = []
    for line in lines[begin + 1 : end]:
        key = _KEY.match(line)
        name = key.group(1) if key else ""
        if name in wanted:
            table.append(f"{name} = {json.dumps(wanted.pop(name), ensure_ascii=False)}\n")
        elif name and name not in _OURS and binding.driver != old.driver:
            table.append(f"# of {old.driver}: {line.lstrip()}")
        else:
            table.append(line)
    added = [f"{name} = {json.dumps(value, ensure_ascii=False)}\n" for name, value in wanted.items()]
    changed = "".join([*lines[: begin + 1], *added, *table, *lines[end:]])
    now = {one.device_id: one for one in parse_bindings(changed)}[binding.device_id]
    if (now.driver, now.port) != (binding.driver, binding.port):
        raise ConfigurationFaults([Fault(place, Wrong.NOT_ALLOWED, allowed="one key a line")])
    return changed
