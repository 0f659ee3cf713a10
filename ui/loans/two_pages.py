"""A form whose rarer fields stand on a second page, one key away: no page has more than eight."""

from collections.abc import Callable, Mapping

from app.base.errors import Invalid
from app.base.text import _
from ui.kit.button import Button
from ui.kit.fields import Field
from ui.kit.form import Form, Values
from ui.kit.page import Shell
from ui.kit.say import guard
from ui.kit.session import Session


class TwoPageForm(Form):
    """`rest` are the texts of the fields on the second page, `rest_fields` makes them each time;
    `save` gets the texts of both. A problem on the second page opens it."""

    def __init__(
        self,
        session: Session,
        shell: Shell,
        title: str,
        purpose: str,
        fields: Mapping[str, Field],
        save: Callable[[Values], object],
        *,
        verb: str,
        rest: Mapping[str, str],
        rest_fields: Callable[[], Mapping[str, Field]],
        rest_verb: str,
        values: Mapping[str, str] | None = None,
        draft: str = "",
        columns: int = 3,
        least: float = 300,
    ) -> None:
        self.rest: Values = dict(rest)
        self._rest_fields, self._save_both = rest_fields, save
        self._problems: dict[str, str] = {}
        super().__init__(
            session,
            shell,
            title,
            purpose,
            fields,
            self._save_all,
            verb=verb,
            values=values,
            draft=draft,
            columns=columns,
            least=least,
        )
        self._rest_title = rest_verb
        self.rest_button = Button(rest_verb, icon="list", key="F4")
        self.rest_button.clicked.connect(self.open_rest)
        self.set_actions(self.rest_button)

    def all_values(self) -> Values:
        """The texts of both pages."""
        return {**self.rest, **self.values()}

    def rest_changed(self) -> None:
        """Called when the second page was kept: subclasses show what follows from it."""

    @guard
    def open_rest(self) -> None:
        """Show the second page."""
        fields = dict(self._rest_fields())
        form = Form(
            self.session,
            self.shell,
            self._rest_title,
            self.title(),
            fields,
            self._keep_rest,
            verb=_("Use this"),
            values=self.rest,
            columns=self._columns,
            least=self._least,
        )
        problems, self._problems = self._problems, {}
        self.shell.show(form)
        if problems:
            form.show_problems(problems)

    def _keep_rest(self, values: Values) -> None:
        self.rest.update(values)
        self.rest_changed()

    def _save_all(self, values: Values) -> None:
        try:
            self._save_both({**self.rest, **values})
        except Invalid as error:
            there = {name: said for name, said in error.problems.items() if name in self.rest}
            here = {name: said for name, said in error.problems.items() if name not in there}
            if there and not here:
                self._problems = there
                self.open_rest()
                raise Invalid(there) from error
            raise
