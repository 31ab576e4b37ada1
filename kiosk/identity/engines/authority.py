"""A remote authority that has the last word: two pictures go there, a score comes back.

Only where the settings name one, and then the consent page says that pictures leave the terminal. A local engine
still finds the face, advises and judges the head's turn; nothing is sent before all that has gone well.

The exchange, over https (or to this machine itself)::

    POST {url}
    Authorization: Bearer {token}
    {"transaction": "uuid", "card": "base64 JPEG", "live": "base64 JPEG"}

    200 {"score": 0.71, "threshold": 0.60, "engine": "name and version"}
"""

import base64
import json
import math
from dataclasses import dataclass
from typing import Final, Protocol
from uuid import uuid4

import cv2
import requests

from kiosk.identity.engine import Pixels
from kiosk.identity.errors import AuthorityRefused, AuthorityUnreachable

_JPEG_QUALITY: Final = 92
_MOST_BYTES: Final = 64 * 1024


@dataclass(frozen=True, slots=True)
class AuthorityAnswer:
    """What the authority made of two pictures, on its own scale."""

    score: float
    threshold: float
    engine: str

    @property
    def matches(self) -> bool:
        """Whether it takes the two for one person."""
        return self.score >= self.threshold


class FaceAuthority(Protocol):
    """Compares two pictures elsewhere."""

    def compare(self, card: Pixels, live: Pixels) -> AuthorityAnswer:
        """Send both and wait for the answer. Keeps neither.

        Raises:
            AuthorityUnreachable, AuthorityRefused: there is no answer; another way is offered.
        """
        ...


class HttpFaceAuthority:
    """Meets `FaceAuthority` by the exchange above. Blocks; worker threads only."""

    def __init__(self, url: str, token: str, *, timeout_s: float, ca_file: str | None = None) -> None:
        """Ask `url`; `timeout_s` bounds the connection, and each wait for more of the answer."""
        self._url = url
        self._token = token
        self._timeout_s = timeout_s
        self._verify: bool | str = ca_file or True

    def compare(self, card: Pixels, live: Pixels) -> AuthorityAnswer:
        """See `FaceAuthority.compare`. Asked once: the citizen, not a loop, decides whether pictures go out again."""
        body = {"transaction": str(uuid4()), "card": _coded(card), "live": _coded(live)}
        try:
            with requests.post(
                self._url,
                json=body,
                headers={"Authorization": f"Bearer {self._token}"},
                timeout=self._timeout_s,
                verify=self._verify,
                # Pictures of people follow no redirection.
                allow_redirects=False,
                stream=True,
            ) as reply:
                if reply.status_code != requests.codes.ok:
                    raise AuthorityRefused(str(reply.status_code))
                content = reply.raw.read(_MOST_BYTES + 1, decode_content=True)
        except requests.RequestException as error:
            # `from None`: the request in the error's own attributes holds both pictures.
            raise AuthorityUnreachable(type(error).__name__) from None
        finally:
            body.clear()
        return _answer(content)


def _coded(pixels: Pixels) -> str:
    _, coded = cv2.imencode(".jpg", pixels, [cv2.IMWRITE_JPEG_QUALITY, _JPEG_QUALITY])
    try:
        return base64.b64encode(coded.tobytes()).decode("ascii")
    finally:
        coded.fill(0)


def _answer(content: bytes) -> AuthorityAnswer:
    """Take the answer apart. Raises AuthorityRefused."""
    if len(content) > _MOST_BYTES:
        raise AuthorityRefused("answer_too_long")
    try:
        told = json.loads(content)
        answer = AuthorityAnswer(float(told["score"]), float(told["threshold"]), str(told["engine"]))
    except (ValueError, TypeError, KeyError, UnicodeDecodeError):
        raise AuthorityRefused("answer") from None
    # JSON's own extension knows NaN, and nothing is above it or below.
    if not math.isfinite(answer.score) or not math.isfinite(answer.threshold):
        raise AuthorityRefused("answer")
    return answer
