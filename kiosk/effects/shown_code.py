"""What a citizen may have shown by mistake: a payment code is no identity code, and never leaves this function.

Source: domain.md 4. WeChat: 18 digits beginning 10 to 15; Alipay: 16 to 24 digits beginning 25 to 30; UnionPay: 19
digits beginning 62. An identity code is opaque: that it is none of these is all that may be asked of it.
"""

import re

_PAYMENT = re.compile(r"1[0-5]\d{16}|(?:2[5-9]|30)\d{14,22}|62\d{17}")


def is_payment_code(text: str) -> bool:
    """Whether `text` is a code that a citizen pays with."""
    return _PAYMENT.fullmatch(text.strip()) is not None
