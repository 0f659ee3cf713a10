"""A person's page: six cards that sum up what the book knows, each the way to the whole of it."""

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from app.base import money
from app.base.text import _, ngettext
from app.loans import records as loans
from app.loans import standing_records
from app.meetings.attendance_records import attendance_of
from app.meetings.rules import came_words
from app.members import parts, parts_records, records, rules
from app.members.doubts import doubts
from app.members.rules import HouseholdStatus, Member
from ui.kit.button import Button
from ui.kit.door import Door
from ui.kit.labels import body, facts, muted
from ui.kit.layout import Column, Flow, Row, SideBySide, plain
from ui.kit.page import Page, Shell
from ui.kit.rows import mark_line
from ui.kit.say import guard
from ui.kit.session import Session
from ui.members import form, part_forms, part_words, ties, words
from ui.members.leave_form import is_here
from ui.members.photo import Portrait

if TYPE_CHECKING:
    from app.club.file import Club

YEARS_SHOWN, LINES, NOTES = 2, 4, 2
"""How much of each a card shows; the rest is one key away."""


class PersonPage(Page):
    """What the register knows of one person, and what may be done with it."""

    help_id = "member"
    reads = (
        records.READS
        | ties.READS
        | {"consent", "circumstance", "relation", "follow_up", "photo", "consent_paper"}
        | {"meeting", "meeting_step", "attendance"}
        | {"loan", "instalment", "loan_event", "posting"}
    )

    def __init__(self, session: Session, shell: Shell, person_id: str) -> None:
        super().__init__(session, shell)
        self.person_id = person_id
        self._member: Member | None = None
        self._may = session.may("members.write")
        health = Button(_("Health"), icon="heart-pulse", key="Ctrl+H")
        health.clicked.connect(self._open_health)
        papers = Button(_("Print papers"), icon="printer", key="Ctrl+P")
        papers.clicked.connect(self._open_papers)
        self._edit = Button(_("Change"), icon="pencil", key="F2", kind="primary")
        self._edit.clicked.connect(self._edit_who)
        allowed = (
            (health, session.may("health.write")),
            (papers, True),
            (self._edit, self._may),
        )
        self.set_actions(*(button for button, may in allowed if may))
        self._photo = Portrait(_("Photo"))
        self._photo.clicked.connect(self._open_photo)
        self._still = Button("", icon="check", key="F5")
        self._still.clicked.connect(self._confirm_status)
        self._note = Button(_("Add a note"), icon="plus", key="Ctrl+G")
        self._note.clicked.connect(self._add_note)
        self._papers = self._door(_("Papers and contact"), "F3", self._edit_papers, self._may)
        self._life = self._door(_("Circumstances"), "F4", self._open_life)
        self._family = self._door(_("Family"), "F6", self._open_family)
        self._club = self._door(_("In the club"), "F7", self._open_club)
        self._notes = self._door(_("Notes"), "F8", self._open_notes)
        self._consent = self._door(_("Consent on paper"), "F9", self._open_consent)
        self._known = Column(6)
        with_photo = Row(16)
        with_photo.addWidget(self._photo, 0, Qt.AlignmentFlag.AlignTop)
        with_photo.add(self._known, stretch=1)
        self._papers.keep(plain(with_photo))
        self._life.keep(_at_left(self._still), below=True)
        self._loans = Button(_("Loans"), icon="wallet", key="Ctrl+L")
        self._loans.clicked.connect(self._open_loans)
        if session.may("loans.read"):
            self._club.keep(_at_left(self._loans), below=True)
        self._notes.keep(_at_left(self._note), below=True)
        self._cards = _arranged(
            self._papers, self._club, self._notes, self._life, self._family, self._consent
        )
        self.body.add(self._cards, stretch=1)

    def _door(self, title: str, key: str, slot: object, may: bool = True) -> Door:
        door = Door(title, key if may else "")
        door.clicked.connect(slot)
        return door

    def refresh(self) -> None:
        today = self.session.today()
        try:
            member = records.member(self.session.club, self.person_id, today)
        except LookupError:
            self._show_gone()
            return
        if member.erased:
            self._show_erased(member)
            return
        self._member = member
        self._edit.on()
        self._cards.show()
        self.head(words.full_name(member.person, today), words.short_facts(member, today))
        self._show_papers(member, today)
        self._show_life(member, today)
        self._show_family(member)
        self._show_club(member, today)
        self._show_notes(member, today)
        self._show_consent(member)

    def first_focus(self) -> QWidget | None:
        return self._edit if self._may else self._life

    def _show_gone(self) -> None:
        """The act that added this person has been undone while the page was open."""
        self._member = None
        self._edit.off(_("Nobody to change."))
        self._cards.hide()
        self.head(
            _("No longer in the book"),
            _("What was written of this person was taken back. Ctrl Y writes it again."),
        )

    def _show_erased(self, member: Member) -> None:
        """Nothing is left but the number and when it was a member: the page says why."""
        self._member = None
        self._edit.off(_("Nobody to change."))
        self._cards.hide()
        self.head(
            rules.shown_name(member),
            _("Everything about this person was erased, as the person or the law asked."),
        )

    # --- cards ------------------------------------------------------------------------------

    def _show_papers(self, member: Member, today: date) -> None:
        person = member.person
        photo = parts_records.photo(self.session.club, member.id)
        self._photo.show_photo(photo)
        self._photo.setVisible(photo is not None or self._may)
        self._known.clear()
        known = [
            (_("Born"), words.birth_text(person) or _("Not known")),
            (_("Telephone"), words.phone(person.phone)),
            (_("In need, call"), words.in_need(person) or _("Not known")),
            (_("Citizen number"), words.masked(person.cccd)),
            (_("Health insurance"), words.insurance(person, today)),
        ]
        if person.note:
            known.append((_("Note"), words.shortened(person.note, 30)))
        self._known.add(facts(known, share=36))
        asked = doubts(person, today)
        asked.pop("bhyt_until", None)  # stands beside the card already
        for sentence in list(asked.values())[:1]:
            self._known.add(mark_line("triangle-alert", sentence, "warn"))

    def _show_life(self, member: Member, today: date) -> None:
        found = records.household_statuses(self.session.club, member.id)[:YEARS_SHOWN]
        asked = member.status if is_here(member) else None
        if asked is not None and not asked.to_confirm(today):
            asked = None
        lines = [_of_year(each, asks=each == asked) for each in found]
        now = [
            part_words.span(part_words.circumstance(each.kind), each.since)
            for each in parts_records.circumstances(self.session.club, member.id)
            if parts.holds(each, today)
        ]
        shown: list[QWidget] = [facts(lines)] if lines else []
        shown += _some(now, LINES - len(lines))
        self._life.fill(*(shown or [muted(_("Nothing recorded yet"))]))
        asks = self._may and asked is not None
        if asks:
            self._still.rename(_("Still the same in {year}").format(year=today.year))
        self._still.setVisible(asks)

    def _show_family(self, member: Member) -> None:
        lines = []
        for relation in parts_records.relations(self.session.club, member.id):
            other = records.member(self.session.club, relation.other_id, self.session.today())
            who = rules.shown_name(other)
            if relation.together:
                who = _("{name}, same home").format(name=who)
            lines.append((part_words.relation(relation.kind, other.person.sex), who))
        shown: list[QWidget] = [facts(lines[: LINES - 1], share=30)] if lines else []
        if len(lines) >= LINES:
            shown.append(_and_more(len(lines) - LINES + 1))
        self._family.fill(*(shown or [muted(_("Nobody written down yet"))]))

    def _show_club(self, member: Member, today: date) -> None:
        every = ties.ties(self.session.club, member, today)
        now = [tie.in_words() for tie in every if tie.now]
        if not now and every:
            now = [every[0].in_words()]  # who has left: what was last
        came = attendance_of(self.session.club, member.id)
        if came:
            now.insert(min(len(now), 1), came_words(came))
        self._club.fill(*(_some(now, LINES) or [muted(_("Not a member yet"))]))
        if self.session.may("loans.read"):
            self._loans.rename(_loans_in_words(self.session.club, member.id, today))

    def _show_notes(self, member: Member, today: date) -> None:
        written = parts_records.follow_ups(self.session.club, member.id)
        waiting = [each for each in written if each.done_on is None]
        shown: list[QWidget] = []
        for each in waiting[:NOTES]:
            due = part_words.due(each, today)
            text = f"{part_words.due_in_short(each, today)}: {words.shortened(each.text, 32)}"
            shown.append(mark_line(due.icon, text, "bad" if due.tone == "bad" else "pri"))
        if len(waiting) > NOTES:
            shown.append(_and_more(len(waiting) - NOTES))
        self._notes.fill(*(shown or [muted(_("Nothing left to do"))]))
        self._note.setVisible(self._may)

    def _show_consent(self, member: Member) -> None:
        given = records.consents(self.session.club, member.id)
        signed = {each.purpose for each in given if each.withdrawn_on is None}
        missing = [words.purpose(code).lower() for code in rules.PURPOSES if code not in signed]
        if not signed:
            self._consent.fill(mark_line("triangle-alert", _("Nothing signed yet"), "warn"))
            return
        count = _("Signed: {n} of {all}").format(n=len(signed), all=len(rules.PURPOSES))
        lines = [mark_line("check", count)]
        if missing:
            lines.append(muted(_("Not signed: {what}").format(what=_(", ").join(missing))))
        self._consent.fill(*lines)

    # --- acts -------------------------------------------------------------------------------

    @guard
    def _edit_who(self) -> None:
        self._show_form(papers=False)

    @guard
    def _edit_papers(self) -> None:
        if self._may:
            self._show_form(papers=True)

    def _show_form(self, *, papers: bool) -> None:
        if self._member is not None:
            self.shell.show(form.edit_form(self.session, self.shell, self._member, papers=papers))

    @guard
    def _open_photo(self) -> None:
        from ui.members import photo

        member = self._member
        if member is None:
            return
        if not self._photo.has_photo():
            photo.choose(self, member.id)
            return
        name = words.inside_name(member.person, self.session.today())
        given = records.purposes_in_force(self.session.club, self.session.today())
        on_posters = "C5" in given.get(member.id, ())
        self.shell.show(
            photo.PhotoPage(self.session, self.shell, member.id, name, on_posters=on_posters)
        )

    @guard
    def _open_life(self) -> None:
        from ui.members.person_parts import LifePage

        self._show_part(LifePage)

    @guard
    def _open_family(self) -> None:
        from ui.members.person_parts import FamilyPage

        self._show_part(FamilyPage)

    @guard
    def _open_club(self) -> None:
        from ui.members.person_parts import InClubPage

        self._show_part(InClubPage)

    @guard
    def _open_notes(self) -> None:
        from ui.members.follow_ups import NotesPage

        self._show_part(NotesPage)

    def _show_part(self, page: type[Page]) -> None:
        if self._member is not None:
            self.shell.show(page(self.session, self.shell, self._member.id))  # type: ignore[call-arg]

    @guard
    def _add_note(self) -> None:
        if self._member is not None:
            self.shell.show(part_forms.follow_up_form(self.session, self.shell, self._member))

    @guard
    def _open_consent(self) -> None:
        if self._member is not None:
            self.shell.open("privacy", what=self._member.id)

    @guard
    def _confirm_status(self) -> None:
        member = self._member
        if member is not None and member.status is not None:
            still = HouseholdStatus(self.session.today().year, member.status.status)
            records.set_household_status(self.session.club, member.id, still)
            self._life.setFocus(Qt.FocusReason.OtherFocusReason)  # the button pressed is gone

    @guard
    def _open_health(self) -> None:
        self.shell.open("health", what=self.person_id)

    @guard
    def _open_loans(self) -> None:
        self.shell.open("loans", person=self.person_id)

    @guard
    def _open_papers(self) -> None:
        from ui.members.papers import person_papers

        if self._member is not None:
            person_papers(self.session, self.shell, self._member)


