"""Which language a phone's owner reads: Chinese or English, as the browser says (RFC 9110 12.5.4)."""

from typing import Final, Literal

from django.http import HttpRequest

Language = Literal["zh", "en"]
HTML_LANG: Final[dict[Language, str]] = {"zh": "zh-CN", "en": "en"}


def language_of(request: HttpRequest) -> Language:
    """Return English where the browser prefers it to Chinese, else Chinese."""
    wanted = request.headers.get("Accept-Language", "")
    weights = {"zh": 0.0, "en": 0.0}
    for entry in wanted.split(","):
        tag, _, parameter = entry.strip().partition(";")
        name = tag.strip().lower().partition("-")[0]
        if name in weights:
            weights[name] = max(weights[name], _weight(parameter))
    return "en" if weights["en"] > weights["zh"] else "zh"


def _weight(parameter: str) -> float:
    name, _, value = parameter.strip().partition("=")
    if name.strip().lower() != "q":
        return 1.0
    try:
        return min(max(float(value), 0.0), 1.0)
    except ValueError:
        return 0.0
