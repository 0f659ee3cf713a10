"""A form: fields in one or two columns, one button that does it, one that leaves.

What is typed stays until it is saved or left on purpose: problems are shown beside the fields, and
the red bar says how many; F8 goes to the first.
"""

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QScrollArea, QWidget

from app.base.errors import Invalid
from app.base.text import _, ngettext
from ui.kit.button import Button
from ui.kit.fields import Field
from ui.kit.icons import Icon
from ui.kit.labels import label, notice, row
from ui.kit.page import Page, Shell
from ui.kit.style import look

Save = Callable[[dict[str, str]], object]


class Form(Page):
    """A page of fields. `save(values)` gets the plain texts and may raise Invalid or UserError;
    when it returns, the form goes away."""

    def __init__(
        self,
        shell: Shell,
        title: str,
        purpose: str,
        fields: Sequence[Field],
        verb: str,
        save: Save,
        *,
        values: Mapping[str, str] | None = None,
        columns: int = 2,
        leave: str = "",
        room: str = "",
    ) -> None:
        super().__init__(shell)
        self.form_room = room
        self.set_head(title, purpose)
        self.fields = {field.name: field for field in fields}
        self._save = save
        self._bar_text = label("", "strong")
        self._bar = notice(
            "bad",
            Icon("circle-alert", 26, "bad"),
            self._bar_text,
            label(_("What you typed is kept.")),
            None,
            Button(_("Go to the first one"), self.to_first_problem, key="F8"),
        )
        self._bar.hide()
        self.body.addWidget(self._bar)
        inner = QWidget()
        inner.setProperty("ground", "canvas")
        grid = QGridLayout(inner)
        grid.setContentsMargins(3, 3, 3, 3)
        grid.setHorizontalSpacing(look().px(40))
        grid.setVerticalSpacing(look().px(14))
        per_row = 1 if look().scale > 130 else columns
        for number, field in enumerate(fields):
            grid.addWidget(field, number // per_row, number % per_row, Qt.AlignmentFlag.AlignTop)
        for place in range(per_row):
            grid.setColumnStretch(place, 1)
        grid.setRowStretch(len(fields), 1)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setWidget(inner)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll = scroll
        self.body.addWidget(scroll, 1)
        self.do = Button(verb, self.save, icon="check", key="Ctrl Enter", kind="primary", big=True)
        self.leave = Button(leave or _("Leave without saving"), shell.pop, key="Esc", big=True)
        self.body.addLayout(row(self.do, 48, self.leave, None))
        self.on_key("Ctrl Enter", self.save)
        self.on_key("F8", self.to_first_problem)
        for name, text in (values or {}).items():
            self.fields[name].set_value(text)
        self._before = self.values()

    def values(self) -> dict[str, str]:
        """The plain text of every field, by name."""
        return {name: field.value() for name, field in self.fields.items()}

    def is_changed(self) -> bool:
        """Whether something was typed that is not saved."""
        return self.values() != self._before

    def first_focus(self) -> QWidget:
        return next(iter(self.fields.values())).first()

    def save(self) -> None:
        """Hand the values over; on success leave."""
        for field in self.fields.values():
            field.set_error("")
        self._bar.hide()
        self.say_nothing()
        done = False

        def hand_over() -> None:
            nonlocal done
            try:
                self._save(self.values())
            except Invalid as error:
                self.show_problems(error.problems)
            else:
                done = True

        self.guard(hand_over)
        if done:
            self._before = self.values()
            self.shell.pop()

    def show_problems(self, problems: Mapping[str, str]) -> None:
        """Show each problem beside its field; those of no field together above."""
        shown = 0
        for name, sentence in problems.items():
            if name in self.fields:
                self.fields[name].set_error(sentence)
                shown += 1
            else:
                self.say_error(sentence)
        if shown:
            self._bar_text.setText(
                ngettext(
                    "{n} field needs a second look.", "{n} fields need a second look.", shown
                ).format(n=shown)
            )
            self._bar.show()
        self.to_first_problem()

    def to_first_problem(self) -> None:
        """Put the focus on the first field with a problem."""
        for field in self.fields.values():
            if field.error():
                self._scroll.ensureWidgetVisible(field)
                field.first().setFocus(Qt.FocusReason.TabFocusReason)
                return
