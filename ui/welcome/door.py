"""What the pages before an open book share: work that takes a moment, and the way back from
a book that does not open."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QLineEdit

from app.base.errors import Invalid, UserError
from app.base.job import Job
from app.base.text import _
from app.club.faults import (
    DAMAGED,
    FOREIGN,
    IN_USE,
    IN_USE_BY,
    KEYS_DIFFER,
    NO_BOOK,
    NO_KEYS,
    WAL,
    WRONG_CODE,
    WRONG_PASSPHRASE,
    Trouble,
)
from app.club.ports import Ports
from ui.kit import say
from ui.kit.button import Button
from ui.kit.fields import Field
from ui.kit.form import Form, Values
from ui.kit.notice import Notice
from ui.kit.page import Page, Shell
from ui.kit.passphrases import count_down
from ui.kit.say import guard
from ui.kit.session import Session

MENDED_BY_A_COPY = frozenset({DAMAGED, FOREIGN, KEYS_DIFFER, NO_BOOK, NO_KEYS, WAL})
WRONG_SECRET = frozenset({WRONG_PASSPHRASE, WRONG_CODE})


def patient(ports: Ports, job: Job) -> Ports:
    """Ports that wait after wrong tries second by second, so that one sees it and can stop it."""

    def wait(seconds: float) -> None:
        count_down(ports, seconds, job)

    return replace(ports, sleep=wait)


def tried(work: Callable[[Job], Any]) -> Callable[[Job], Any]:
    """The same work, which returns a UserError instead of raising it."""

    def attempt(job: Job) -> Any:
        try:
            return work(job)
        except UserError as error:
            return error

    return attempt


class DoorPage(Page):
    """A page from which a book in a folder is opened."""

    def refused(self, folder: Path, error: UserError, retry: Callable[[], object]) -> None:
        """Say why a book did not open, with what can be done: a copy, or once more."""
        reason = error.reason if isinstance(error, Trouble) else ""
        if reason in MENDED_BY_A_COPY:
            self._folder = folder
            what, rest = say.parts(str(error))
            button = Button(_("Take the book back from a copy"), icon="refresh-cw", kind="primary")
            button.clicked.connect(self._mend)
            self._show(Notice("bad", what, rest, button, self._closing()))
            button.setFocus()
        else:
            self.error(error, retry if reason in (IN_USE, IN_USE_BY) else None)

    @guard
    def _mend(self) -> None:
        from app.club import backup
        from ui.welcome.copies import CopiesPage
        from ui.welcome.take_back import restore_form

        kept = backup.kept(self._folder)
        if kept and not self.session.ports.drives():
            page: Page = restore_form(self.session, self.shell, kept[-1].path, self._folder)
        else:
            page = CopiesPage(self.session, self.shell, self._folder)
        self.shell.show(page)


class WorkForm(Form):
    """A form whose deed takes a moment: the worker does `work(values, job)`, then `then(result)`
    goes on. What was typed stays; a passphrase that does not fit is said beside `secret`."""

    def __init__(
        self,
        session: Session,
        shell: Shell,
        title: str,
        purpose: str,
        fields: Mapping[str, Field],
        work: Callable[[Values, Job], Any],
        then: Callable[[Any], object],
        *,
        verb: str,
        what: str,
        secret: str = "passphrase",
        leave: str = "",
        icon: str = "check",
        columns: int = 2,
        draft: str = "",
    ) -> None:
        super().__init__(
            session,
            shell,
            title,
            purpose,
            fields,
            self._start,
            verb=verb,
            leave=leave,
            icon=icon,
            columns=columns,
            draft=draft,
        )
        self._work, self._go_on, self._what, self._secret = work, then, what, secret

    @guard
    def save_now(self) -> None:
        """Begin the work; the form stays until it is done."""
        self.clear_error()
        self._clear_problems()
        self._start(self.values())

    def _start(self, values: Values) -> None:
        self.run(tried(partial(self._work, values)), self._finish, self._what)

    def _finish(self, result: Any) -> None:
        if isinstance(result, Invalid):
            self.show_problems(result.problems)
        elif isinstance(result, Trouble) and result.reason in WRONG_SECRET:
            self.show_problems({self._secret: str(result)})
            field = self.fields[self._secret].first()
            if isinstance(field, QLineEdit):
                field.selectAll()  # what is typed next replaces it
        elif isinstance(result, UserError):
            self.error(result)
        else:
            self.session.drafts.drop(self._draft)
            self._before = self.values()
            self._go_on(result)
