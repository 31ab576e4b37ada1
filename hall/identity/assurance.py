"""How sure the hall is of who is there. Each way to sign in gives a level; each item says which it needs.

high          card on the reader and the live face that matches it
substantial   something the citizen has and something only they know or can do: a one-time code from the city's
              program, the social-security card with its PIN, the phone on which the sign-in was confirmed
basic         the mobile number registered under their name
"""

from typing import Final

from hall.catalogue.vocabulary import Assurance
from hall.identity.models import SignInMethod

_GIVES: Final = {
    SignInMethod.CARD_AND_FACE: Assurance.HIGH,
    SignInMethod.IDENTITY_CODE: Assurance.SUBSTANTIAL,
    SignInMethod.SOCIAL_CARD: Assurance.SUBSTANTIAL,
    SignInMethod.PHONE: Assurance.SUBSTANTIAL,
    SignInMethod.SMS_CODE: Assurance.BASIC,
}
_ORDER: Final = (Assurance.BASIC, Assurance.SUBSTANTIAL, Assurance.HIGH)


def assurance_of(method: SignInMethod | str) -> Assurance:
    """Return how sure a way to sign in makes the hall."""
    return _GIVES[SignInMethod(method)]


def meets(given: Assurance, needed: Assurance) -> bool:
    """Say whether `given` is at least `needed`."""
    return _ORDER.index(given) >= _ORDER.index(needed)
