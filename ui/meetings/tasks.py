"""Work given to somebody and not done yet: the list of it, wherever it stands, and its page."""

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager, nullcontext
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.base.dates import fmt_date
from app.base.errors import UserError
from app.base.text import _, ngettext
from app.meetings import plan_records, task_records
from app.meetings.rules import Task, read_finish, read_postpone, read_task
from ui.kit.button import Button
from ui.kit.chips import Result
from ui.kit.empty import Empty
from ui.kit.entries import DateField
from ui.kit.fields import LinesField
from ui.kit.form import Form, Values
from ui.kit.labels import muted
from ui.kit.layout import Apart, Column, Flow, plain
from ui.kit.page import Page, Shell
from ui.kit.people_field import PersonField
from ui.kit.say import guard
from ui.kit.session import Session
from ui.kit.table import Column as TableColumn
from ui.meetings.people import People
from ui.meetings.short_table import ShortTable

READS = frozenset({"task", "meeting", "meeting_rule", "person"})
AHEAD = 366
"""Days ahead that a task may be due."""

Writing = Callable[[], AbstractContextManager[None]]


class OpenTasks(QWidget):
    """Tasks a line each: 1 it is done, 2 it has time until the next meeting, 3 until another day;
    Enter writes what came of it. `on` gives the day it is done on; `changed` follows each act."""

    changed = Signal()

    def __init__(
        self,
        page: Page,
        on: Callable[[], date],
        writing: Writing = nullcontext,
        *,
        may_write: bool,
    ) -> None:
        super().__init__()
        self._page, self._on, self._writing, self._may = page, on, writing, may_write
        self._people = People(page.session)
        self.table: ShortTable[Task] = ShortTable(
            [
                TableColumn(_("Task"), lambda task: task.text, bold=True, wide=True),
                TableColumn(_("Who does it"), lambda task: task.owner, keep=60),
                TableColumn(_("By when"), _due_words, cell=self._due, keep=80),
                TableColumn(_("Handed out"), _given, keep=20),
            ],
            key=lambda task: task.id,
            name=_("Open tasks"),
        )
        self.table.opened.connect(self._write_result)
        self.whole = muted("")
        self.whole.setMinimumHeight(0)
        self.table.moved.connect(self._show_whole)
        column = Column(8)
        column.add(self.table, stretch=1)
        if may_write:
            acts = Flow(8)
            for words, key, slot in (
                (_("Done"), "1", self._finish),
                (_("Until the next meeting"), "2", self._postpone),
                (_("Until another day"), "3", self._ask_day),
                (_("Change"), "F2", self._change),
            ):
                button = Button(words, key=key)
                button.clicked.connect(slot)
                acts.add(button)
            column.add(Apart(plain(acts), self.table.pager, gap=12, grow=True))
        else:
            column.add(self.table.pager)
        column.add(self.whole)
        self.setLayout(column)
        self.setFocusProxy(self.table)

    def show_tasks(self, tasks: Sequence[Task]) -> None:
        """Show these tasks."""
        self._people.renew([task.owner_id for task in tasks])
        self.table.set_rows(tasks)
        self._show_whole()

    def add_task(self) -> None:
        """Show the form of a new task."""
        self._page.shell.show(self._form(None))

    # --- acts ---------------------------------------------------------------------------------

    @guard
    def _finish(self) -> None:
        task = self._chosen()
        with self._writing():
            if task.done_on is None:
                day = max(self._on().isoformat(), task.given_on)
                task_records.finish_task(self._page.session.club, task.id, day)
            else:
                task_records.take_up_again(self._page.session.club, task.id)
        self._after()

    @guard
    def _postpone(self) -> None:
        task = self._chosen()
        club, on = self._page.session.club, self._on()
        following = plan_records.next_meeting(club, max(on, self._page.session.today()))
        if following is None or following.planned_on is None:
            raise UserError(
                _("The next meeting has no day yet. Nothing was changed. Press 3 for another day.")
            )
        with self._writing():
            task_records.postpone(club, task.id, following.planned_on)
        self._after()

    @guard
    def _ask_day(self) -> None:
        task, session = self._chosen(), self._page.session
        today = session.today()

        def save(values: Values) -> None:
            due_on = read_postpone(values, task, today)
            with self._writing():
                task_records.postpone(session.club, task.id, due_on)
            self._after()

        field = DateField(_("By when"), today, ahead=AHEAD)
        self._page.shell.show(
            Form(
                session,
                self._page.shell,
                _("More time for a task"),
                task.text,
                {"due_on": field},
                save,
                verb=_("Keep this day"),
                values={"due_on": _day(task.due_on)},
                columns=1,
            )
        )

    @guard
    def _write_result(self) -> None:
        if not self._may:
            return
        task, session = self._chosen(), self._page.session
        today = session.today()

        def save(values: Values) -> None:
            done_on, result = read_finish(values, task, today)
            with self._writing():
                task_records.finish_task(session.club, task.id, done_on, result)
            self._after()

        fields = {
            "result": LinesField(
                _("The result of the task"), _("A few words; may stay empty"), lines=2
            ),
            "done_on": DateField(_("Done on"), today),
        }
        done_on = task.done_on or max(self._on().isoformat(), task.given_on)
        self._page.shell.show(
            Form(
                session,
                self._page.shell,
                _("A task is done"),
                task.text,
                fields,
                save,
                verb=_("It is done"),
                values={"result": task.result or "", "done_on": _day(done_on)},
                columns=1,
                draft=f"task.{task.id}.done",
            )
        )

    @guard
    def _change(self) -> None:
        self._page.shell.show(self._form(self._chosen()))

    def _form(self, before: Task | None) -> Form:
        session = self._page.session
        today = session.today()

        def save(values: Values) -> None:
            given_on = date.fromisoformat(before.given_on) if before else today
            task = read_task(values, given_on, self._people.known, today)
            with self._writing():
                if before is None:
                    task_records.add_task(session.club, task)
                else:
                    task_records.change_task(session.club, before.id, task)
            self._after()

        fields = {
            "text": LinesField(_("What is to be done"), lines=2),
            "owner": PersonField(_("Who does it"), self._people),
            "due_on": DateField(_("By when"), today, _("Empty when it has time"), ahead=AHEAD),
        }
        values = {}
        if before is not None:
            values = {
                "text": before.text,
                "owner": before.owner_id or "",
                "due_on": _day(before.due_on),
            }
        return Form(
            session,
            self._page.shell,
            _("Change a task") if before else _("New task"),
            "",
            fields,
            save,
            verb=_("Keep this"),
            values=values,
            columns=1,
            draft=f"task.{before.id if before else 'new'}",
        )

    # --- inside -------------------------------------------------------------------------------

    def _chosen(self) -> Task:
        task = self.table.current()
        if task is None:
            raise UserError(_("Choose a line first. Nothing was changed."))
        return task

    def _after(self) -> None:
        self.changed.emit()

    def _show_whole(self) -> None:
        """The whole of the chosen task: its line may be too short for it."""
        task = self.table.current()
        words = "" if task is None else task.text
        if task is not None and task.result:
            words = _("{task} Result: {result}").format(task=task.text, result=task.result)
        self.whole.setText(words)

    def _due(self, task: Task) -> Result:
        if task.done_on is not None:
            return Result(_("Done"), icon="check")
        if task.late(self._on()):
            late = _("{day}, late").format(day=_day(task.due_on))
            return Result(late, icon="clock", tone="warn")
        return Result(_due_words(task))


