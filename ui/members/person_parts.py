"""What a card of a person's page sums up, whole: circumstances, family, what ties to the club."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import ClassVar, Generic, TypeVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from app.base.errors import Refused
from app.base.text import _
from app.members import parts, parts_records, records, rules
from app.members.parts import Circumstance, Relation
from app.members.rules import HouseholdStatus, Member
from ui.kit.button import Button
from ui.kit.empty import Empty
from ui.kit.labels import body
from ui.kit.layout import Apart
from ui.kit.page import Page, Shell
from ui.kit.say import guard
from ui.kit.session import Session
from ui.kit.table import Column, Table
from ui.members import part_forms, part_words, words
from ui.members import ties as of_club
from ui.members.leave_form import is_here, leave_form, return_form
from ui.members.period_form import period_form
from ui.members.picker import PersonPicker
from ui.members.ties import Tie

T = TypeVar("T")


def show(table: Table[T], rows: Sequence[T]) -> None:
    """Show rows; where none was before, work goes on at the first of them."""
    begins = bool(rows) and not table.shown()
    table.set_rows(rows)
    if begins:
        table.setFocus(Qt.FocusReason.OtherFocusReason)


class PartPage(Page, Generic[T]):
    """A table about one person, with the acts for its rows. Subclasses give both."""

    help_id = "member"

    def __init__(
        self,
        session: Session,
        shell: Shell,
        person_id: str,
        title: str,
        purpose: str,
        table: Table[T],
    ) -> None:
        super().__init__(session, shell)
        self.person_id, self._title, self._purpose = person_id, title, purpose
        self.table = table
        self._may = session.may("members.write")
        self._add: Button | None = None
        self.body.add(table, stretch=1)
        self._whole = body("")
        table.moved.connect(self._show_whole)
        self.body.add(Apart(self._whole, table.pager, gap=12, grow=True))

    def person(self) -> Member:
        """Whose page it is. Raises Refused when the adding was undone meanwhile."""
        try:
            return records.member(self.session.club, self.person_id, self.session.today())
        except LookupError as error:
            raise Refused(
                _("This person is no longer in the book. Nothing was changed.")
            ) from error

    def rows(self, member: Member, today: date) -> Sequence[T]:
        """What the table shows."""
        raise NotImplementedError

    def refresh(self) -> None:
        member, today = self.person(), self.session.today()
        name = words.inside_name(member.person, today)
        self.head(self._title, f"{words.capital(name)}. {self._purpose}")
        show(self.table, self.rows(member, today))
        self._show_whole()

    def whole(self, row: T) -> str:
        """What of a row may be too long for its line, said below the table."""
        raise NotImplementedError

    def _show_whole(self) -> None:
        row = self.table.current()
        self._whole.setText(words.if_long(self.whole(row)) if row is not None else "")

    def first_focus(self) -> QWidget:
        return self.table if self.table.shown() or self._add is None else self._add

    def offer(self, *acts: Button) -> None:
        """The buttons of who may write; the last one is where work begins on an empty page."""
        if self._may:
            self.set_actions(*acts)
            self._add = acts[-1]

    def row(self) -> T:
        """The selected row. Raises Refused while none is."""
        row = self.table.current()
        if row is None:
            raise Refused(_("No line is chosen. Nothing was changed. Choose one with the arrows."))
        return row


@dataclass(frozen=True, slots=True)
class Fact:
    """A line of somebody's circumstances: one of them, or the household on the list of a year."""

    part: Circumstance | HouseholdStatus

    @property
    def key(self) -> str:
        """What tells lines apart."""
        return self.part.id if isinstance(self.part, Circumstance) else str(self.part.year)

    def what(self) -> str:
        """The line itself."""
        if isinstance(self.part, Circumstance):
            return part_words.circumstance(self.part.kind)
        return _("Household {year}: {status}").format(
            year=self.part.year, status=words.status_word(self.part.status).lower()
        )

    def since(self) -> str:
        """Its first day; a list says its year itself."""
        return part_words.since(self.part.since) if isinstance(self.part, Circumstance) else ""

    def until(self) -> str:
        """The first day that no longer counts, or nothing."""
        if isinstance(self.part, Circumstance):
            return part_words.since(self.part.until) if self.part.until else ""
        return ""

    def note(self) -> str:
        """The note, or the paper that a list rests on."""
        if isinstance(self.part, Circumstance):
            return self.part.note or ""
        return self.part.source or ("" if self.part.confirmed else _("to confirm"))


