"""The self-tests that were run on this terminal, kept in a file of JSON lines: the bench and reports read it again."""

import json
import os
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from threading import Lock
from typing import Any, Final

from devices.api.clock import Clock
from devices.api.device import Capabilities, SelfTest, SelfTestStep
from devices.bindings import Binding

FILE_NAME: Final = "self-tests.jsonl"
KEPT_OF_EACH_DEVICE: Final = 50


@dataclass(frozen=True, slots=True)
class SelfTestRecord:
    """One self-test of one device. Codes and times only.

    Attributes:
        at: when it ended, in UTC.
        device_id, kind_name, driver: as it was bound then.
        model, serial_number: as the device reported them, or "".
        test: what it saw.
    """

    at: datetime
    device_id: str
    kind_name: str
    driver: str
    model: str
    serial_number: str
    test: SelfTest


def record_of(binding: Binding, capabilities: Capabilities, test: SelfTest, clock: Clock) -> SelfTestRecord:
    """Make the record of a test that has just ended."""
    return SelfTestRecord(
        at=clock.now(),
        device_id=binding.device_id,
        kind_name=binding.kind.value,
        driver=binding.driver,
        model=capabilities.model,
        serial_number=capabilities.serial_number,
        test=test,
    )


class SelfTestHistory:
    """The file. Safe from any thread of one process; two processes that write at once lose one record at worst."""

    def __init__(self, path: Path) -> None:
        """Use the file at `path`, which need not be there."""
        self._path = path
        self._lock = Lock()

    def add(self, record: SelfTestRecord) -> None:
        """Keep `record`, and the latest `KEPT_OF_EACH_DEVICE` of each device. Raises OSError if it cannot be kept."""
        with self._lock:
            records = [*self._read(), record]
            kept: list[SelfTestRecord] = []
            seen: dict[str, int] = {}
            for one in reversed(records):
                seen[one.device_id] = seen.get(one.device_id, 0) + 1
                if seen[one.device_id] <= KEPT_OF_EACH_DEVICE:
                    kept.append(one)
            self._write(kept[::-1])

    def of(self, device_id: str) -> tuple[SelfTestRecord, ...]:
        """Return those of one device, oldest first."""
        with self._lock:
            return tuple(record for record in self._read() if record.device_id == device_id)

    def latest(self) -> Mapping[str, SelfTestRecord]:
        """Return the latest of each device that was ever tested here."""
        with self._lock:
            return {record.device_id: record for record in self._read()}

    def _read(self) -> list[SelfTestRecord]:
        """Read what is there; a line that is none of ours (written by half before a power cut) is left out."""
        try:
            lines = self._path.read_text(encoding="utf-8", errors="replace").splitlines()
        except OSError:
            return []
        read = (_parse(line) for line in lines)
        return [record for record in read if record is not None]

    def _write(self, records: list[SelfTestRecord]) -> None:
        self._path.parent.mkdir(parents=True, exist_ok=True)
        beside = self._path.with_suffix(".new")
        descriptor = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(descriptor, "w", encoding="utf-8") as file:
            file.writelines(json.dumps(document_of(record), ensure_ascii=False) + "\n" for record in records)
            file.flush()
            os.fsync(file.fileno())
        beside.replace(self._path)


def document_of(record: SelfTestRecord) -> dict[str, Any]:
    """Return a record as JSON says it."""
    return {
        "at": record.at.isoformat(),
        "device_id": record.device_id,
        "kind": record.kind_name,
        "driver": record.driver,
        "model": record.model,
        "serial_number": record.serial_number,
        "passed": record.test.passed,
        "steps": step_documents(record.test),
    }


def step_documents(test: SelfTest) -> list[dict[str, Any]]:
    """Return a test's steps as JSON says them."""
    return [
        {
            "code": step.code,
            "passed": step.passed,
            "duration_ms": round(step.duration_ms, 1),
            "detail_code": step.detail_code,
        }
        for step in test.steps
    ]


def _parse(line: str) -> SelfTestRecord | None:
    try:
        said = json.loads(line)
        steps = tuple(
            SelfTestStep(
                code=str(step["code"]),
                passed=step["passed"] is True,
                duration_ms=float(step["duration_ms"]),
                detail_code=str(step["detail_code"]),
            )
            for step in said["steps"]
        )
        at = datetime.fromisoformat(said["at"])
        texts = [str(said[key]) for key in ("device_id", "kind", "driver", "model", "serial_number")]
    except (ValueError, KeyError, TypeError):
        return None
    if at.tzinfo is None:
        return None
    return SelfTestRecord(at, texts[0], texts[1], texts[2], texts[3], texts[4], SelfTest(steps))
