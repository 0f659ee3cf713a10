"""The board: who holds which office since when; a new board after an election; area leads."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from PySide6.QtWidgets import QWidget

from app.base.areas import AREAS
from app.base.dates import fmt_date
from app.base.text import _
from app.members import records as members
from app.organisation import records, rules
from app.organisation.rules import OFFICES, Office, OfficeKind
from ui.kit.button import Button
from ui.kit.choice import Choice
from ui.kit.entries import DateField
from ui.kit.fields import Field, TextField
from ui.kit.form import Form, Values
from ui.kit.labels import muted
from ui.kit.layout import Apart, plain
from ui.kit.layout import Column as Rows
from ui.kit.page import Shell
from ui.kit.people_field import PeopleField, PersonField
from ui.kit.register import Register
from ui.kit.rows import mark_line
from ui.kit.say import guard
from ui.kit.session import Session
from ui.kit.table import Column
from ui.organisation import words
from ui.organisation.lists import TermsPage

MOST_DOUBTS = 3
"""So many doubts stand above the list; more of them say nothing new."""


class BoardPage(TermsPage[Office]):
    """Terms of today, or every term; who signs in to the program is another matter."""

    icon = "landmark"
    reads = records.READS | {"membership"}

    def __init__(self, session: Session, shell: Shell) -> None:
        super().__init__(session, shell)
        self._doubts = Rows(6)
        self._odd = plain(self._doubts)
        self.body.insertWidget(0, self._odd)
        officers = Button(_("Who may open the book"), icon="key-round")
        officers.clicked.connect(self._open_officers)
        other = _("Offices of the club open nothing in this program: that is set for each officer.")
        self.body.add(Apart(muted(other), officers, gap=12, grow=True))

    def name(self) -> str:
        return _("Board")

    def columns(self) -> Sequence[Column[Office]]:
        return (
            Column(_("Office"), rules.office_words, keep=90),
            Column(_("Full name"), lambda each: each.name, bold=True, wide=True),
            Column(
                _("Time in office"),
                lambda each: words.term(each.since, each.until),
                sort=lambda each: each.since,
                keep=70,
            ),
            Column(_("By which paper"), lambda each: each.decision or "", keep=40),
        )

    def add_words(self) -> str:
        return _("Add an office")

    def empty(self) -> tuple[str, str]:
        return (
            _("No board is written down yet"),
            _("Press New board after an election, or add one office."),
        )

    def title_buttons(self) -> Sequence[Button]:
        new = Button(_("New board"), icon="users", key="Ctrl+E")
        new.clicked.connect(self._new_board)
        return (*super().title_buttons(), *([new] if self.may else []))

    def row_buttons(self) -> Sequence[Button]:
        end = Button(_("End this term"), icon="check")
        end.clicked.connect(self._end)
        leads = Button(_("Who leads which area"), icon="layout-grid", key="F3")
        leads.clicked.connect(self._areas)
        return end, leads

    def refresh(self) -> None:
        club, today = self.session.club, self.session.today()
        now = records.offices_on(club, today)
        here = {member.id for member in members.members(club, today)}
        self.head(_("Board"), _("Who holds which office of the club, and since when."))
        self._doubts.clear()
        doubts = rules.board_doubts(now, here)
        self._odd.setVisible(bool(doubts))
        for doubt in doubts[:MOST_DOUBTS]:
            self._doubts.add(mark_line("circle-question-mark", doubt, "warn"))
        self.show_rows(records.offices(club) if self.former else now)

    def add(self) -> None:
        self.shell.show(self._form(None))

    def change(self, row: Office) -> None:
        self.shell.show(self._form(row))

    def remove(self, row: Office) -> None:
        records.remove_office(self.session.club, row.id)

    def whole(self, row: Office) -> Sequence[tuple[str, str]]:
        return (
            (_("Office"), rules.office_words(row)),
            (_("Full name"), row.name),
            (_("Time in office"), words.term(row.since, row.until)),
            (_("By which paper"), row.decision or ""),
            (_("Note"), row.note or ""),
        )

    def new_board_form(self) -> Form:
        """The outcome of an election; the terms of before end on its day."""
        club, today = self.session.club, self.session.today()
        register = Register(club, today)

        def save(values: Values) -> None:
            records.new_board(club, rules.read_new_board(values, today, register.known))
            self._offer_areas()

        return Form(
            self.session,
            self.shell,
            _("New board"),
            _("All offices of before end on this day. One step takes it back: Ctrl Z."),
            {
                "since": DateField(_("Elected on"), today, ahead=rules.AHEAD),
                "decision": TextField(_("By which paper"), _("Minutes or decision, if known")),
                "chair": PersonField(_office("chair"), register),
                "deputy": PeopleField(_office("deputy"), register),
                "secretary": PersonField(_office("secretary"), register),
                "treasurer": PersonField(_office("treasurer"), register),
                "board": PeopleField(_("Other board members"), register),
            },
            save,
            verb=_("Keep this board"),
            values={"since": fmt_date(today)},
            draft="new-board",
        )

    def areas_form(self) -> Form:
        """Who leads each of the eight areas."""
        club, today = self.session.club, self.session.today()
        now = {each.area: each.person_id for each in records.offices_on(club, today) if each.area}
        register = Register(club, today, tuple(now.values()))

        def save(values: Values) -> None:
            since, leads = rules.read_leads(values, today, register.known)
            records.set_leads(club, since, leads)

        fields: dict[str, Field] = {
            area: PersonField(_(name), register) for area, name in AREAS.items()
        }
        since = DateField(_("Since"), today, ahead=rules.AHEAD)
        return Form(
            self.session,
            self.shell,
            _("Who leads which area"),
            _("Leave a line empty where nobody leads. One person may lead several."),
            {**fields, "since": since},
            save,
            verb=_("Keep this"),
            values={
                **{str(area): person for area, person in now.items()},
                "since": fmt_date(today),
            },
            columns=3,
            least=300,
            draft="area-leads",
        )

    # --- inside -------------------------------------------------------------------------------

    def _form(self, before: Office | None) -> Form:
        club, today = self.session.club, self.session.today()
        register = Register(club, today, [before.person_id] if before else [])

        def save(values: Values) -> None:
            office = rules.read_office(values, today, register.known)
            if before is None:
                self.added(records.begin_office(club, office))
            else:
                records.change_office(club, before.id, replace(office, note=before.note))

        form = _OfficeForm(
            self.session,
            self.shell,
            _("Change an office") if before else _("Add an office"),
            _("Somebody may hold several offices at a time."),
            _fields(register, today),
            save,
            verb=_("Keep this"),
            values=_texts(before) if before else {"since": fmt_date(today)},
            draft=f"office-{before.id if before else 'new'}",
        )
        form.others = [
            each for each in records.offices_on(club, today) if before is None or each != before
        ]
        return form

    def _offer_areas(self) -> None:
        leads = Button(_("Who leads which area"), icon="layout-grid")
        leads.clicked.connect(self._areas)
        self.good(_("The new board is written down."), _("Who leads which area comes next."), leads)

    @guard
    def _new_board(self) -> None:
        self.shell.show(self.new_board_form())

    @guard
    def _areas(self) -> None:
        self.clear_error()
        self.shell.show(self.areas_form())

    @guard
    def _end(self) -> None:
        row, club, today = self.chosen(), self.session.club, self.session.today()

        def save(values: Values) -> None:
            records.end_office(club, row.id, rules.read_end(values, today, row.since))

        self.shell.show(
            Form(
                self.session,
                self.shell,
                _("End this term"),
                f"{rules.office_words(row)}: {row.name}",
                {"until": DateField(_("No longer in office from"), today, ahead=rules.AHEAD)},
                save,
                verb=_("End this term"),
                values={"until": fmt_date(today)},
                columns=1,
            )
        )

    @guard
    def _open_officers(self) -> None:
        self.shell.open("officers")


class _OfficeForm(Form):
    """Asks for the area only where somebody leads one, and says who holds the office now."""

    others: Sequence[Office] = ()

    def first_focus(self) -> QWidget:
        self._fit_area()
        return super().first_focus()

    def _edited(self) -> None:
        super()._edited()
        self._fit_area()
        values = self.values()
        area = values["area"] if values["office"] == "area_lead" else ""
        asked = rules.office_doubts(values["person"], values["office"], area, self.others)
        for name in ("person", "office", "area"):
            self.fields[name].ask(asked.get(name, ""))

    def _fit_area(self) -> None:
        self.fields["area"].setVisible(self.fields["office"].text() == "area_lead")


def _office(kind: OfficeKind) -> str:
    return _(OFFICES[kind])


def _fields(register: Register, today: date) -> dict[str, Field]:
    return {
        "person": PersonField(_("Full name"), register),
        "since": DateField(_("Since"), today, ahead=rules.AHEAD),
        "office": Choice(
            _("Office"), [(code, _(name)) for code, name in OFFICES.items()], columns=2
        ),
        "area": Choice(_("Area"), [(code, _(name)) for code, name in AREAS.items()]),
        "decision": TextField(_("By which paper"), _("Minutes or decision, if known")),
        "until": DateField(
            _("No longer in office from"), today, _("Empty while it goes on"), ahead=rules.AHEAD
        ),
    }


def _texts(office: Office) -> Values:
    return {
        "person": office.person_id,
        "office": office.office,
        "area": office.area or "",
        "since": words.day(office.since),
        "until": words.day(office.until),
        "decision": office.decision or "",
    }
