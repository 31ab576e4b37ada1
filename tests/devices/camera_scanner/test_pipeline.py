"""From a frame to the payload: everything that was encoded, byte for byte, and nothing else."""

import numpy as np
import pytest
import zxingcpp
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from devices.api.kinds.code_scanner import text_of
from devices.drivers.camera_scanner.code_drawing import DrawnSymbology, draw_code
from devices.drivers.camera_scanner.simulator import Look, picture_of
from devices.drivers.camera_scanner.wire import (
    DOUBTFUL_SYMBOLOGIES,
    TURNS,
    Agreement,
    Pipeline,
    Sighting,
    Stage,
    Symbology,
    scanned,
)
from tests.support.cameras import Picture, noisy, rough_face, texture
from tests.support.structured_append import structured_append_part

CHINESE = st.text(st.characters(min_codepoint=0x4E00, max_codepoint=0x9FA5), min_size=1, max_size=40)


def _close_up(code: NDArray[np.uint8], px_per_module: int = 5, seed: int = 0) -> Picture:
    """A code filling the picture, with a sensor's noise."""
    large = np.repeat(np.repeat(code, px_per_module, axis=0), px_per_module, axis=1)
    return noisy(np.repeat(large[:, :, None], 3, axis=2), seed)


def _read(picture: Picture, symbologies: frozenset[Symbology] = frozenset(Symbology)) -> Sighting | None:
    return Pipeline(symbologies).read_picture(picture)


@settings(deadline=None, max_examples=40)
@given(st.binary(min_size=1, max_size=300))
def test_binary_payloads_come_back(payload: bytes) -> None:
    """Any bytes in a QR code are the payload, whatever they look like."""
    seen = _read(_close_up(draw_code(payload)))
    assert seen is not None
    assert (seen.payload, seen.symbology) == (payload, Symbology.QR_CODE)


@settings(deadline=None, max_examples=40)
@given(CHINESE, st.sampled_from(["utf-8", "gb18030"]))
def test_chinese_payloads_come_back(text: str, encoding: str) -> None:
    """UTF-8 and GBK payloads are byte for byte as encoded, short ones too."""
    payload = text.encode(encoding)
    seen = _read(_close_up(draw_code(payload)))
    assert seen is not None
    assert scanned(seen).payload == payload


@settings(deadline=None, max_examples=25)
@given(st.one_of(st.binary(min_size=1, max_size=120), CHINESE.map(lambda text: text.encode("gb18030"))))
def test_the_second_opinion_brings_bytes_too(payload: bytes) -> None:
    """ZBar alone gives the very bytes: it is not asked to guess an encoding."""
    pipeline = Pipeline()
    pipeline.read_frame(_close_up(draw_code(payload)), turn=1, agreement=Agreement(), keep_on=lambda: None)
    found = pipeline.look(Stage.SECOND_OPINION)
    assert [seen.payload for seen in found] in ([payload], [])


def test_the_second_opinion_reads() -> None:
    """ZBar reads everyday codes by itself, and GBK payloads come as they are."""
    for seed, text in enumerate(("张样一", "无房证明", "短", "ABC-123")):
        payload = text.encode("gb18030")
        pipeline = Pipeline()
        pipeline.read_frame(_close_up(draw_code(payload), 8, seed), turn=0, agreement=Agreement(), keep_on=lambda: None)
        assert [seen.payload for seen in pipeline.look(Stage.SECOND_OPINION)] == [payload]


@pytest.mark.parametrize(
    ("payload", "text"),
    [
        ("张样一".encode(), "张样一"),
        ("张样一".encode("gbk"), "张样一"),
        ("𬱖㛃".encode("gb18030"), "𬱖㛃"),
        (b"6214830100000001", "6214830100000001"),
        (b"\xff\xfe\x00\x01", None),
        (b"\x80", None),
    ],
)
def test_text_is_utf_8_else_gb18030_else_none(payload: bytes, text: str | None) -> None:
    """Encodings are tried strictly and in this order; the payload itself stays as it is."""
    assert text_of(payload) == text


