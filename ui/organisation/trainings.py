"""Trainings of the board: the first one, the yearly refreshers, others; who took part."""

from collections.abc import Sequence
from datetime import date

from app.base.dates import fmt_date
from app.base.text import _
from app.organisation import records, rules, work, work_records
from app.organisation.work import TRAININGS, Training
from ui.kit.choice import Choice
from ui.kit.entries import DateField
from ui.kit.fields import Field, TextField
from ui.kit.form import Form, Values
from ui.kit.people_field import PeopleField
from ui.kit.register import Register
from ui.kit.table import Column
from ui.organisation import words
from ui.organisation.lists import ListPage


class TrainingsPage(ListPage[Training]):
    """The trainings, newest first, and how many of the board had this year's refresher."""

    icon = "book-open"
    reads = work_records.TRAINING_READS

    def name(self) -> str:
        return _("Trainings of the board")

    def columns(self) -> Sequence[Column[Training]]:
        return (
            Column(
                _("Days"),
                lambda each: words.days(each.from_on, each.to_on),
                sort=lambda each: each.from_on,
            ),
            Column(_("What it was about"), lambda each: each.topic, bold=True, wide=True),
            Column(_("Kind"), lambda each: _(TRAININGS[each.kind]), keep=70),
            Column(_("People"), lambda each: str(len(each.people)), align="right", keep=90),
        )

    def add_words(self) -> str:
        return _("Add a training")

    def empty(self) -> tuple[str, str]:
        return (
            _("No training yet"),
            _("Write down the first training of the board, then each year's refresher."),
        )

    def refresh(self) -> None:
        club, today = self.session.club, self.session.today()
        found = work_records.trainings(club)
        board = rules.board_of(records.offices_on(club, today))
        figure = work.refreshed_words(work.refreshed(found, board, today.year)) + "."
        self.head(_("Trainings of the board"), figure if board else "")
        self.show_rows(found)

    def add(self) -> None:
        self.shell.show(self._form(None))

    def change(self, row: Training) -> None:
        self.shell.show(self._form(row))

    def remove(self, row: Training) -> None:
        work_records.remove_training(self.session.club, row.id)

    def whole(self, row: Training) -> Sequence[tuple[str, str]]:
        register = Register(self.session.club, self.session.today(), row.people)
        there = [register.get(person) for person in row.people]
        return (
            (_("What it was about"), row.topic),
            (_("Kind"), _(TRAININGS[row.kind])),
            (_("Days"), words.days(row.from_on, row.to_on)),
            (_("Trainer"), row.trainer or ""),
            (_("Place"), row.place or ""),
            (_("Who took part"), words.joined(*(each.name for each in there if each))),
            (_("Note"), row.note or ""),
        )

    def _form(self, before: Training | None) -> Form:
        club, today = self.session.club, self.session.today()
        register = Register(club, today, before.people if before else ())

        def save(values: Values) -> None:
            training = work.read_training(values, today, register.known)
            if before is None:
                self.added(work_records.add_training(club, training))
            else:
                work_records.change_training(club, before.id, training)

        return Form(
            self.session,
            self.shell,
            _("Change a training") if before else _("Add a training"),
            "",
            _fields(register, today),
            save,
            verb=_("Keep this"),
            values=_texts(before) if before else {"from_on": fmt_date(today)},
            draft=f"training-{before.id if before else 'new'}",
        )


def _fields(register: Register, today: date) -> dict[str, Field]:
    return {
        "kind": Choice(_("Kind"), [(code, _(name)) for code, name in TRAININGS.items()]),
        "topic": TextField(_("What it was about"), _("Empty: it is called like its kind")),
        "from_on": DateField(_("First day"), today),
        "to_on": DateField(_("Last day"), today, _("Empty when it took one day")),
        "trainer": TextField(_("Trainer"), _("Who taught: a person or an office")),
        "place": TextField(_("Place")),
        "people": PeopleField(_("Who took part"), register),
        "note": TextField(_("Note")),
    }


def _texts(training: Training) -> Values:
    return {
        "kind": training.kind,
        "topic": training.topic,
        "from_on": words.day(training.from_on),
        "to_on": words.day(training.to_on),
        "trainer": training.trainer or "",
        "place": training.place or "",
        "people": " ".join(training.people),
        "note": training.note or "",
    }
