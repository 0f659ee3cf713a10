"""Step 7: what was decided, numbered, each with who does it by when; and the tasks of before."""

from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget

from app.base.dates import fmt_date
from app.base.text import _, ngettext
from app.meetings import task_records
from app.meetings.rules import Decision, Task, read_decision, read_task
from ui.kit.entries import DateField
from ui.kit.fields import Field
from ui.kit.form import Values
from ui.kit.labels import line, muted, section
from ui.kit.layout import Column, Row, SideBySide, plain
from ui.kit.page import Shell
from ui.kit.people_field import PersonField
from ui.kit.session import Session
from ui.kit.style import look, px
from ui.meetings.kept import Kept
from ui.meetings.people import People
from ui.meetings.sentence import SentenceField
from ui.meetings.step import StepPage, Way
from ui.meetings.tasks import AHEAD, READS, OpenTasks


@dataclass(frozen=True, slots=True)
class Entry:
    """A decision as it is typed, with its task if somebody or a day is named. An empty text is a
    decision that is taken out."""

    text: str
    task: Task | None = None


class DecisionsStep(StepPage):
    """A line of fields for each decision and one for the next; below, what earlier meetings gave
    and was not done."""

    step = "decisions"
    help_id = "tasks"
    reads = READS | {"decision", "meeting_step"}
    quiet = True

    def __init__(self, session: Session, shell: Shell, way: Way) -> None:
        super().__init__(session, shell, way)
        self.purpose_is(
            _("Enter goes on: the decision, who does it, by when. The last two may stay empty.")
        )
        self.people = People(session)
        self.lines: list[DecisionLine] = []
        self._decisions: tuple[Decision, ...] = ()
        self._tasks: dict[str, Task] = {}
        self._column = Column(8)
        self.body.add(plain(self._column))
        self._before_words = section("")
        self._none = muted(_("No task of before is open."))
        self.carried = OpenTasks(self, way.on, self.writing, may_write=self.may_write)
        self.carried.changed.connect(self._back_to_tasks)
        self.body.add(self._before_words)
        self.body.add(self._none)
        self.body.add(self.carried, stretch=1)

    # --- what the meeting asks ----------------------------------------------------------------

    def refresh(self) -> None:
        if any(each.kept.storing for each in self.lines):
            return
        club, meeting = self.session.club, self.meeting
        self._decisions = task_records.decisions(club, meeting.id)
        tasks = task_records.tasks_of(club, meeting.id)
        self._tasks = {}
        for task in tasks:
            if task.decision_id is not None:
                self._tasks.setdefault(task.decision_id, task)
        self.people.renew([task.owner_id for task in tasks])
        self._fit_lines(len(self._decisions) + self.may_write)
        for place, each in enumerate(self.lines):
            here = self._decisions[place] if place < len(self._decisions) else None
            each.show_decision(place + 1, here, self._tasks.get(here.id) if here else None)
        found = task_records.carried_tasks(club, meeting.id)
        carried = sorted(found, key=lambda task: task.done_on is not None)
        still = sum(1 for task in carried if task.done_on is None)
        words = ngettext("{n} task of before is open", "{n} tasks of before are open", still)
        self._before_words.setText(words.format(n=still) if carried else _("Tasks of before"))
        self._none.setVisible(not carried)
        self.carried.setVisible(bool(carried))
        self.carried.show_tasks(carried)

    def first_focus(self) -> QWidget:
        return self.lines[-1].text.first() if self.lines else self.carried

    def leaving(self) -> None:
        for each in list(self.lines):
            each.kept.flush()

    def finish(self) -> bool:
        for each in list(self.lines):
            if not each.kept.flush():
                wrong = each.kept.first_problem()
                if wrong is not None:
                    wrong.setFocus(Qt.FocusReason.OtherFocusReason)
                return False
        return True

    # --- for the lines ------------------------------------------------------------------------

    def store(self, before: Decision | None, entry: Entry) -> None:
        """Write a decision as it is typed, and its task, as one act."""
        club, meeting_id = self.session.club, self.meeting.id
        task = self._tasks.get(before.id) if before is not None else None
        with self.writing():
            if before is None:
                task_records.decide(club, meeting_id, entry.text, entry.task)
            elif not entry.text:
                task_records.remove_decision(club, before.id)
            else:
                if entry.text != before.text:
                    task_records.change_decision(club, before.id, entry.text)
                if entry.task is None and task is not None:
                    task_records.remove_task(club, task.id)
                elif entry.task is not None and task is None:
                    task_records.add_task(club, entry.task, meeting_id, before.id)
                elif entry.task is not None and task is not None and entry.task != task:
                    task_records.change_task(club, task.id, entry.task)

    def past_the_last(self) -> None:
        """Enter in the empty line: to the tasks of before, or to the button that goes on."""
        target = self.carried.table if self.carried.isVisibleTo(self) else self.next
        target.setFocus(Qt.FocusReason.TabFocusReason)

    def _fit_lines(self, count: int) -> None:
        while len(self.lines) > max(count, 0):
            gone = self.lines.pop()
            gone.hide()
            self._column.removeWidget(gone)
            gone.kept.deleteLater()
            gone.deleteLater()
        while len(self.lines) < count:
            new = DecisionLine(self)
            before = self.lines[-1] if self.lines else None
            self.lines.append(new)
            self._column.add(new)
            new.follow(before)

    def _back_to_tasks(self) -> None:
        self.carried.table.setFocus()