def _arranged(
    papers: Door, club: Door, notes: Door, life: Door, family: Door, consent: Door
) -> QWidget:
    """The cards as they stand: the large one over two at the left, three at the right."""
    below = SideBySide(club, notes, share=50, gap=14, least=540)
    left, right = Column(14), Column(14)
    left.add(papers, stretch=3)
    left.add(below, stretch=2)
    right.add(life, stretch=3)
    right.add(family, stretch=2)
    right.add(consent, stretch=2)
    return SideBySide(plain(left), plain(right), share=60, gap=14, least=960)


def _loans_in_words(club: "Club", person_id: str, today: date) -> str:
    """ "Loans: 5.000.000 đ owed", or just "Loans"."""
    running = loans.loans(club, states=("running",), person_id=person_id)
    owed = sum(
        standing_records.standing_of(club, each.id, today).outstanding_vnd for each in running
    )
    return _("Loans: {amount} owed").format(amount=money.fmt(owed)) if owed else _("Loans")


def _of_year(status: HouseholdStatus, *, asks: bool = False) -> tuple[str, str]:
    """A line of the household: "Year 2025", "Poor (to confirm)"."""
    word = words.status_word(status.status)
    year = _("Year {year}").format(year=status.year)
    return year, word if not asks else _("{status} (to confirm)").format(status=word)


def _some(lines: Sequence[str], most: int) -> list[QWidget]:
    """So many lines, the last of them saying how many more there are."""
    if len(lines) <= most:
        return [body(text) for text in lines]
    return [*(body(text) for text in lines[: most - 1]), _and_more(len(lines) - most + 1)]


def _and_more(count: int) -> QWidget:
    return muted(ngettext("and {n} more", "and {n} more", count).format(n=count))


def _at_left(button: Button) -> QWidget:
    flow = Flow(8)
    flow.add(button)
    return plain(flow)
