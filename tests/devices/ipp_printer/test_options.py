"""The binding of an IPP printer: what it may say, and every fault of one that says something else."""

from typing import Any

import pytest

from devices.api.configuration import ConfigurationFaults
from devices.drivers.ipp_printer.driver import IppDocumentPrinter
from devices.drivers.ipp_printer.endpoint import Endpoint, parse_endpoint
from tests.support.printing_bench import Mailbox, context


@pytest.mark.parametrize(
    ("uri", "endpoint", "whole"),
    [
        (
            "ipp://printer",
            Endpoint("printer", 631, "/ipp/print", encrypted=False),
            "ipp://printer:631/ipp/print",
        ),
        (
            "ipp://192.0.2.7:8631/printers/hall",
            Endpoint("192.0.2.7", 8631, "/printers/hall", encrypted=False),
            "ipp://192.0.2.7:8631/printers/hall",
        ),
        ("ipps://[2001:db8::7]/", Endpoint("2001:db8::7", 631, "/ipp/print", encrypted=True), None),
    ],
)
def test_a_printer_uri_is_taken_apart(uri: str, endpoint: Endpoint, whole: str | None) -> None:
    """Port 631 and /ipp/print unless said otherwise; requests carry the whole URI."""
    assert parse_endpoint(uri) == endpoint
    assert parse_endpoint(uri).uri == (whole or "ipps://[2001:db8::7]:631/ipp/print")


@pytest.mark.parametrize(
    "uri", ["", "printer", "http://printer/ipp", "ipp://", "ipp://user@printer/", "ipp://printer/?a", "ipp://p:99999/"]
)
def test_what_is_no_printer_uri_is_refused(uri: str) -> None:
    """The fault names the port and shows what may stand there."""
    with pytest.raises(ConfigurationFaults) as caught:
        IppDocumentPrinter(context(uri, Mailbox(), device_id="a4", options={}))
    assert [fault.key for fault in caught.value.faults] == ["device.a4.port"]
    assert "ipp://HOST[:PORT]/PATH" in caught.value.detail_code


@pytest.mark.parametrize(
    ("options", "keys"),
    [
        ({"media": "A4 paper!"}, ["media"]),
        ({"media": 4, "user_name": "", "follow_interval_s": 0}, ["media", "follow_interval_s", "user_name"]),
        ({"reply_timeout_s": "5", "refill_patience_s": -1}, ["reply_timeout_s", "refill_patience_s"]),
        ({"counts_sheets": "no"}, ["counts_sheets"]),
        ({"certificate_sha256": "00:11"}, ["certificate_sha256", "certificate_sha256"]),
        ({"certificate_sha256": "0" * 64}, ["certificate_sha256"]),
        ({"colour": True}, ["colour"]),
    ],
)
def test_wrong_options_are_all_named(options: dict[str, Any], keys: list[str]) -> None:
    """Everything that is wrong at once; a fingerprint needs an encrypted port."""
    with pytest.raises(ConfigurationFaults) as caught:
        IppDocumentPrinter(context("ipp://printer", Mailbox(), device_id="a4", options=options))
    assert sorted(fault.key for fault in caught.value.faults) == sorted(f"device.a4.{key}" for key in keys)
