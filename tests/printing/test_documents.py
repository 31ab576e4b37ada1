"""Documents as data: checked when made, silent in logs, the same from and to JSON."""

import json
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from printing.documents.digest import content_digest
from printing.documents.examples import (
    extreme_property_listing,
    ordinary_no_house_proof,
    ordinary_property_listing,
    ordinary_service_receipt,
)
from printing.documents.json_form import from_json, to_json
from printing.documents.kinds import Document
from printing.documents.moments import date_words, minute_stamp, minute_words, stamp
from printing.documents.no_house_proof import NoHouseProof
from printing.documents.paper import Applicant, Seal
from printing.documents.property_listing import PropertyListing
from printing.documents.service_receipt import ReceiptPaper
from printing.errors import FieldError, FieldRule, JsonError
from printing.samples import SAMPLE_NAMES, sample


@pytest.mark.parametrize("name", SAMPLE_NAMES)
def test_every_document_survives_json(name: str) -> None:
    """What is written is read back as the same document, time offsets and empty fields included."""
    document = sample(name)
    assert from_json(to_json(document)) == document
    assert from_json(to_json(document), type(document)) == document


@pytest.mark.parametrize("name", SAMPLE_NAMES)
def test_repr_names_nobody(name: str) -> None:
    """A document in a log shows no name, no identity number, no address."""
    document = sample(name)
    shown = repr(document) + str(document) + repr(getattr(document, "applicant", ""))
    plain = json.loads(to_json(document))
    secrets = [*plain.get("applicant", {}).values(), plain.get("masked_name", ""), plain.get("masked_number", "")]
    secrets += [record["location"] for record in plain.get("records", [])]
    assert not any(secret in shown for secret in secrets if secret)


@pytest.mark.parametrize(
    ("field", "value", "rule"),
    [
        ("scope", "", FieldRule.NOT_EMPTY),
        ("scope", "市" * 81, FieldRule.TOO_LONG),
        ("scope", "云江市\n样板区", FieldRule.ONE_LINE),
        ("scope", "云江\u200b市", FieldRule.PRINTABLE),
        ("scope", "云江\x07市", FieldRule.PRINTABLE),
        ("scope", "云江\ud800市", FieldRule.PRINTABLE),
        ("searched", (), FieldRule.NOT_EMPTY),
        ("searched", ("房屋",) * 9, FieldRule.TOO_MANY),
        ("as_of", datetime(2026, 11, 23), FieldRule.AWARE_TIME),  # noqa: DTZ001 a naive time is what is refused
        ("title", " ", FieldRule.NOT_EMPTY),
    ],
)
def test_broken_rule_names_the_field(field: str, value: object, rule: FieldRule) -> None:
    """Each rule is kept, and the error names the field and the rule but never the value."""
    with pytest.raises(FieldError) as caught:
        replace(ordinary_no_house_proof(), **{field: value})  # type: ignore[arg-type]  # fields of several types
    assert caught.value.rule is rule
    assert caught.value.field.split("[")[0] == field
    assert "市" not in str(caught.value)


def test_issue_is_checked() -> None:
    """Numbers, verifier, copies and the day of expiry have their rules."""
    issue = ordinary_no_house_proof().issue
    for field, value, rule in (
        ("paper_number", "编号1", FieldRule.PATTERN),
        ("case_number", "", FieldRule.PATTERN),
        ("verifier", "k7m2q9", FieldRule.PATTERN),
        ("copy_number", 0, FieldRule.POSITIVE),
        ("valid_until", date(2026, 11, 22), FieldRule.ORDER),
        ("notes", ("注",) * 4, FieldRule.TOO_MANY),
    ):
        with pytest.raises(FieldError) as caught:
            replace(issue, **{field: value})  # type: ignore[arg-type]  # fields of several types
        assert (caught.value.field, caught.value.rule) == (field, rule)


@pytest.mark.parametrize("area", ["", "0", "89.52", "12804.06"])
def test_plain_areas_are_taken(area: str) -> None:
    """An area is a decimal number, or unknown."""
    assert replace(ordinary_property_listing().records[0], area_m2=area).area_m2 == area


@pytest.mark.parametrize("area", ["-1", "NaN", "Infinity", "many", "1,000"])
def test_other_areas_are_refused(area: str) -> None:
    """Nothing that could be read two ways is printed as an area."""
    with pytest.raises(FieldError) as caught:
        replace(ordinary_property_listing().records[0], area_m2=area)
    assert caught.value.field == "area_m2"


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("masked_name", "张样一"),
        ("masked_number", "999901199001010014"),
        ("masked_number", "99990119900101****"),
        ("masked_number", "9999011990*"),
    ],
)
def test_receipt_takes_no_name_and_no_number_in_full(field: str, value: str) -> None:
    """A receipt that would name a person cannot be made."""
    with pytest.raises(FieldError) as caught:
        replace(ordinary_service_receipt(), **{field: value})  # type: ignore[arg-type]  # texts
    assert caught.value.rule is FieldRule.MASKED


