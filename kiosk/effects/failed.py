"""How the code that carries a request out says exactly which problem it ends with."""

from kiosk.domain.problem import Problem


class Failed(Exception):
    """The request ends with `problem`. Where a library's error says it all, that error is let through instead."""

    def __init__(self, problem: Problem) -> None:
        """Keep the problem."""
        self.problem = problem
        super().__init__(problem.code.value)
