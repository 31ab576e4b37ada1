"""Tells a scanner's typing from a person's. Pure: strokes and times in, codes out.

A scanner strikes a key every few milliseconds, the quickest typist not below 50. A burst is strokes that follow each
other closer than `gap_s`; it is a code when it is ended by Enter or Tab, or by silence where that is allowed, and is
long enough. Anything else was a person, or half a code, and is forgotten.
"""

from typing import Final

from devices.drivers.keyboard_wedge.wire import Stroke

MOST_STROKES: Final = 8192


class BurstRule:
    """Finds codes. Times are the kernel's, so that a busy machine does not stretch a burst."""

    def __init__(self, *, gap_s: float, least_characters: int, silence_ends: bool) -> None:
        """Strokes further apart than `gap_s` belong to nobody's burst."""
        self._gap_s = gap_s
        self._least = least_characters
        self._silence_ends = silence_ends
        self._text: list[str] = []
        self._last_s = 0.0

    @property
    def under_way(self) -> bool:
        """Whether strokes are held that may become a code."""
        return bool(self._text)

    def clear(self) -> None:
        """Forget what is held."""
        self._text.clear()

    def take(self, stroke: Stroke) -> list[str]:
        """Take a stroke; return the codes that are whole now, one at most but for a silence that ended another."""
        found: list[str] = []
        if self._text and stroke.at_s - self._last_s > self._gap_s:
            found += self._end(by_silence=True)
        if stroke.ends:
            found += self._end(by_silence=False)
        elif len(self._text) < MOST_STROKES:
            self._text.append(stroke.text)
        self._last_s = stroke.at_s
        return found

    def fall_silent(self) -> list[str]:
        """Nothing has been struck for longer than a gap; return the code that this ends, if it does."""
        return self._end(by_silence=True)

    def _end(self, *, by_silence: bool) -> list[str]:
        text = "".join(self._text)
        self._text.clear()
        is_code = len(text) >= self._least and (self._silence_ends or not by_silence)
        return [text] if is_code else []
