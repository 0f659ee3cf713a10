"""Saying below a field, as soon as it is left, what saving the form would refuse."""

from collections.abc import Callable

from app.base.errors import Invalid
from ui.kit.form import Form, Values


def ask_early(form: Form, read: Callable[[Values], object]) -> None:
    """Let `read`, which raises Invalid as saving does, look at the form while it is filled in.

    What it refuses is asked, never marked as wrong; fields that are still empty wait for the end.
    """

    def look(_text: object) -> None:
        values = form.values()
        problems: dict[str, str] = {}
        try:
            read(values)
        except Invalid as error:
            problems.update(error.problems)
        for name, field in form.fields.items():
            field.ask(problems.get(name, "") if values[name] else "")

    for field in form.fields.values():
        field.edited.connect(look)
