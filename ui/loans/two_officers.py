"""A form of what needs two officers: when it is filled in, the second one proves to be here."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from app.base.errors import Invalid
from app.club.second import Second
from ui.funds.second import SecondPage
from ui.kit.fields import Field
from ui.kit.form import Form, Values
from ui.kit.page import Page, Shell
from ui.kit.say import guard
from ui.kit.session import Session


@dataclass(frozen=True, slots=True)
class Planned:
    """What will be done: in sentences for both officers, and the act itself."""

    lines: Sequence[str]
    act: Callable[[Second], object]


class TwoOfficersForm(Form):
    """`plan(values)` reads what is typed, raising Invalid; the act is done on the page of the
    second officer, which goes back to `below`."""

    def __init__(
        self,
        session: Session,
        shell: Shell,
        below: Page,
        title: str,
        purpose: str,
        fields: Mapping[str, Field],
        plan: Callable[[Values], Planned],
        *,
        verb: str,
        icon: str,
        values: Mapping[str, str],
        draft: str,
    ) -> None:
        self._below, self._plan, self._verb, self._icon = below, plan, verb, icon
        super().__init__(
            session,
            shell,
            title,
            purpose,
            fields,
            _nothing,
            verb=verb,
            icon=icon,
            values=values,
            draft=draft,
        )

    @guard
    def save_now(self) -> None:
        """Go on to the second officer, else show every problem."""
        self.clear_error()
        self._clear_problems()
        try:
            planned = self._plan(self.values())
        except Invalid as error:
            self.show_problems(error.problems)
            return

        def then(second: Second) -> None:
            planned.act(second)
            self.session.drafts.drop(self._draft)
            self._before = self.values()

        self.shell.show(
            SecondPage(
                self.session,
                self.shell,
                self.title(),
                planned.lines,
                self._verb,
                then,
                icon=self._icon,
                below=self._below,
            )
        )


def _nothing(_values: Values) -> None:
    """Saving is done elsewhere."""
