"""What can go wrong in a way that the user should read. Anything else raised is our own fault."""

from collections.abc import Mapping


class UserError(Exception):
    """Something the user can understand and act on.

    `str(error)` is the whole message, already in the user's language: what happened, that nothing
    was changed, what to do.
    """


class Invalid(UserError):
    """Input that cannot be taken, with every problem found, not only the first.

    `problems` maps a field's name to the sentence shown beside that field; `str(error)` joins
    the sentences for places that have no fields.
    """

    def __init__(self, problems: Mapping[str, str]) -> None:
        if not problems:
            raise ValueError("Invalid needs at least one problem")
        self.problems: dict[str, str] = dict(problems)
        super().__init__(" ".join(self.problems.values()))

    def __reduce__(self) -> tuple[type["Invalid"], tuple[dict[str, str]]]:
        # Exceptions are rebuilt from their args, and ours is the joined text, not the mapping.
        return type(self), (self.problems,)


class Refused(UserError):
    """An act that a rule forbids: the role may not, the month is closed, the file is newer."""


class Cancelled(Exception):
    """The user stopped a long job. Shown to nobody, which is why it is no UserError."""
