"""Whom to show: a saved or ready list with one key; saved lists are named and taken away here."""

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.base.text import _, ngettext
from app.members import lists_records
from app.members.filters import READY, Filter, keep, words
from app.members.lists_records import SavedList
from ui.kit.button import Button
from ui.kit.empty import Empty
from ui.kit.fields import TextField
from ui.kit.form import Form, Values
from ui.kit.labels import muted, section
from ui.kit.layout import Flow, Row, plain
from ui.kit.page import Page, Shell
from ui.kit.say import guard
from ui.kit.session import Session
from ui.kit.table import Column, Table
from ui.members import shown
from ui.members.shown import READS
from ui.members.words import capital

ONE_KEY = 9
"""So many saved lists have a key of their own, 1 to 9."""

Choose = Callable[[Filter], object]


class WhomPage(Page):
    """Saved lists with their keys, ready lists, and the way to conditions. What is chosen goes to
    `choose`, and the page away."""

    help_id = "lists"
    reads = READS

    def __init__(self, session: Session, shell: Shell, now: Filter, choose: Choose) -> None:
        super().__init__(session, shell)
        self._now, self._choose = now, choose
        self._known = shown.known(session)
        self.save = Button(_("Save this list"), icon="save", key="Ctrl+S")
        self.save.clicked.connect(self._save)
        self.by_conditions = Button(
            _("Choose by conditions"), icon="list", key="Ctrl+K", kind="primary"
        )
        self.by_conditions.clicked.connect(self._ask_conditions)
        self._may = session.may("members.write")
        self.set_actions(*([self.save] if self._may else []), self.by_conditions)
        self._nothing = muted(_("None yet. Choose by conditions, then save what the list shows."))
        self._saved = Flow(8)
        self.manage = Button(_("Rename or take away"), icon="pencil", key="F2")
        self.manage.clicked.connect(self._open_lists)
        self.ready: list[ListButton] = []
        ready = Flow(8)
        for name, (title, wanted) in READY.items():
            button = ListButton(wanted, _(title), "" if name else "0")
            button.chosen.connect(self._take)
            self.ready.append(button)
            ready.add(button)
        head = Row(12)
        head.add(section(_("Lists of the club")), stretch=1)
        head.add(self.manage)
        self.body.add(head)
        self.body.add(self._nothing)
        self.body.add(plain(self._saved))
        self.body.gap(8)
        self.body.add(section(_("Ready lists")))
        self.body.add(plain(ready))
        self.body.stretch()

    def refresh(self) -> None:
        self._known = known = shown.known(self.session)
        count = len(keep(self._now, known.asked))
        now = ngettext("Now: {list}, {n} person.", "Now: {list}, {n} people.", count).format(
            list=shown.title_of(self._now, known), n=count
        )
        self.head(_("Whom to show"), now + " " + _("Press a number, or choose with Tab and Enter."))
        if self._may:
            self.save.setVisible(not shown.is_named(self._now, known))
        self._saved.clear()
        for number, each in enumerate(known.lists, start=1):
            button = ListButton(each.filter, each.name, str(number) if number <= ONE_KEY else "")
            button.chosen.connect(self._take)
            self._saved.add(button)
        self._nothing.setVisible(not known.lists)
        self.manage.setVisible(bool(known.lists) and self._may)

    def first_focus(self) -> QWidget:
        return self.by_conditions

    @guard
    def _take(self, wanted: Filter) -> None:
        self.shell.back()
        self._choose(wanted)

    @guard
    def _ask_conditions(self) -> None:
        from ui.members.conditions import ConditionsForm

        # Above the list itself, so that the way back from the form ends there.
        self.shell.back()
        self.shell.show(ConditionsForm(self.session, self.shell, self._now, self._choose))

    @guard
    def _save(self) -> None:
        def save(values: Values) -> None:
            lists_records.save_list(self.session.club, values["name"], self._now)

        self.shell.show(
            _name_form(
                self.session,
                self.shell,
                _("Save this list"),
                capital(words(self._now, self._known.names)) + ".",
                "",
                save,
            )
        )

    @guard
    def _open_lists(self) -> None:
        self.shell.show(ListsPage(self.session, self.shell))


class ListButton(Button):
    """A list to press; `chosen` carries its filter."""

    chosen = Signal(object)

    def __init__(self, wanted: Filter, title: str, key: str) -> None:
        super().__init__(title, icon="list", key=key)
        self._wanted = wanted
        self.clicked.connect(self._tell)

    def _tell(self) -> None:
        self.chosen.emit(self._wanted)


class ListsPage(Page):
    """The saved lists with their conditions: rename one, or take it away."""

    help_id = "lists"
    reads = READS

    def __init__(self, session: Session, shell: Shell) -> None:
        super().__init__(session, shell)
        self.head(
            _("Lists of the club"),
            _("A list keeps its conditions, so it always shows the people of today."),
        )
        self.remove = Button(_("Take away"), icon="x", key="Ctrl+Delete")
        self.remove.clicked.connect(self._remove)
        self.rename = Button(_("Rename"), icon="pencil", key="F2", kind="primary")
        self.rename.clicked.connect(self._rename)
        self.set_actions(self.remove, self.rename)
        self.table: Table[SavedList] = Table(
            [
                Column(_("List"), lambda each: each.name, bold=True),
                Column(_("Shows"), self._words, wide=True),
            ],
            key=lambda each: each.id,
            name=_("Lists of the club"),
        )
        self.table.opened.connect(self._rename)
        self.table.set_empty(Empty("list", _("No list yet"), ""))
        self.body.add(self.table.pager)
        self.body.add(self.table, stretch=1)

    def refresh(self) -> None:
        self._names = shown.known(self.session).names
        self.table.set_rows(lists_records.saved_lists(self.session.club))

    def first_focus(self) -> QWidget:
        return self.table

    def _words(self, each: SavedList) -> str:
        return capital(words(each.filter, self._names)) or _("All members")

    @guard
    def _rename(self) -> None:
        each = self.table.current()
        if each is None:
            return

        def save(values: Values) -> None:
            lists_records.rename_list(self.session.club, each.id, values["name"])

        title = _("Another name for “{name}”").format(name=each.name)
        self.shell.show(
            _name_form(self.session, self.shell, title, self._words(each), each.name, save)
        )

    @guard
    def _remove(self) -> None:
        each = self.table.current()
        if each is not None:
            lists_records.delete_list(self.session.club, each.id)


def _name_form(
    session: Session,
    shell: Shell,
    title: str,
    purpose: str,
    now: str,
    save: Callable[[Values], object],
) -> Form:
    return Form(
        session,
        shell,
        title,
        purpose,
        {"name": TextField(_("Name of the list"), _("For example: Gifts for Tết"))},
        save,
        verb=_("Keep this name"),
        icon="save",
        values={"name": now},
        columns=1,
    )
