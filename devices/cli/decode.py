"""``devices decode``: the codes in pictures, read as the camera scanner reads them."""

import argparse
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import cv2
import numpy as np
from rich.markup import escape

from devices.api.clock import SystemClock
from devices.api.configuration import ConfigurationFaults, Fault, Wrong
from devices.api.kinds.code_scanner import ScannedCode
from devices.api.masking import mask_all
from devices.cli.exits import Exit
from devices.cli.output import Output
from devices.drivers.camera_scanner.wire import Pipeline, Symbology, scanned


@dataclass(frozen=True, slots=True)
class Decoded:
    """One picture, the code in it if there is one, and how long the looking took."""

    file: Path
    code: ScannedCode | None
    took_ms: float


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Take the pictures and whether to show what is in them."""
    parser.add_argument("images", nargs="+", type=Path, metavar="IMAGE", help="a picture: PNG, JPEG, ...")
    parser.add_argument(
        "--all-symbologies", action="store_true", help="Micro QR and Code 39 too, which others are mistaken for"
    )
    parser.add_argument(
        "--show-personal", action="store_true", help="print what a code says: it may be somebody's identity code"
    )


def run(chosen: argparse.Namespace, output: Output) -> Exit:
    """Decode each picture. `NOTHING` if one of them shows no code."""
    pipeline = Pipeline(frozenset(Symbology)) if chosen.all_symbologies else Pipeline()
    clock = SystemClock()
    decoded: list[Decoded] = []
    try:
        for file in chosen.images:
            picture = _picture(file)
            begun_s = clock.monotonic_s()
            sighting = pipeline.read_picture(picture)
            took_ms = (clock.monotonic_s() - begun_s) * 1000
            decoded.append(Decoded(file, scanned(sighting) if sighting else None, took_ms))
    finally:
        pipeline.wipe()
    if output.as_json:
        output.document([_document(one, shown=chosen.show_personal) for one in decoded])
    else:
        rows = [_row(one, shown=chosen.show_personal) for one in decoded]
        output.table("picture", "code", "bytes", "says", "took", rows=rows)
    return Exit.DONE if all(one.code for one in decoded) else Exit.NOTHING


def _picture(file: Path) -> np.typing.NDArray[np.uint8]:
    """Read a picture as BGR. Raises ConfigurationFaults."""
    try:
        coded = np.frombuffer(file.read_bytes(), np.uint8)
    except OSError as error:
        raise ConfigurationFaults([Fault(str(file), Wrong.UNREADABLE, error.strerror or "")]) from error
    picture = cv2.imdecode(coded, cv2.IMREAD_COLOR) if coded.size else None
    if picture is None:
        raise ConfigurationFaults([Fault(str(file), Wrong.UNREADABLE, "no picture")])
    return np.asarray(picture, dtype=np.uint8)


def _row(one: Decoded, *, shown: bool) -> tuple[str, ...]:
    took = f"{one.took_ms:.0f} ms"
    if one.code is None:
        return (escape(str(one.file)), "[yellow]none[/]", "", "", took)
    said = one.code.text if one.code.text is not None else one.code.payload.hex(" ")
    said = escape(said) if shown else mask_all(said)
    return (escape(str(one.file)), f"[green]{one.code.symbology}[/]", str(len(one.code.payload)), said, took)


def _document(one: Decoded, *, shown: bool) -> dict[str, Any]:
    code = one.code
    document: dict[str, Any] = {"file": str(one.file), "ok": code is not None, "took_ms": round(one.took_ms, 1)}
    if code is not None:
        document |= {"symbology": code.symbology, "payload_bytes": len(code.payload), "masked": not shown}
        if shown:
            document |= {"text": code.text, "payload_hex": code.payload.hex()}
    return document
