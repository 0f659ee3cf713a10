"""Who is there: everybody is, until crossed out.

Each mark is saved at once and is one undo step of its own: after a power cut nothing is missing,
and Ctrl+Z takes back the last key, not the whole roll.
"""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QStackedWidget, QWidget

from app.base.names import fold
from app.base.text import _, ngettext
from app.meetings import attendance_records as records
from app.meetings.rules import REASONS, Attendance, Guest, Reason
from app.members import records as members
from ui.health.words import called as polite
from ui.kit.button import Button
from ui.kit.labels import line
from ui.kit.layout import Column, Row, plain
from ui.kit.page import Shell
from ui.kit.roll_call import Called, RollCall
from ui.kit.say import guard
from ui.kit.session import Session
from ui.kit.style import BUTTON, px
from ui.meetings.guests import change_guest, new_guest
from ui.meetings.roll_parts import Reasons, RollSearch
from ui.meetings.step import StepPage, Way

GUEST = "guest "
"""Before the id of a guest in the key of a cell."""

_ROOM_FOR_KEY = 560
"""Below this width at 100 % the button beside the search does without its key."""


class AttendanceStep(StepPage):
    """The roll, a search that leads to a name, and the reasons for who is absent."""

    step = "attendance"
    help_id = "attendance"
    quiet = True
    reads = frozenset({"meeting", "attendance", "guest", "person", "membership"})

    def __init__(self, session: Session, shell: Shell, way: Way) -> None:
        super().__init__(session, shell, way)
        self._people: dict[str, Attendance] = {}
        self._guests: dict[str, Guest] = {}
        self._absent_only = False
        self._from_search = False
        self.purpose_is(
            _("Everybody counts as present. Mark only who is absent.")
            if self.may_write
            else _("Who was there, and who was absent.")
        )
        add = Button(_("Add a guest"), icon="user-plus", key="Ctrl+N")
        add.clicked.connect(self._add)
        if self.may_write:
            self.set_actions(add)
        self.search = RollSearch(
            _("Type the name of who is absent") if self.may_write else _("Find a name (Ctrl F)")
        )
        self.search.typed.connect(self._narrow)
        self.search.entered.connect(self._to_found)
        find = QShortcut(QKeySequence("Ctrl+F"), self)
        find.activated.connect(self._find)
        self.roll = RollCall(_("Who is there"), len(REASONS))
        self.roll.turned.connect(self._turn)
        self.roll.reasoned.connect(self._give_reason)
        self.roll.went_on.connect(self._go_on_from)
        self.roll.searched.connect(self._search_letters)
        self.roll.moved.connect(self._ask)
        self._count = line("", "bold")
        self.only = Button(_("See who is absent"), icon="users", key="F4")
        self.only.clicked.connect(self._toggle_absent)
        self.reasons = Reasons()
        self.reasons.chosen.connect(self._reason_pressed)
        self._tools = Row(10)
        for part, stretch in ((self.search, 1), (self._count, 0), (self.only, 0)):
            self._tools.add(part, stretch=stretch)
        self._hint = line("")
        self._above, self._below = QStackedWidget(), QStackedWidget()
        self._above.addWidget(plain(self._tools))
        self._below.addWidget(self._hint)
        self._below.addWidget(self.reasons)
        self._foot = Row(12)
        self._foot.add(self._below, stretch=1)
        self._foot.add(self.roll.pager)
        self._last = plain(self._foot)
        work = Column(10)
        work.add(self._above)
        work.add(self.roll, stretch=1)
        work.add(self._last)
        self.body.add(plain(work), stretch=1)
        self.rescale()

    # --- what the meeting asks ----------------------------------------------------------------

    def refresh(self) -> None:
        club, meeting_id = self.session.club, self.meeting.id
        self._people = {each.person_id: each for each in records.attendance(club, meeting_id)}
        self._guests = {each.id: each for each in records.guests(club, meeting_id)}
        self._show_roll()

    def first_focus(self) -> QWidget:
        return self.search

    def place(self) -> str:
        return self.roll.current_key() or ""

    def go_to_place(self, place: str) -> None:
        self.roll.go_to(place)

    def fold(self, folded: bool) -> None:
        """Where the column is folded away there is little room: the reasons take the place of the
        search while they are asked, and there is no last line."""
        super().fold(folded)
        self._count.setVisible(not folded)
        self._last.setVisible(not folded)
        self.roll.pager.set_compact(folded)
        (self._above if folded else self._below).addWidget(self.reasons)
        (self._tools if folded else self._foot).add(self.roll.pager)
        self._write_counts()
        self._ask()

    def rescale(self) -> None:
        """Follow the size of the text."""
        for part in (self._above, self._below):
            part.setFixedHeight(px(BUTTON))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.only.show_key = self.viewport().width() >= px(_ROOM_FOR_KEY)
        self.only.updateGeometry()

    def counts(self) -> tuple[int, int]:
        """How many are present and how many absent."""
        present = sum(each.present for each in self._people.values())
        return present, len(self._people) - present

    # --- showing ------------------------------------------------------------------------------

    def _show_roll(self) -> None:
        parts = fold(self.search.value()).split()
        shown = [
            Called(
                each.person_id,
                each.name,
                "present" if each.present else "absent",
                "" if each.present else self._absent_words(each),
            )
            for each in self._people.values()
            if not (self._absent_only and each.present) and _has(each, parts)
        ]
        if not self._absent_only:
            shown += [
                Called(GUEST + each.id, each.name, "guest", each.from_where or _("guest"))
                for each in self._guests.values()
                if all(part in fold(each.name) for part in parts)
            ]
        self.roll.set_people(shown, self._nobody_words())
        self._write_counts()
        self._ask()

    def _absent_words(self, each: Attendance) -> str:
        if each.reason is not None:
            return _("Absent, {reason}").format(reason=_(REASONS[each.reason]))
        asked = self.may_write and each.person_id == self.roll.current_key()
        return _("Absent, why?") if asked else _("Absent")

    def _write_counts(self) -> None:
        present, absent = self.counts()
        said = _("{present} present, {absent} absent").format(present=present, absent=absent)
        if self._guests:
            count = len(self._guests)
            guests = ngettext("{n} guest", "{n} guests", count).format(n=count)
            said = f"{said}, {guests}"
        self._count.setText(said)
        if self._absent_only:
            self.only.rename(_("See everybody"))
        elif self.is_folded:
            self.only.rename(_("{n} absent").format(n=absent))
        else:
            self.only.rename(_("See who is absent"))

    def _ask(self) -> None:
        """Ask why somebody is absent, else say what the keys do."""
        each = self._current()
        asks = each is not None and not each.present and self.may_write
        if each is not None and asks:
            self.reasons.ask(self._question(each))
        self._hint.setText(
            _("Type a part of a name, then Enter. Space: absent or present.")
            if self.may_write
            else ""
        )
        # In the place of the search it must not stay: one may want to type the next name.
        asks = asks and not (self.is_folded and each is not None and each.reason is not None)
        self._above.setCurrentIndex(1 if asks and self.is_folded else 0)
        self._below.setCurrentIndex(1 if asks and not self.is_folded else 0)

    def _question(self, each: Attendance) -> str:
        person = members.member(self.session.club, each.person_id, self.on).person
        name = polite(person.name, person.sex, person.birth, self.on)
        missed = each.absent_running
        if missed and each.reason is not None:
            said = ngettext(
                "{name}: absent {n} time before this too",
                "{name}: absent {n} times before this too",
                missed,
            )
            return said.format(name=name, n=missed)
        return _("Why is {name} absent?").format(name=name)

    def _nobody_words(self) -> str:
        if not self._people:
            return _("The club had no members on this day.")
        if self._absent_only:
            return _("Nobody is absent.")
        return _("Nobody has this in the name. Type another part.")

    def _current(self) -> Attendance | None:
        return self._people.get(self.roll.current_key() or "")

    # --- searching ----------------------------------------------------------------------------

    @guard
    def _narrow(self) -> None:
        self.roll.lead(bool(self.search.value()))
        self._show_roll()
        if self.search.value() and self.roll.current() is not None:
            self.roll.step(-len(self._people))  # the first one found is meant

    @guard
    def _to_found(self) -> None:
        """To the name found, with everybody around it again."""
        self._from_search = bool(self.search.value())
        if self.roll.current() is None:
            return
        self.search.empty()
        self.roll.setFocus(Qt.FocusReason.TabFocusReason)
        self._ask()

    @guard
    def _find(self) -> None:
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.selectAll()

    @guard
    def _search_letters(self, letters: str) -> None:
        self.search.setFocus(Qt.FocusReason.OtherFocusReason)
        self.search.setText(letters)

    @guard
    def _toggle_absent(self) -> None:
        self._absent_only = not self._absent_only
        self.search.empty()
        self._show_roll()
        self.roll.setFocus(Qt.FocusReason.OtherFocusReason)

    # --- marking ------------------------------------------------------------------------------

    @guard
    def _turn(self, key: str) -> None:
        if key.startswith(GUEST):
            self._open_guest(key)
        elif self.may_write:
            self._mark(key, absent=self._people[key].present)

    @guard
    def _give_reason(self, about: tuple[str, int]) -> None:
        key, digit = about
        if key in self._people and self.may_write:
            self._mark(key, absent=True, reason=tuple(REASONS)[digit - 1])
            self._next()

    @guard
    def _reason_pressed(self, reason: Reason) -> None:
        key = self.roll.current_key()
        if key in self._people:
            self._mark(key, absent=True, reason=reason)
            self._next()

    @guard
    def _go_on_from(self, key: str) -> None:
        if key.startswith(GUEST):
            self._open_guest(key)
        else:
            self._next()

    def _next(self) -> None:
        """Back to the search if that led here, else to the next name."""
        if self._from_search:
            self._from_search = False
            self.search.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.roll.step(1)
            self.roll.setFocus(Qt.FocusReason.OtherFocusReason)
        self._show_roll()

    def _mark(self, person_id: str, *, absent: bool, reason: Reason | None = None) -> None:
        club, meeting_id = self.session.club, self.meeting.id
        before = self._people[person_id]
        if absent and not before.present and before.reason == reason:
            return
        with self.writing():
            if absent:
                records.set_absent(club, meeting_id, person_id, reason, before.note)
            elif before.member:
                records.take_off(club, meeting_id, person_id)
            else:
                records.set_present(club, meeting_id, person_id)

    # --- guests -------------------------------------------------------------------------------

    @guard
    def _add(self) -> None:
        self.shell.show(new_guest(self.session, self.shell, self.meeting.id, self.writing))

    def _open_guest(self, key: str) -> None:
        guest = self._guests[key.removeprefix(GUEST)]
        if self.may_write:
            self.shell.show(change_guest(self.session, self.shell, guest, self.writing))


def _has(each: Attendance, parts: list[str]) -> bool:
    code = each.code.lstrip("0")
    return all(part in fold(each.name) or part.lstrip("0") == code for part in parts)
