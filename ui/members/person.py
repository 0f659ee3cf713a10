"""A member's page: papers and contact, household by year, membership, consent."""

from typing import Any

from PySide6.QtWidgets import QWidget

from app.base.text import _
from app.members import records
from app.members.rules import REASONS, Member
from ui.kit.button import Button
from ui.kit.labels import body, bold, facts, muted, section
from ui.kit.layout import Column, Flow, SideBySide, card, padded, plain
from ui.kit.page import Page, Shell
from ui.kit.say import guard
from ui.kit.session import Session
from ui.members import form, words


class PersonPage(Page):
    """What the register knows of one person, and what may be done with it."""

    help_id = "members"
    reads = records.READS | {"consent"}

    def __init__(self, session: Session, shell: Shell, person_id: str) -> None:
        super().__init__(session, shell)
        self.person_id = person_id
        self._member: Member | None = None
        may = session.may("members.write")
        self._health = Button(_("Health"), icon="heart-pulse", key="Ctrl+H")
        self._health.clicked.connect(self._open_health)
        self._health.setVisible(session.may("health.read"))
        self._membership = Button(_("Record leaving"), icon="user")
        self._membership.clicked.connect(self._change_membership)
        self._membership.setVisible(may)
        self._edit = Button(_("Change"), icon="pencil", key="F2", kind="primary")
        self._edit.clicked.connect(self._edit_who)
        self._edit.setVisible(may)
        self.set_actions(self._health, self._membership, self._edit)
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
        club = self.session.club
        member = self._member = records.member(club, self.person_id, today)
        self.head(words.full_name(member.person, today), words.short_facts(member, today))
        here = member.membership is not None and member.membership.left_on is None
        self._membership.rename(_("Record leaving") if here else _("Joins again"))
        self._left.clear()
        self._right.clear()
        self._left.add(self._papers(member))
        self._left.add(self._contact(member))
        self._right.add(self._household(member))
        self._right.add(self._periods(member))
        self._right.add(self._consents(member))

    def first_focus(self) -> QWidget | None:
        return self._edit if self._edit.isVisible() else None

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
        if self.session.may("members.write"):
            change = Button(_("Change papers and contact"), icon="pencil", key="F3")
            change.clicked.connect(self._edit_papers)
            inside.add(_at_left(change))
        return card(inside)

    def _household(self, member: Member) -> QWidget:
        inside = padded(6)
        inside.add(section(_("Household")))
        found = records.household_statuses(self.session.club, member.id)
        rows = [
            (
                _("Year {year}").format(year=status.year),
                words.status_word(status.status)
                + ("" if status.confirmed else f" ({_('to confirm')})"),
            )
            for status in sorted(found, key=lambda each: -each.year)[:4]
        ]
        inside.add(facts(rows) if rows else muted(_("Nothing recorded yet")))
        return card(inside)

    def _periods(self, member: Member) -> QWidget:
        inside = padded(6)
        inside.add(section(_("Membership")))
        for period in records.memberships(self.session.club, member.id):
            since = words.day(period.joined_on)
            if period.left_on is None:
                inside.add(body(_("Since {day}").format(day=since)))
            else:
                inside.add(
                    body(
                        _("{since} to {until}: {why}").format(
                            since=since,
                            until=words.day(period.left_on),
                            why=_(REASONS[period.reason]) if period.reason else "",
                        )
                    )
                )
        return card(inside)

    def _consents(self, member: Member) -> QWidget:
        inside = padded(6)
        inside.add(section(_("Signed consent")))
        today = self.session.today()
        given = records.purposes_in_force(self.session.club, today).get(member.id, frozenset())
        short = {
            "C1": _("Name in the club's books"),
            "C2": _("Health readings kept"),
            "C3": _("Name to the commune"),
            "C4": _("Readings to a named receiver"),
            "C5": _("Photo"),
        }
        signed = [text for code, text in short.items() if code in given]
        inside.add(bold(", ".join(signed)) if signed else muted(_("Nothing signed yet")))
        if self.session.may("members.write"):
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
        here = member.membership is not None and member.membership.left_on is None
        make: Any = form.leave_form if here else form.rejoin_form
        self.shell.show(make(self.session, self.shell, member))

    @guard
    def _open_health(self) -> None:
        self.shell.open("health", what=self.person_id)


def _at_left(button: Button) -> QWidget:
    flow = Flow(8)
    flow.add(button)
    return plain(flow)
