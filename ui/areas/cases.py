"""Cases to help: whom, why, what help they got, how it ended."""

from collections.abc import Sequence

from app.areas import case_records as records
from app.areas import rules
from app.areas.rules import HELP_FORMS, WHOSE, Help, HelpCase
from app.base import money
from app.base.text import _, ngettext
from ui.areas import words
from ui.areas.case_forms import case_form, close_form, help_form
from ui.kit.button import Button
from ui.kit.chips import Result
from ui.kit.list_page import ListPage
from ui.kit.page import Shell
from ui.kit.say import guard
from ui.kit.session import Session
from ui.kit.table import Column


class CasesPage(ListPage[HelpCase]):
    """Open cases first; Enter shows a case with its helps."""

    icon = "handshake"
    help_id = "areas"
    right = "areas.write"
    reads = records.READS

    def name(self) -> str:
        return _("Cases to help")

    def columns(self) -> Sequence[Column[HelpCase]]:
        return (
            Column(_("Found on"), lambda one: words.day(one.found_on), sort=lambda c: c.found_on),
            Column(_("Whom"), lambda one: one.called(), bold=True, wide=True),
            Column(_("The need"), lambda one: one.situation, wide=True),
            Column(_("Help so far"), _helped, sort=lambda one: len(one.helps), keep=60),
            Column(_("State"), lambda one: _state(one).word, cell=_state, keep=90),
        )

    def add_words(self) -> str:
        return _("Write down a case")

    def empty(self) -> tuple[str, str]:
        return (
            _("No case written down"),
            _("At each meeting the club chooses at least one case to help."),
        )

    def row_buttons(self) -> Sequence[Button]:
        give = Button(_("Help given"), icon="hand-heart", key="F3")
        give.clicked.connect(self._give)
        return (give,)

    def hint_words(self) -> str:
        return _("Enter shows a case with its helps.")

    def refresh(self) -> None:
        found = records.cases(self.session.club)
        count = sum(1 for case in found if case.open)
        many = ngettext("{n} case is open", "{n} cases are open", count)
        self.head(_("Cases to help"), f"{many.format(n=count)}." if found else "")
        self.show_rows(found)

    def open(self, row: HelpCase) -> None:
        self.shell.show(CasePage(self.session, self.shell, row.id))

    def add(self) -> None:
        self.shell.show(case_form(self.session, self.shell, None, added=self.added))

    def change(self, row: HelpCase) -> None:
        self.shell.show(case_form(self.session, self.shell, row))

    def remove(self, row: HelpCase) -> None:
        records.remove_case(self.session.club, row.id)

    def whole(self, row: HelpCase) -> Sequence[tuple[str, str]]:
        return ()  # Enter shows the case to everybody

    @guard
    def _give(self) -> None:
        row = self.chosen()
        self.added(row.id)
        self.shell.show(help_form(self.session, self.shell, row))


class CasePage(ListPage[Help]):
    """One case: what the need is, and every help that was given."""

    icon = "hand-heart"
    help_id = "areas"
    right = "areas.write"
    reads = records.READS

    def __init__(self, session: Session, shell: Shell, case_id: str) -> None:
        self.case_id = case_id
        self._case: HelpCase | None = None
        self.end_button = Button(_("How it ended"), icon="check", key="F4")
        super().__init__(session, shell)
        self.end_button.clicked.connect(self._end)

    def name(self) -> str:
        return _("Help given")

    def columns(self) -> Sequence[Column[Help]]:
        return (
            Column(_("Day"), lambda one: words.day(one.on_date), sort=lambda one: one.on_date),
            Column(_("Form"), lambda one: _(HELP_FORMS[one.form]), bold=True),
            Column(_("What exactly"), lambda one: one.what or "", wide=True),
            Column(
                _("Worth"),
                lambda one: "" if one.value_vnd is None else money.fmt(one.value_vnd),
                sort=lambda one: one.value_vnd or 0,
                align="right",
            ),
            Column(_("By whom"), lambda one: one.by(), keep=60),
        )

    def add_words(self) -> str:
        return _("Help given")

    def empty(self) -> tuple[str, str]:
        return (_("No help yet"), _("Write down what was given or done, and what it is worth."))

    def title_buttons(self) -> Sequence[Button]:
        return (self.end_button,) if self.may else ()

    def refresh(self) -> None:
        try:
            case = records.case(self.session.club, self.case_id)
        except LookupError:  # its adding was undone meanwhile
            self.shell.back()
            return
        self._case = case
        told = [case.situation, case.hamlet or "", _(WHOSE[case.whose])]
        ended = ""
        if case.closed_on is not None:
            ended = _("Ended on {day}: {result}").format(
                day=words.day(case.closed_on), result=case.result or ""
            )
        self.head(case.called(), ". ".join(part for part in (*told, ended) if part))
        if case.open:
            self.end_button.rename(_("How it ended"), "check")
        else:
            self.end_button.rename(_("Help again"), "refresh-cw")
        self.show_rows(case.helps)

    def hint_words(self) -> str:
        total = rules.worth(self.table_rows())
        if not total:
            return super().hint_words()
        return _("Worth {amount} altogether.").format(amount=money.fmt(total))

    def table_rows(self) -> Sequence[Help]:
        """The helps shown."""
        return self._case.helps if self._case is not None else ()

    def add(self) -> None:
        if self._case is not None:
            self.shell.show(help_form(self.session, self.shell, self._case, added=self.added))

    def change(self, row: Help) -> None:
        if self._case is not None:
            self.shell.show(help_form(self.session, self.shell, self._case, row))

    def remove(self, row: Help) -> None:
        records.remove_help(self.session.club, row.id)

    def whole(self, row: Help) -> Sequence[tuple[str, str]]:
        return (
            (_("Day"), words.day(row.on_date)),
            (_("Form"), _(HELP_FORMS[row.form])),
            (_("What exactly"), row.what or ""),
            (_("Worth"), "" if row.value_vnd is None else money.fmt(row.value_vnd)),
            (_("By whom"), row.by()),
        )

    @guard
    def _end(self) -> None:
        if self._case is None:
            return
        if self._case.open:
            self.shell.show(close_form(self.session, self.shell, self._case))
        else:
            records.reopen_case(self.session.club, self.case_id)


def _helped(case: HelpCase) -> str:
    if not case.helps:
        return _("none yet")
    count = len(case.helps)
    words_of = ngettext("{n} time", "{n} times", count).format(n=count)
    total = rules.worth(case.helps)
    return f"{words_of}, {money.fmt(total)}" if total else words_of


def _state(case: HelpCase) -> Result:
    if case.closed_on is None:
        return Result(_("Still open"), icon="clock")
    return Result(words.day(case.closed_on), icon="check")
