"""A member's page: papers and contact, household by year, membership, consent."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from app.base.text import _
from app.members import records
from app.members.rules import HouseholdStatus, Member
from ui.kit.button import Button
from ui.kit.labels import body, facts, muted, section
from ui.kit.layout import Column, Flow, SideBySide, card, padded, plain
from ui.kit.page import Page, Shell
from ui.kit.say import guard
from ui.kit.session import Session
from ui.members import form, words

YEARS_SHOWN = 4


class PersonPage(Page):
    """What the register knows of one person, and what may be done with it."""

    help_id = "members"
    reads = records.READS | {"consent"}

    def __init__(self, session: Session, shell: Shell, person_id: str) -> None:
        super().__init__(session, shell)
        self.person_id = person_id
        self._member: Member | None = None
        self._may = session.may("members.write")
        health = Button(_("Health"), icon="heart-pulse", key="Ctrl+H")
        health.clicked.connect(self._open_health)
        done = Button(_("What was done"), icon="clock", key="Ctrl+K")
        done.clicked.connect(self._open_history)
        self._edit = Button(_("Change"), icon="pencil", key="F2", kind="primary")
        self._edit.clicked.connect(self._edit_who)
        allowed = (
            (health, session.may("health.write")),
            (done, session.may("history.read")),
            (self._edit, self._may),
        )
        self.set_actions(*(button for button, may in allowed if may))
        self._left, self._right = Column(14), Column(14)
        left, right = Column(14), Column(14)
        left.add(plain(self._left))
        left.stretch()
        right.add(plain(self._right))
        right.stretch()
        self.body.add(SideBySide(plain(left), plain(right), share=55))
        self.body.stretch()

    def refresh(self) -> None:
        today = self.session.today()
        self._left.clear()
        self._right.clear()
        try:
            member = records.member(self.session.club, self.person_id, today)
        except LookupError:
            self._show_gone()
            return
        self._member = member
        self._edit.on()
        self.head(words.full_name(member.person, today), words.short_facts(member, today))
        self._left.add(self._papers(member))
        self._left.add(self._contact(member))
        self._right.add(self._household(member))
        self._right.add(self._periods(member))
        self._right.add(self._consents(member))

    def first_focus(self) -> QWidget | None:
        return self._edit if self._may else None

    def _show_gone(self) -> None:
        """The act that added this person has been undone while the page was open."""
        self._member = None
        self._edit.off(_("Nobody to change."))
        self.head(
            _("No longer in the book"),
            _("What was written of this person was taken back. Ctrl Y writes it again."),
        )

    # --- cards ------------------------------------------------------------------------------

    def _papers(self, member: Member) -> QWidget:
        person = member.person
        inside = padded(6)
        inside.add(section(_("Papers")))
        inside.add(
            facts(
                [
                    (_("Born"), words.birth_text(person) or _("Not known")),
                    (_("Citizen number"), words.masked(person.cccd)),
                    (_("Health insurance"), person.bhyt or _("Not known")),
                    (_("Valid until"), words.day(person.bhyt_until)),
                    (_("Registered at"), person.bhyt_place or _("Not known")),
                ]
            )
        )
        return card(inside)

    def _contact(self, member: Member) -> QWidget:
        person = member.person
        inside = padded(6)
        inside.add(section(_("Contact")))
        called = " ".join(
            part
            for part in (
                person.contact_name,
                words.phone(person.contact_phone) if person.contact_phone else None,
            )
            if part
        )
        inside.add(
            facts(
                [
                    (_("Hamlet"), person.hamlet or _("Not known")),
                    (_("Telephone"), words.phone(person.phone)),
                    (_("In need, call"), called or _("Not known")),
                    (_("Note"), person.note or "–"),
                ]
            )
        )
        if self._may:
            change = Button(_("Change papers and contact"), icon="pencil", key="F3")
            change.clicked.connect(self._edit_papers)
            inside.add(_at_left(change))
        return card(inside)

    def _household(self, member: Member) -> QWidget:
        inside = padded(6)
        inside.add(section(_("Household")))
        found = records.household_statuses(self.session.club, member.id)
        newest = sorted(found, key=lambda each: -each.year)[:YEARS_SHOWN]
        today = self.session.today()
        lines = [_of_year(each, asks=each.to_confirm(today)) for each in newest[:1]]
        lines += [_of_year(each) for each in newest[1:]]
        inside.add(facts(lines) if lines else muted(_("Nothing recorded yet")))
        if self._may and member.status is not None and member.status.to_confirm(today):
            same = Button(
                _("Still the same in {year}").format(year=today.year), icon="check", key="F5"
            )
            same.clicked.connect(self._confirm_status)
            inside.add(_at_left(same))
        return card(inside)

    def _periods(self, member: Member) -> QWidget:
        inside = padded(6)
        inside.add(section(_("Membership")))
        periods = records.memberships(self.session.club, member.id)
        for period in periods:
            inside.add(body(words.period(period)))
        if not periods:
            inside.add(muted(_("Not a member yet")))
        if self._may:
            text = _("Record leaving") if _is_here(member) else _("Joins again")
            change = Button(text, icon="user")
            change.clicked.connect(self._change_membership)
            inside.add(_at_left(change))
        return card(inside)

    def _consents(self, member: Member) -> QWidget:
        inside = padded(6)
        inside.add(section(_("Signed consent")))
        given = records.consents(self.session.club, member.id)
        signed = [(words.purpose(each.purpose), words.consent_days(each)) for each in given]
        inside.add(facts(signed) if signed else muted(_("Nothing signed yet")))
        if self._may:
            change = Button(_("Write down consent"), icon="file-text")
            change.clicked.connect(self._edit_consent)
            inside.add(_at_left(change))
        return card(inside)

    # --- acts -------------------------------------------------------------------------------

    @guard
    def _edit_who(self) -> None:
        self._show_form(papers=False)

    @guard
    def _edit_papers(self) -> None:
        self._show_form(papers=True)

    def _show_form(self, *, papers: bool) -> None:
        if self._member is not None:
            self.shell.show(form.edit_form(self.session, self.shell, self._member, papers=papers))

    @guard
    def _edit_consent(self) -> None:
        if self._member is not None:
            self.shell.show(form.consent_form(self.session, self.shell, self._member))

    @guard
    def _change_membership(self) -> None:
        member = self._member
        if member is None:
            return
        make = form.leave_form if _is_here(member) else form.rejoin_form
        self.shell.show(make(self.session, self.shell, member))

    @guard
    def _confirm_status(self) -> None:
        member = self._member
        if member is not None and member.status is not None:
            still = HouseholdStatus(self.session.today().year, member.status.status)
            records.set_household_status(self.session.club, member.id, still)
            self._edit.setFocus(Qt.FocusReason.OtherFocusReason)  # the button pressed is gone

    @guard
    def _open_health(self) -> None:
        self.shell.open("health", what=self.person_id)

    @guard
    def _open_history(self) -> None:
        self.shell.open("history", what=self.person_id)


def _is_here(member: Member) -> bool:
    return member.membership is not None and member.membership.left_on is None


def _of_year(status: HouseholdStatus, *, asks: bool = False) -> tuple[str, str]:
    """A line of the household: "Year 2025", "Poor (to confirm)"."""
    word = words.status_word(status.status)
    year = _("Year {year}").format(year=status.year)
    return year, word if not asks else _("{status} (to confirm)").format(status=word)


def _at_left(button: Button) -> QWidget:
    flow = Flow(8)
    flow.add(button)
    return plain(flow)