@pytest.mark.parametrize("symbology", DrawnSymbology)
def test_other_codes_are_read(symbology: DrawnSymbology) -> None:
    """Every symbology that citizens bring is read and named."""
    seen = _read(picture_of(b"SAMPLE-0001", look=Look.PAPER, seed=7, symbology=symbology))
    assert seen is not None
    assert (seen.payload, seen.symbology.value) == (b"SAMPLE-0001", symbology.value)


def test_only_wanted_symbologies_are_read() -> None:
    """A scanner for bar codes does not see QR codes, nor the other way round."""
    square = picture_of(b"SAMPLE-0001", look=Look.PAPER, seed=7)
    bars = picture_of(b"SAMPLE-0001", look=Look.PAPER, seed=7, symbology=DrawnSymbology.CODE_128)
    assert _read(square, frozenset({Symbology.CODE_128})) is None
    assert _read(bars, frozenset({Symbology.QR_CODE})) is None


@pytest.mark.parametrize("name", ["AztecRune", "RMQRCode", "MicroPDF417"])
def test_relatives_of_wanted_codes_are_left_out(name: str) -> None:
    """ZXing's groups bring along codes that nobody asked for; they do not come out, or break anything."""
    code = zxingcpp.create_barcode("25", getattr(zxingcpp.BarcodeFormat, name))
    picture = _close_up(np.pad(np.array(code.to_image(scale=1, add_quiet_zones=False)), 6, constant_values=255))
    assert _read(picture) is None


def test_kiosk_frames_are_read() -> None:
    """Of a fixed sample of hard frames, six of each look, at least 94 % are read, and none wrongly."""
    pipeline = Pipeline()
    read = 0
    for look in Look:
        for seed in range(6):
            payload = bytes(np.random.default_rng((seed, 4)).integers(33, 126, 12 + 12 * seed, dtype=np.uint8))
            seen = pipeline.read_picture(picture_of(payload, look=look, seed=300 + seed))
            assert seen is None or seen.payload == payload
            read += seen is not None
    assert read / (6 * len(Look)) >= 0.94


def test_every_turn_begins_with_the_cheap_stages() -> None:
    """A live frame always gets the quick looks, and over the turns every stage has its frame."""
    assert all(turn[:2] == (Stage.DIRECT, Stage.SHARPENED) for turn in TURNS)
    assert {stage for turn in TURNS for stage in turn} == set(Stage)


def test_nothing_is_read_where_nothing_is() -> None:
    """Noise, blocks, bars, text, bull's eyes and faces bring no payload in any stage."""
    pipeline = Pipeline()
    for seed in range(5):
        for picture in (texture(seed), rough_face(seed)):
            agreement = Agreement()
            for turn in range(len(TURNS)):
                assert pipeline.read_frame(picture, turn=turn, agreement=agreement, keep_on=lambda: None) is None


@pytest.mark.parametrize("symbology", set(DrawnSymbology) - {DrawnSymbology.CODE_128})
def test_damaged_codes_are_right_or_unread(symbology: DrawnSymbology) -> None:
    """Codes with many modules turned over bring their payload or nothing."""
    pipeline = Pipeline()
    outcomes: set[bool] = set()
    for seed in range(40):
        dice = np.random.default_rng((seed, 5))
        payload = bytes(dice.integers(48, 91, int(dice.integers(4, 50)), dtype=np.uint8))
        code = draw_code(payload, symbology)
        inner = code[4:-4, 4:-4]
        inner ^= np.where(dice.random(inner.shape) < dice.uniform(0.0, 0.2), 255, 0).astype(np.uint8)
        seen = pipeline.read_picture(_close_up(code, 5, seed))
        assert seen is None or seen.payload == payload
        outcomes.add(seen is not None)
    assert outcomes == {True, False}