class DecisionLine(QWidget):
    """Number, decision, who does it, by when."""

    def __init__(self, step: DecisionsStep) -> None:
        super().__init__()
        self._step = step
        self._before: Decision | None = None
        self._task: Task | None = None
        self._number = line("", "section")
        self.text = SentenceField("")
        self.text.entered.connect(self._entered)
        self.owner = _Owner("", step.people)
        self.due = _Due("", step.session.today(), ahead=AHEAD)
        for field, words in (
            (self.text, _("What was decided")),
            (self.owner, _("Who does it")),
            (self.due, _("By when")),
        ):
            _bare(field, words)
        fields = {"text": self.text, "owner": self.owner, "due_on": self.due}
        self.kept: Kept[Entry] = Kept(step, fields, self._read, self._store)
        self.kept.saved.connect(step.refresh)
        self.kept.lock(not step.may_write)
        who = Row(8)
        who.add(self.owner, stretch=3)
        who.add(self.due, stretch=2)
        row = Row(12)
        row.addWidget(self._number, 0, Qt.AlignmentFlag.AlignTop)
        row.add(SideBySide(self.text, plain(who), share=56, gap=12, least=760), stretch=1)
        self.setLayout(row)
        self.rescale()

    def rescale(self) -> None:
        """Follow the size of the text."""
        self._number.setFixedWidth(
            QFontMetrics(look().font(21, bold=True)).horizontalAdvance("99.")
        )
        self._number.setContentsMargins(0, px(9), 0, 0)

    def follow(self, before: "DecisionLine | None") -> None:
        """Stand after another line in the order of Tab."""
        if before is not None:
            QWidget.setTabOrder(before.due.first(), self.text.first())
        QWidget.setTabOrder(self.text.first(), self.owner.first())
        QWidget.setTabOrder(self.owner.first(), self.due.first())

    def show_decision(self, number: int, decision: Decision | None, task: Task | None) -> None:
        """Show a decision with its task, or the place for the next one."""
        self._before, self._task = decision, task
        self._number.setText(f"{number}.")
        for field, words in (
            (self.text, _("Decision {n}")),
            (self.owner, _("Who does decision {n}")),
            (self.due, _("Decision {n}, by when")),
        ):
            field.first().setAccessibleName(words.format(n=number))
        meeting_id = self._step.meeting.id
        key = f"decision {meeting_id} {decision.id if decision else 'new'}"
        texts: Values = {}
        entry = None
        if decision is not None:
            texts = {
                "text": decision.text,
                "owner": (task.owner_id or "") if task else "",
                "due_on": _day(task.due_on) if task else "",
            }
            entry = Entry(decision.text, task)
        self.kept.show(key, texts, entry)

    def _entered(self) -> None:
        if not self.text.text() and self._before is None:
            self._step.past_the_last()

    def _read(self, values: Values) -> Entry:
        empty = not any(values.values())
        if self._before is not None and not values["text"]:
            return Entry("")
        if self._before is None and empty:
            return Entry("")
        text = read_decision(values).text
        if not values["owner"] and not values["due_on"]:
            return Entry(text)
        step, before = self._step, self._task
        task = read_task(values, step.on, step.people.known, step.session.today())
        if before is None:
            return Entry(text, task)
        same = task.owner_id == before.owner_id and task.due_on == before.due_on
        return Entry(text, before if same and before.text == task.text else task)

    def _store(self, entry: Entry) -> None:
        if self._before is not None or entry.text:
            self._step.store(self._before, entry)


class _Owner(PersonField):
    """Without the line below: the lines stand close."""

    def echo(self, text: str) -> str:
        return ""


class _Due(DateField):
    """Without the line below: the day is written out when it is saved."""

    def echo(self, text: str) -> str:
        return ""


def _bare(field: Field, words: str) -> None:
    """No hint below a field; what belongs into it stands in the empty field itself."""
    field.hint = ""
    field.problem("")
    edit = field.first()
    if isinstance(edit, QLineEdit | QPlainTextEdit):
        edit.setPlaceholderText(words)


def _day(iso: str | None) -> str:
    return fmt_date(date.fromisoformat(iso)) if iso else ""