class TasksPage(Page):
    """Every open task of the board in order of due date."""

    help_id = "tasks"
    reads = READS

    def __init__(self, session: Session, shell: Shell) -> None:
        super().__init__(session, shell)
        may = session.may("meetings.write")
        self.add = Button(_("New task"), icon="plus", key="Ctrl+N", kind="primary")
        self.add.clicked.connect(self._add)
        self.set_actions(*([self.add] if may else []))
        self.tasks = OpenTasks(self, session.today, may_write=may)
        self.tasks.changed.connect(self._stay)
        self.tasks.table.set_empty(
            Empty("list", _("No open task"), _("Tasks come from the decisions of a meeting."))
        )
        self.body.add(self.tasks, stretch=1)

    def refresh(self) -> None:
        today = self.session.today()
        found = sorted(task_records.open_tasks(self.session.club, today), key=_pressing)
        late = sum(1 for task in found if task.late(today))
        count = ngettext("{n} task is open.", "{n} tasks are open.", len(found))
        words = count.format(n=len(found))
        if late:
            many = ngettext("{n} of them is late.", "{n} of them are late.", late)
            words = f"{words} {many.format(n=late)}"
        self.head(_("Open tasks"), words)
        self.tasks.show_tasks(found)

    def first_focus(self) -> QWidget:
        return self.tasks.table

    @guard
    def _add(self) -> None:
        self.tasks.add_task()

    def _stay(self) -> None:
        self.tasks.table.setFocus()


def _pressing(task: Task) -> tuple[bool, str, str]:
    return task.due_on is None, task.due_on or "", task.given_on


def _due_words(task: Task) -> str:
    return _day(task.due_on)


def _given(task: Task) -> str:
    return _day(task.given_on)


def _day(iso: str | None) -> str:
    return fmt_date(date.fromisoformat(iso)) if iso else ""
