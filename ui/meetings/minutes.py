"""Step 10: what goes into the minutes at a glance, remarks, guests; printing, and invitations."""

from collections.abc import Iterator
from datetime import date

from PySide6.QtWidgets import QWidget

from app.base import money
from app.base.areas import AREAS
from app.base.dates import fmt_long
from app.base.text import _
from app.meetings import attendance_records, records, step_records
from app.meetings.rules import Guest
from app.meetings.summary import Summary
from ui.kit.button import Button
from ui.kit.fields import LinesField
from ui.kit.form import Values
from ui.kit.labels import facts, muted, section
from ui.kit.layout import Column, Row, SideBySide, card, padded, plain
from ui.kit.page import Shell
from ui.kit.say import guard
from ui.kit.session import Session
from ui.kit.table import Column as TableColumn
from ui.meetings.guests import change_guest, new_guest
from ui.meetings.kept import Kept
from ui.meetings.minutes_paper import show_minutes
from ui.meetings.short_table import ShortTable
from ui.meetings.step import StepPage, Way

NOTHING = "–"


class MinutesStep(StepPage):
    """The meeting in figures on the left; remarks and guests on the right."""

    step = "minutes"
    help_id = "minutes"
    reads = step_records.READS | {"guest"}
    quiet = True

    def __init__(self, session: Session, shell: Shell, way: Way) -> None:
        super().__init__(session, shell, way)
        self.purpose_is(_("The minutes are written from what was typed. Read them through once."))
        self.invite = Button(_("Invite guests"), icon="send", key="Ctrl+I")
        self.invite.clicked.connect(self._invite)
        self.print = Button(_("Print the minutes"), icon="printer", key="Ctrl+P")
        self.print.clicked.connect(self._print_minutes)
        self.set_actions(self.invite, self.print)
        self._facts = Column(0)
        left = padded(8)
        left.add(section(_("In the minutes")))
        left.add(plain(self._facts))
        left.stretch()
        self.remarks = LinesField(
            _("Remarks"), _("What else was said; it stands in the minutes"), lines=4
        )
        fields = {"remarks": self.remarks}
        self.kept: Kept[str] = Kept(self, fields, _remarks_of, self._store)
        self.kept.saved.connect(self.refresh)
        self.kept.lock(not self.may_write)
        self.guests: ShortTable[Guest] = ShortTable(
            [
                TableColumn(_("Guest"), lambda guest: guest.name, bold=True, wide=True),
                TableColumn(_("From where"), lambda guest: guest.from_where or "", wide=True),
            ],
            key=lambda guest: guest.id,
            name=_("Guests"),
        )
        self.guests.opened.connect(self._change_guest)
        self._none = muted(_("No guest is written down."))
        self.add_guest = Button(_("Add a guest"), icon="user-plus", key="Ctrl+N")
        self.add_guest.clicked.connect(self._add_guest)
        below = Row(8)
        if self.may_write:
            below.add(self.add_guest)
        below.stretch()
        below.add(self.guests.pager)
        right = Column(10)
        right.add(self.remarks)
        right.add(self._none)
        right.add(self.guests, stretch=1)
        right.add(plain(below))
        right.stretch()
        both = SideBySide(card(left), plain(right), share=50, gap=24, least=840)
        self.body.add(both, stretch=1)

    # --- what the meeting asks ----------------------------------------------------------------

    def refresh(self) -> None:
        if self.kept.storing:
            return
        club, meeting = self.session.club, self.meeting
        self.kept.show(
            f"remarks {meeting.id}", {"remarks": meeting.remarks or ""}, meeting.remarks or ""
        )
        found = records.summary(club, meeting.month)
        self._facts.clear()
        self._facts.add(facts(list(_glance(found)), share=38))
        guests = attendance_records.guests(club, meeting.id)
        self.guests.set_rows(guests)
        self.guests.setVisible(bool(guests))
        self._none.setVisible(not guests)

    def first_focus(self) -> QWidget:
        return self.remarks.first() if self.may_write else self.print

    def leaving(self) -> None:
        self.kept.flush()

    def finish(self) -> bool:
        return self.kept.flush()

    # --- acts ---------------------------------------------------------------------------------

    def _store(self, remarks: str) -> None:
        with self.writing():
            records.set_remarks(self.session.club, self.meeting.id, remarks or None)

    @guard
    def _add_guest(self) -> None:
        form = new_guest(self.session, self.shell, self.meeting.id, self.writing)
        self.shell.show(form)

    @guard
    def _change_guest(self, guest: Guest) -> None:
        if self.may_write:
            self.shell.show(change_guest(self.session, self.shell, guest, self.writing))

    @guard
    def _print_minutes(self) -> None:
        self.kept.flush()
        show_minutes(self, self.meeting.month)

    @guard
    def _invite(self) -> None:
        from ui.meetings.invite import InvitePage  # brings the PDF library along

        self.shell.show(InvitePage(self.session, self.shell, self.meeting.month.next()))


def _remarks_of(values: Values) -> str:
    return values["remarks"]


def _glance(found: Summary) -> Iterator[tuple[str, str]]:
    """What the minutes will say, a line for each step."""
    if found.present is None:
        yield _("Members present"), NOTHING
    else:
        expected = found.present + len(found.absent)
        yield _("Members present"), _("{n} of {all}").format(n=found.present, all=expected)
    measured = str(found.measured.people) if found.measured.people else NOTHING
    yield _("Weighed or measured"), measured
    fees = _("{n} people, {amount}").format(n=found.fee_payers, amount=money.fmt(found.fees_vnd))
    yield _("Fees"), fees if found.fee_payers else NOTHING
    if found.moved.collected.total_vnd > found.fees_vnd:
        yield _("Collected in all"), money.fmt(found.moved.collected.total_vnd)
    if found.moved.loans:
        yield _("Lent today"), money.fmt(found.moved.lent_vnd)
    lacking = [_(AREAS[area]) for area in AREAS if not found.areas[area].count]
    done = _("{n} of {all}").format(n=len(AREAS) - len(lacking), all=len(AREAS))
    if lacking:
        done = _("{done}; missing: {areas}").format(done=done, areas=", ".join(lacking))
    yield _("Areas"), done
    yield _("Case helped"), "; ".join(case.called() for case in found.cases) or NOTHING
    yield _("For the community"), "; ".join(each.what for each in found.community) or NOTHING
    yield _("Decisions"), str(len(found.decisions)) if found.decisions else NOTHING
    yield _("Tasks given"), str(len(found.tasks)) if found.tasks else NOTHING
    counted = money.fmt(found.cash.total_vnd) if found.cash is not None else NOTHING
    yield _("Cash counted"), counted
    following = found.following
    day = following.planned_on if following is not None else None
    yield _("Next meeting"), fmt_long(date.fromisoformat(day)) if day else NOTHING