class LifePage(PartPage[Fact]):
    """Household by year and circumstances, past ones too."""

    reads = records.READS | {"circumstance"}

    def __init__(self, session: Session, shell: Shell, person_id: str) -> None:
        columns = [
            Column(_("Circumstance"), Fact.what, bold=True, wide=True),
            Column(_("Since"), Fact.since),
            Column(_("Until"), Fact.until, keep=80),
            Column(_("Note"), Fact.note, keep=50),
        ]
        table: Table[Fact] = Table(columns, key=lambda fact: fact.key, name=_("Circumstances"))
        purpose = _("Enter on a line changes it: a household, or the end of something.")
        super().__init__(session, shell, person_id, _("Circumstances"), purpose, table)
        table.opened.connect(self._open)
        household = Button(_("Household of a year"), icon="house", key="F5")
        household.clicked.connect(self._household)
        add = Button(_("Add a circumstance"), icon="plus", key="Ctrl+N", kind="primary")
        add.clicked.connect(self._begin)
        self.offer(household, add)
        table.set_empty(
            Empty(
                "house",
                _("Nothing written down yet"),
                _("Living alone, a disability, the household of each year stand here."),
            )
        )

    def rows(self, member: Member, today: date) -> Sequence[Fact]:
        club = self.session.club
        every = parts_records.circumstances(club, member.id)
        now = [each for each in every if parts.holds(each, today)]
        past = [each for each in every if not parts.holds(each, today)]
        years = records.household_statuses(club, member.id)
        ordered: list[Circumstance | HouseholdStatus] = [*now, *years, *reversed(past)]
        return [Fact(each) for each in ordered]

    def whole(self, row: Fact) -> str:
        return row.note()

    @guard
    def _open(self, fact: Fact) -> None:
        if not self._may:
            return
        if isinstance(fact.part, HouseholdStatus):
            self._show_household(fact.part.year)
        elif fact.part.until is None:
            self.shell.show(part_forms.end_form(self.session, self.shell, self.person(), fact.part))
        else:
            raise Refused(_("This has ended already. Nothing was changed."))

    @guard
    def _household(self) -> None:
        self._show_household(self.session.today().year, ask_year=True)

    def _show_household(self, year: int, *, ask_year: bool = False) -> None:
        form = part_forms.household_form
        self.shell.show(form(self.session, self.shell, self.person(), year, ask_year=ask_year))

    @guard
    def _begin(self) -> None:
        self.shell.show(part_forms.circumstance_form(self.session, self.shell, self.person()))


@dataclass(frozen=True, slots=True)
class Relative:
    """Somebody of the family, with what the register knows."""

    relation: Relation
    other: Member


class FamilyPage(PartPage[Relative]):
    """Relatives who stand in the register; Enter opens the relative."""

    reads = records.READS | {"relation"}

    def __init__(self, session: Session, shell: Shell, person_id: str) -> None:
        today = session.today()
        columns: list[Column[Relative]] = [
            Column(
                _("Relation"),
                lambda each: part_words.relation(each.relation.kind, each.other.person.sex),
            ),
            Column(_("Full name"), lambda each: rules.shown_name(each.other), bold=True, wide=True),
            Column(
                _("Year of birth"),
                lambda each: words.birth_and_age(each.other.person, today),
                keep=60,
            ),
            Column(
                _("One household"),
                lambda each: _("Yes") if each.relation.together else "",
                icon=lambda each: "check" if each.relation.together else "",
            ),
            Column(_("Telephone"), lambda each: words.phone(each.other.person.phone), keep=50),
        ]
        table: Table[Relative] = Table(columns, key=lambda each: each.relation.id, name=_("Family"))
        purpose = _("Enter opens a relative.")
        super().__init__(session, shell, person_id, _("Family"), purpose, table)
        table.opened.connect(self._open)
        out = Button(_("Take out"), icon="x")
        out.clicked.connect(self._take_out)
        change = Button(_("Change"), icon="pencil", key="F2")
        change.clicked.connect(self._change)
        add = Button(_("Add a relative"), icon="user-plus", key="Ctrl+N", kind="primary")
        add.clicked.connect(self._begin)
        self.offer(out, change, add)
        table.set_empty(
            Empty(
                "users",
                _("Nobody written down yet"),
                _("Relatives who stand in the register, and who of them live together."),
            )
        )

    def rows(self, member: Member, today: date) -> Sequence[Relative]:
        club = self.session.club
        return [
            Relative(relation, records.member(club, relation.other_id, today))
            for relation in parts_records.relations(club, member.id)
        ]

    def whole(self, row: Relative) -> str:
        return row.relation.note or ""

    @guard
    def _open(self, relative: Relative) -> None:
        from ui.members.person import PersonPage

        self.shell.show(PersonPage(self.session, self.shell, relative.other.id))

    @guard
    def _take_out(self) -> None:
        parts_records.unrelate(self.session.club, self.person_id, self.row().relation.id)

    @guard
    def _change(self) -> None:
        row = self.row()
        self._show_form(row.other, row.relation)

    @guard
    def _begin(self) -> None:
        member, today = self.person(), self.session.today()
        known = {row.other.id for row in self.rows(member, today)} | {member.id}
        people = [each for each in records.people(self.session.club, today) if each.id not in known]
        name = words.inside_name(member.person, today)
        self.shell.show(
            PersonPicker(
                self.session,
                self.shell,
                _("Who belongs to the family of {name}?").format(name=name),
                _("Enter takes the person; then choose how they are related."),
                people,
                self._show_form,
            )
        )

    def _show_form(self, other: Member, known: Relation | None = None) -> None:
        self.shell.show(
            part_forms.relation_form(self.session, self.shell, self.person(), other, known)
        )


