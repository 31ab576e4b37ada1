"""What codes are called: one function for each enum, exhaustive by type or by a test, Chinese here, English translated.

Tone: short, plain, polite, for somebody of 75; says what happened and what to do; blames nobody, promises nothing that
was not seen. Each function returns words in the language that is installed at that moment (ui.language).
"""