def test_receipt_paper_is_checked() -> None:
    """A paper on a receipt has a title, a number and at least one sheet."""
    with pytest.raises(FieldError):
        ReceiptPaper("证明", "BDC1", 0)
    with pytest.raises(FieldError):
        ReceiptPaper("", "BDC1234", 1)


def test_listing_without_records_is_refused() -> None:
    """Nothing registered is a no-house proof, not an empty listing."""
    with pytest.raises(FieldError) as caught:
        replace(ordinary_property_listing(), records=())
    assert caught.value.field == "records"


def test_parts_check_themselves() -> None:
    """Applicant and seal refuse empty texts."""
    with pytest.raises(FieldError):
        Applicant("", "居民身份证", "1")
    with pytest.raises(FieldError):
        Seal("")


def changed(document: Document, path: str, value: object) -> str:
    """The document's JSON with one value replaced; a value of `...` takes the field away."""
    plain = json.loads(to_json(document))
    at = plain
    *ways, last = [int(part) if part.isdigit() else part for part in path.split(".")]
    for way in ways:
        at = at[way]
    if value is ...:
        del at[last]
    else:
        at[last] = value
    return json.dumps(plain)


@pytest.mark.parametrize(
    ("path", "value", "where"),
    [
        ("applicant.name", 7, "$.applicant.name"),
        ("applicant", "张", "$.applicant"),
        ("records", "none", "$.records"),
        ("records.1.registered_on", "2026-13-01", "$.records[1].registered_on"),
        ("records.1.registered_on", "20260101", "$.records[1].registered_on"),
        ("records.0.area_m2", 89.52, "$.records[0].area_m2"),
        ("as_of", "yesterday", "$.as_of"),
        ("as_of", 5, "$.as_of"),
        ("issue.specimen", "yes", "$.issue.specimen"),
        ("issue.copy_number", True, "$.issue.copy_number"),
        ("issue.seal", ..., "$.issue.seal"),
        ("issue.colour", "red", "$.issue.colour"),
        ("document", "diploma", "$.document"),
        ("document", ..., "$.document"),
    ],
)
def test_wrong_json_is_named_by_its_path(path: str, value: object, where: str) -> None:
    """A wrong type, an unknown field, a missing field: the error says where and what belongs there."""
    with pytest.raises(JsonError) as caught:
        from_json(changed(ordinary_property_listing(), path, value))
    assert caught.value.path == where
    assert caught.value.expected


def test_broken_rule_in_json_is_named_by_its_path() -> None:
    """A value of the right type that breaks its field's rule is named from the document's root."""
    with pytest.raises(FieldError) as caught:
        from_json(changed(ordinary_property_listing(), "records.1.area_m2", "many"))
    assert caught.value.field == "records[1].area_m2"


@pytest.mark.parametrize("text", ["", "{", "[]", "7", "[" * 100_000, "null"])
def test_what_is_no_object_is_refused(text: str) -> None:
    """Anything but a JSON object is one typed error."""
    with pytest.raises(JsonError) as caught:
        from_json(text)
    assert caught.value.path == "$"


def test_other_document_is_refused() -> None:
    """A listing is not taken for a proof."""
    with pytest.raises(JsonError):
        from_json(to_json(ordinary_property_listing()), NoHouseProof)


def test_digest_is_the_contents_and_not_the_codes() -> None:
    """Any change of content changes the digest; the code that carries it does not."""
    proof = ordinary_no_house_proof()
    assert content_digest(proof) == content_digest(proof.with_code("HK1:X"))
    assert content_digest(proof) != content_digest(replace(proof, purpose="贷款"))
    assert content_digest(proof) != content_digest(replace(proof, issue=replace(proof.issue, copy_number=2)))
    receipt = ordinary_service_receipt()
    assert content_digest(receipt) == content_digest(receipt.with_code("HK1:X"))
    assert len(content_digest(extreme_property_listing())) == 16


def test_digest_never_changes_between_versions() -> None:
    """The digest of a document that was issued once must stay what it was."""
    assert content_digest(ordinary_no_house_proof()).hex() == "71d6eca75263d62ccc2b25632a65d5c5"


def test_time_is_printed_as_chinas() -> None:
    """A moment in UTC is printed as it is in China, whatever offset it came with."""
    moment = datetime(2026, 11, 22, 17, 5, 9, tzinfo=UTC)
    assert stamp(moment) == "2026-11-23 01:05:09"
    assert minute_stamp(moment) == "2026-11-23 01:05"
    assert minute_words(moment) == "2026年11月23日1时05分"
    assert date_words(moment) == "2026年11月23日"
    assert date_words(date(2027, 1, 2)) == "2027年1月2日"


def test_sample_listing_is_what_it_says() -> None:
    """The sample of the listing holds two records."""
    listing = sample("property-listing")
    assert isinstance(listing, PropertyListing)
    assert len(listing.records) == 2