class InClubPage(PartPage[Tie]):
    """Membership, offices, teams, pairs and the rest, with their days."""

    reads: ClassVar[frozenset[str]] = records.READS | of_club.READS

    def __init__(self, session: Session, shell: Shell, person_id: str) -> None:
        columns: list[Column[Tie]] = [
            Column(_("Place in the club"), lambda tie: tie.what, bold=True, wide=True),
            Column(_("Since"), lambda tie: part_words.since(tie.since) if tie.since else ""),
            Column(_("Until"), lambda tie: part_words.since(tie.until) if tie.until else ""),
            Column(_("Note"), lambda tie: tie.note, keep=50),
        ]
        table: Table[Tie] = Table(columns, key=lambda tie: tie.id, name=_("In the club"))
        purpose = _(
            "Enter corrects or ends a line; offices and teams are kept in the room The club."
        )
        super().__init__(session, shell, person_id, _("In the club"), purpose, table)
        table.opened.connect(self._open)
        done = Button(_("What was done"), icon="clock", key="Ctrl+K")
        done.clicked.connect(self._open_history)
        self._stay = Button(_("Record leaving"), icon="user", key="F4")
        self._stay.clicked.connect(self._change_membership)
        add = Button(_("Add what they do"), icon="plus", key="Ctrl+N", kind="primary")
        add.clicked.connect(self._begin)
        if session.may("history.read"):
            self.set_actions(done)
        self.offer(self._stay, add)
        table.set_empty(
            Empty("users", _("Nothing written down yet"), _("Membership, offices, teams, pairs."))
        )

    def refresh(self) -> None:
        super().refresh()
        here = is_here(self.person())
        self._stay.rename(_("Record leaving") if here else _("Joins again, or died"))

    def rows(self, member: Member, today: date) -> Sequence[Tie]:
        return of_club.ties(self.session.club, member, today)

    def whole(self, row: Tie) -> str:
        return row.note

    @guard
    def _open(self, tie: Tie) -> None:
        member = self.person()
        if not self._may:
            return
        if tie.table == "membership":
            self.shell.show(period_form(self.session, self.shell, member, tie.id))
        elif tie.part is None:
            self.shell.open("organisation")
        elif tie.until is not None:
            raise Refused(_("This has ended already. Nothing was changed."))
        else:
            self.shell.show(part_forms.end_form(self.session, self.shell, member, tie.part))

    @guard
    def _change_membership(self) -> None:
        member = self.person()
        form = leave_form if is_here(member) else return_form
        self.shell.show(form(self.session, self.shell, member, self._say_left))

    def _say_left(self, what: str, rest: str) -> None:
        """Name what ended, on this page, once the form is gone."""
        self.good(what, rest)

    @guard
    def _begin(self) -> None:
        self.shell.show(part_forms.involvement_form(self.session, self.shell, self.person()))

    @guard
    def _open_history(self) -> None:
        self.shell.open("history", what=self.person_id)
