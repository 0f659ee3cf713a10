"""What people tell the board: suggestions, complaints, thanks; who sees to it, what was done."""

from collections.abc import Sequence
from datetime import date

from app.base.dates import fmt_date
from app.base.text import _, ngettext
from app.organisation import work, work_records
from app.organisation.work import FEEDBACK, Feedback
from ui.kit.button import Button
from ui.kit.chips import Result
from ui.kit.choice import Choice
from ui.kit.entries import DateField
from ui.kit.fields import Field, LinesField, TextField
from ui.kit.form import Form, Values
from ui.kit.people_field import PersonField
from ui.kit.register import Register
from ui.kit.say import guard
from ui.kit.table import Column
from ui.organisation import words
from ui.organisation.lists import ListPage


class FeedbackPage(ListPage[Feedback]):
    """What is open stands first. Who told it stands in the form alone: others may look on."""

    icon = "inbox"
    reads = work_records.FEEDBACK_READS

    def name(self) -> str:
        return _("Feedback and complaints")

    def columns(self) -> Sequence[Column[Feedback]]:
        return (
            Column(_("Day"), lambda each: words.day(each.on_date), sort=lambda each: each.on_date),
            Column(_("Kind"), lambda each: _(FEEDBACK[each.kind]), keep=80),
            Column(_("What it is about"), lambda each: each.about, bold=True, wide=True),
            Column(_("Who looks after it"), lambda each: each.owner, keep=50),
            Column(_("State"), self._state_words, cell=self._state, keep=95),
        )

    def add_words(self) -> str:
        return _("Write down feedback")

    def empty(self) -> tuple[str, str]:
        return (
            _("Nothing written down yet"),
            _("Write down what people ask for, complain about or are glad of."),
        )

    def row_buttons(self) -> Sequence[Button]:
        answer = Button(_("What the board did"), icon="check", key="F3")
        answer.clicked.connect(self._answer)
        return (answer,)

    def refresh(self) -> None:
        found = work_records.feedback(self.session.club)
        waiting = sum(1 for entry in found if entry.open)
        sentence = _("Nothing waits for an answer")
        if waiting:
            many = ngettext("{n} waits for an answer", "{n} wait for an answer", waiting)
            sentence = many.format(n=waiting)
        self.head(_("Feedback and complaints"), f"{sentence}." if found else "")
        self.show_rows(found)

    def add(self) -> None:
        self.shell.show(self._form(None))

    def change(self, row: Feedback) -> None:
        self.shell.show(self._form(row))

    def remove(self, row: Feedback) -> None:
        work_records.remove_feedback(self.session.club, row.id)

    def whole(self, row: Feedback) -> Sequence[tuple[str, str]]:
        return (
            (_("Kind"), _(FEEDBACK[row.kind])),
            (_("Day"), words.day(row.on_date)),
            (_("What it is about"), row.about),
            (_("Who looks after it"), row.owner),
            (_("Until when"), words.day(row.due_on)),
            (_("What the board did"), words.joined(words.day(row.done_on), row.done)),
        )

    def _form(self, before: Feedback | None) -> Form:
        club, today = self.session.club, self.session.today()
        also = [each for each in (before.person_id, before.owner_id) if each] if before else []
        register = Register(club, today, also)

        def save(values: Values) -> None:
            entry = work.read_feedback(values, today, register.known)
            if before is None:
                self.added(work_records.add_feedback(club, entry))
            else:
                work_records.change_feedback(club, before.id, entry)

        return Form(
            self.session,
            self.shell,
            _("Change an entry") if before else _("Write down feedback"),
            _("It may come without a name: leave both lines for who empty."),
            _fields(register, today),
            save,
            verb=_("Keep this"),
            values=_texts(before) if before else {"on_date": fmt_date(today)},
            draft=f"feedback-{before.id if before else 'new'}",
        )

    @guard
    def _answer(self) -> None:
        row, club, today = self.chosen(), self.session.club, self.session.today()

        def save(values: Values) -> None:
            done_on, done = work.read_answer(values, today, row.on_date)
            work_records.answer_feedback(club, row.id, done_on, done)

        self.shell.show(
            Form(
                self.session,
                self.shell,
                _("What the board did"),
                row.about,
                {
                    "done": LinesField(_("What the board did")),
                    "done_on": DateField(_("Done on"), today),
                },
                save,
                verb=_("Keep this"),
                values={
                    "done": row.done or "",
                    "done_on": words.day(row.done_on) or fmt_date(today),
                },
                columns=1,
                draft=f"feedback-done-{row.id}",
            )
        )

    def _state_words(self, entry: Feedback) -> str:
        if entry.done_on is not None:
            return _("Done on {day}").format(day=words.day(entry.done_on))
        if not entry.open:
            return ""
        if entry.due_on is None:
            return _("Still open")
        return _("Until {day}").format(day=words.day(entry.due_on))

    def _state(self, entry: Feedback) -> Result:
        text = self._state_words(entry)
        if not text:
            return Result("")
        if not entry.open:
            return Result(text, icon="check")
        late = entry.late(self.session.today())
        return Result(text, icon="circle-alert" if late else "clock", tone="warn" if late else "")


def _fields(register: Register, today: date) -> dict[str, Field]:
    return {
        "kind": Choice(_("Kind"), [(code, _(name)) for code, name in FEEDBACK.items()]),
        "on_date": DateField(_("Day"), today),
        "person": PersonField(_("From a member"), register),
        "from_whom": TextField(_("Or from somebody else"), _("May stay empty")),
        "about": TextField(_("What it is about")),
        "owner": PersonField(_("Who looks after it"), register),
        "due_on": DateField(_("Until when"), today, ahead=366),
    }


def _texts(entry: Feedback) -> Values:
    return {
        "kind": entry.kind,
        "on_date": words.day(entry.on_date),
        "person": entry.person_id or "",
        "from_whom": entry.from_whom or "",
        "about": entry.about,
        "owner": entry.owner_id or "",
        "due_on": words.day(entry.due_on),
    }
