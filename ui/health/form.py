"""One reading by itself: a second one of the same day, one from home, or a correction."""

from dataclasses import replace

from app.base.dates import fmt_date
from app.base.errors import Invalid
from app.base.text import _
from app.health import records
from app.health.rules import FIELDS, Reading, doubts, read_reading
from ui.health import words
from ui.kit.button import Button
from ui.kit.choice import Choice
from ui.kit.entries import DateField, NumberField
from ui.kit.fields import Field, TextField
from ui.kit.form import Form, Values
from ui.kit.page import Shell
from ui.kit.say import guard
from ui.kit.session import Session


class ReadingForm(Form):
    """Adds a reading of a person, or corrects `reading`. `last` is what doubts compare with."""

    help_id = "health"

    def __init__(
        self,
        session: Session,
        shell: Shell,
        person_id: str,
        name: str,
        reading: Reading | None = None,
        last: Reading | None = None,
    ) -> None:
        self._person_id, self._reading, self._last = person_id, reading, last
        today = session.today()
        on = today if reading is None else reading.on
        super().__init__(
            session,
            shell,
            name,
            _("A new reading. Fields may stay empty.")
            if reading is None
            else _("The reading of {day}.").format(day=fmt_date(on)),
            _fields(session),
            self._store,
            verb=_("Save this reading"),
            columns=3,
            least=280,
            values={
                **words.typed_texts(reading),
                "fasting": words.fasting_code(reading),
                "on": fmt_date(on),
            },
            draft=f"health.reading {person_id} {reading.id if reading else ''}",
        )
        for field in self.fields.values():
            field.edited.connect(self._ask)
        if reading is not None:
            remove = Button(_("Delete this reading"), icon="x", kind="danger")
            remove.clicked.connect(self._remove)
            self.set_actions(remove)

    def first_focus(self) -> Field:
        return self.fields["systolic"]

    def _read(self) -> Reading:
        return read_reading(self.values(), self.session.today())

    def _store(self, _values: Values) -> None:
        reading = self._read()
        if self._reading is None or self._reading.id is None:
            records.add_reading(self.session.club, self._person_id, reading)
        else:
            reading = replace(reading, taken_by=self._reading.taken_by)
            records.correct_reading(self.session.club, self._person_id, self._reading.id, reading)

    def _ask(self) -> None:
        """Ask about values that are possible but rare, beside their fields."""
        try:
            asked = doubts(self._read(), self._last)
        except Invalid:
            asked = {}
        for name in FIELDS:
            self.fields[name].ask(asked.get(name, ""))

    @guard
    def _remove(self) -> None:
        assert self._reading is not None
        self.ask(
            _("Delete this reading?"),
            [
                f"{self.title()}, {fmt_date(self._reading.on)}: {words.short(self._reading)}.",
                _("It leaves the chart and the health book. Ctrl Z brings it back."),
            ],
            act=_("Delete this reading"),
            keep=_("Keep it"),
            then=self._removed,
        )

    @guard
    def _removed(self, _reason: str) -> None:
        assert self._reading is not None and self._reading.id is not None
        records.remove_reading(self.session.club, self._person_id, self._reading.id)
        self.shell.back()


def _fields(session: Session) -> dict[str, Field]:
    numbers = {
        name: NumberField(
            _(field.name), _(field.unit), _("For example {text}").format(text=field.example)
        )
        for name, field in FIELDS.items()
    }
    return {
        "on": DateField(_("Measured on"), session.today()),
        **numbers,
        "fasting": Choice(
            _("Glucose was measured"), [("1", _("Fasting")), ("0", _("After eating"))]
        ),
        "note": TextField(_("Note")),
    }
