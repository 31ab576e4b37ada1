"""Names of states and pages. A page may show several states; a state has exactly one page."""

from enum import Enum


class StateName(Enum):
    """Every state of the terminal."""

    STARTING = "starting"
    OUT_OF_SERVICE = "out_of_service"
    ATTRACT = "attract"
    SIGN_IN = "sign_in"
    CARD = "card"
    CONSENT = "consent"
    FACE = "face"
    IDENTITY_CODE = "identity_code"
    SIGNING_IN = "signing_in"
    HOME = "home"
    THEME = "theme"
    SEARCH = "search"
    ELSEWHERE = "elsewhere"
    EXPLAIN = "explain"
    LOOKING_UP = "looking_up"
    RESULT = "result"
    ISSUING = "issuing"
    PRINTING = "printing"
    RECEIPT = "receipt"
    RATING = "rating"
    NOTICE = "notice"
    WIPING = "wiping"
    THANKS = "thanks"


class Page(Enum):
    """Every page of the screen; the value is the QML file's name without `Page.qml`."""

    STARTING = "Starting"
    OUT_OF_SERVICE = "OutOfService"
    ATTRACT = "Attract"
    SIGN_IN = "SignIn"
    CARD = "Card"
    CONSENT = "Consent"
    FACE = "Face"
    IDENTITY_CODE = "IdentityCode"
    WORKING = "Working"
    HOME = "Home"
    THEME = "Theme"
    SEARCH = "Search"
    ITEM = "Item"
    RESULT = "Result"
    PRINTING = "Printing"
    RATING = "Rating"
    NOTICE = "Notice"
    THANKS = "Thanks"