def test_pdf417_with_its_correction_used_up_is_not_believed() -> None:
    """A damaged PDF417 that ZXing decodes to something else, found by search, brings nothing."""
    dice = np.random.default_rng((100001, 6))
    false_reads = 0
    for seed in range(400):
        payload = bytes(dice.integers(48, 91, 45, dtype=np.uint8))
        code = draw_code(payload, DrawnSymbology.PDF_417)
        inner = code[4:-4, 4:-4]
        inner ^= np.where(dice.random(inner.shape) < 0.05, 255, 0).astype(np.uint8)
        picture = _close_up(code, 4, seed)
        raw = zxingcpp.read_barcodes(picture, formats=zxingcpp.BarcodeFormats([zxingcpp.BarcodeFormat.PDF417]))
        if any(bytes(found.bytes) != payload for found in raw):
            false_reads += 1
            assert _read(picture) is None
            break
    assert false_reads == 1


def test_a_part_of_a_structured_append_is_not_padded() -> None:
    """ZBar puts zeros where parts are missing; such a payload was never encoded and does not come out."""
    pipeline = Pipeline()
    picture = _close_up(structured_append_part(b"part-two", index=1, total=2))
    pipeline.read_frame(picture, turn=0, agreement=Agreement(), keep_on=lambda: None)
    assert pipeline.look(Stage.SECOND_OPINION) == []
    seen = pipeline.read_picture(picture)
    assert seen is not None
    assert seen.payload == b"part-two"


def test_the_nearest_code_is_meant() -> None:
    """Of two codes the larger is returned: a phone held up, not a poster behind it."""
    near = _close_up(draw_code(b"held up"), 9)
    far = _close_up(draw_code(b"poster"), 5)
    picture = np.full((500, 700, 3), 200, np.uint8)
    picture[10 : 10 + far.shape[0], 10 : 10 + far.shape[1]] = far
    picture[100 : 100 + near.shape[0], 300 : 300 + near.shape[1]] = near
    seen = _read(picture)
    assert seen is not None
    assert seen.payload == b"held up"


@pytest.mark.parametrize("symbology", DOUBTFUL_SYMBOLOGIES)
def test_doubtful_codes_are_seen_twice(symbology: Symbology) -> None:
    """What has no error correction counts at the second frame that shows the same."""
    agreement = Agreement()
    first = Sighting(b"12345", symbology, 100.0, doubtful=True)
    other = Sighting(b"12346", symbology, 100.0, doubtful=True)
    assert agreement.believe([first]) is None
    assert agreement.believe([other]) is None
    assert agreement.believe([first]) == first


def test_a_bar_code_needs_two_frames() -> None:
    """In a live stream a Code 128 is returned from its second look on."""
    picture = picture_of(b"SAMPLE-0001", look=Look.PAPER, seed=7, symbology=DrawnSymbology.CODE_128)
    pipeline, agreement = Pipeline(), Agreement()
    turns = [
        pipeline.read_frame(picture, turn=turn, agreement=agreement, keep_on=lambda: None) is not None
        for turn in range(len(TURNS) + 1)
    ]
    assert turns == [False] * len(TURNS) + [True]


def test_work_can_be_called_back_between_stages() -> None:
    """`keep_on` is asked before each stage, and its exception ends the work."""
    asked = 0

    def only_twice() -> None:
        nonlocal asked
        asked += 1
        if asked > 2:
            raise InterruptedError

    with pytest.raises(InterruptedError):
        Pipeline().read_frame(texture(0), turn=0, agreement=Agreement(), keep_on=only_twice)
    assert asked == 3


def test_no_picture_stays_behind() -> None:
    """After `wipe` every scratch picture that a frame was copied to is zeros."""
    pipeline = Pipeline()
    pipeline.read_picture(texture(3))
    scratch = list(pipeline._pictures._memory.values())
    assert len(scratch) == 7
    assert all(picture.any() for picture in scratch)
    pipeline.wipe()
    assert not any(picture.any() for picture in scratch)
    assert not pipeline._pictures._memory


def test_frames_may_change_their_size() -> None:
    """A pipeline goes on when the next frame has another size."""
    pipeline = Pipeline()
    for px_per_module in (4, 7, 5):
        seen = pipeline.read_picture(_close_up(draw_code(b"SAMPLE"), px_per_module))
        assert seen is not None
        assert seen.payload == b"SAMPLE"
