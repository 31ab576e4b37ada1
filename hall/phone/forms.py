"""What phone pages ask for. Words are the pages' own: Chinese with English below."""

from typing import Final

from django import forms

_DIGITS: Final = {"inputmode": "numeric", "autocomplete": "off"}


class WhoForm(forms.Form):
    """Who holds the phone."""

    mobile = forms.RegexField(
        r"^1[3-9][0-9]{9}$",
        widget=forms.TextInput({**_DIGITS, "maxlength": "11", "autocomplete": "tel-national"}),
        error_messages={"required": "请填写手机号码", "invalid": "手机号码是11位数字"},
    )
    last_six = forms.RegexField(
        r"^[0-9]{5}[0-9Xx]$",
        widget=forms.TextInput({"maxlength": "6", "autocomplete": "off", "autocapitalize": "characters"}),
        error_messages={"required": "请填写身份证号码后六位", "invalid": "身份证号码后六位是数字，最后一位可以是X"},
    )


class CodeForm(forms.Form):
    """The code that came by text message."""

    code = forms.RegexField(
        r"^[0-9]{6}$",
        widget=forms.TextInput({**_DIGITS, "maxlength": "6", "autocomplete": "one-time-code"}),
        error_messages={"required": "请填写短信验证码", "invalid": "验证码是6位数字"},
    )


class PickForm(forms.Form):
    """The number that the terminal's screen shows; empty refuses."""

    picked = forms.RegexField(r"^([0-9]{2})?$", required=False)
