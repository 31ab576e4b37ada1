"""Every problem in a citizen's words: a title, what happened, what to do. Split by where it happens; see the parts."""

from kiosk.domain.problem import ProblemCode
from ui.words import hall_problems, paper_problems, sign_in_problems, staff_problems
from ui.words.problem import ProblemWords


def problem_words(code: ProblemCode) -> ProblemWords:
    """Return the words of `code`. Every code has its own; a test walks the enum."""
    words = (
        sign_in_problems.words_of(code)
        or hall_problems.words_of(code)
        or paper_problems.words_of(code)
        or staff_problems.words_of(code)
    )
    if words is None:
        raise KeyError(code)
    return words
