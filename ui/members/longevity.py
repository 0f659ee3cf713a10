"""Whom to congratulate: longevity wishes of a year, birthdays of a month, years in the club."""

from datetime import date
from typing import Any

from PySide6.QtWidgets import QStackedWidget, QWidget

from app.base.lunar import Lunar, solar
from app.base.periods import Month
from app.base.text import _, language, ngettext
from app.members import records
from app.members.longevity import Honour, birthdays, honours, jubilees, without_birth
from app.members.rules import Member
from ui.kit.button import Button
from ui.kit.choice import Choice
from ui.kit.empty import Empty
from ui.kit.labels import muted
from ui.kit.layout import Apart, Flow, plain
from ui.kit.page import Page, Shell
from ui.kit.say import guard
from ui.kit.session import Session
from ui.kit.table import Table
from ui.members import words
from ui.members.honour_tables import birthday_table, honour_table, jubilee_table
from ui.members.paper_page import Made, Printer

LONGEVITY, BIRTHDAYS, JUBILEES = "longevity", "birthdays", "jubilees"
BY_YEAR = "year"
TO_THE_COMMUNE = "C3"


class LongevityPage(Page):
    """Three lists; Enter opens a person, F3 and F4 go to the year or month before and after."""

    help_id = "longevity"
    reads = records.READS | {"consent"}

    def __init__(self, session: Session, shell: Shell) -> None:
        super().__init__(session, shell)
        self._year = session.today().year
        self._month = Month.of(session.today())
        self._agreed: frozenset[str] = frozenset()
        self._card = Button(_("Card"), icon="gift", key="Ctrl+K")
        self._card.clicked.connect(self._print_card)
        self.paper = Button(_("Print"), icon="printer", key="Ctrl+P", kind="primary")
        self.paper.clicked.connect(self._print)
        self.excel = Button(_("To Excel"), icon="file-text", key="Ctrl+E")
        self.excel.clicked.connect(self._to_excel)
        self.set_actions(self._card, self.excel, self.paper)
        self._printer = Printer(self)
        self.what = Choice(
            "",
            [
                (LONGEVITY, _("Longevity")),
                (BIRTHDAYS, _("Birthdays")),
                (JUBILEES, _("Years in the club")),
            ],
        )
        self.what.set_text(LONGEVITY)
        self.what.edited.connect(self.refresh)
        self.by = Choice(
            "",
            [
                (BY_YEAR, _("By calendar year")),
                ("tet", _("Full age by Tết")),
                ("06-06", _("Full age by 6/6")),
                ("10-01", _("Full age by 1/10")),
            ],
        )
        self.by.set_text(BY_YEAR)
        self.by.edited.connect(self.refresh)
        self.before = Button("", icon="chevron-left", key="F3")
        self.before.clicked.connect(self._step_back)
        self.after = Button("", icon="chevron-right", key="F4")
        self.after.clicked.connect(self._step_on)
        steps = Flow(8)
        steps.add(self.before)
        steps.add(self.after)
        self.body.add(Apart(self.what, plain(steps), gap=16, grow=True))
        self.body.add(self.by)
        self.honours = honour_table(self._has_agreed)
        self.birthdays = birthday_table()
        self.jubilees = jubilee_table()
        self._lists = QStackedWidget()
        self._pagers = QStackedWidget()
        for table in self._tables().values():
            table.opened.connect(self._open)
            table.set_empty(
                Empty("gift", _("Nobody in this time"), _("F3 and F4 go to another time."))
            )
            self._lists.addWidget(table)
            self._pagers.addWidget(table.pager)
        self.honours.moved.connect(self._explain)
        self._below = muted(" ")
        self.body.add(self._lists, stretch=1)
        self.body.add(Apart(self._below, self._pagers, gap=16, grow=True))
        self.body.add(self._printer.progress)

    def arrive(self, **about: Any) -> None:
        what = str(about.get("what", ""))
        if what in self._tables():
            self.what.set_text(what)
            self.refresh()

    def first_focus(self) -> QWidget:
        return self._table()

    def refresh(self) -> None:
        club, today = self.session.club, self.session.today()
        here = records.members(club, today)
        agreed = records.purposes_in_force(club, today)
        self._agreed = frozenset(one for one, given in agreed.items() if TO_THE_COMMUNE in given)
        what = self.what.text()
        self.by.setVisible(what == LONGEVITY)
        self._lists.setCurrentWidget(self._table())
        self._pagers.setCurrentWidget(self._table().pager)
        self._below.setText(" ")
        match what:
            case "birthdays":
                self._show_birthdays(here)
            case "jubilees":
                self._show_jubilees(here)
            case _:
                self._show_honours(here)
        for button, way in ((self.before, -1), (self.after, 1)):
            button.rename(self._period(way))

    # --- the lists --------------------------------------------------------------------------

    def _show_honours(self, here: tuple[Member, ...]) -> None:
        found = honours(here, self._year, self.full_by())
        self.honours.set_rows(found)
        self._explain(self.honours.current())
        count = len(found)
        parts = [
            ngettext("{n} person in {year}.", "{n} people in {year}.", count).format(
                n=count, year=self._year
            )
        ]
        silent = sum(not self._has_agreed(one.person_id) for one in found)
        if silent:
            said = ngettext(
                "{n} has not agreed that the commune gets the name (point 3 of the consent form):"
                " the printed list leaves this person out.",
                "{n} have not agreed that the commune gets the name (point 3 of the consent form):"
                " the printed list leaves them out.",
                silent,
            )
            parts.append(said.format(n=silent))
        unknown = len(without_birth(here))
        if unknown:
            said = ngettext(
                "{n} member has no year of birth.", "{n} members have no year of birth.", unknown
            )
            parts.append(said.format(n=unknown))
        self.head(_("Longevity wishes {year}").format(year=self._year), " ".join(parts))
        self._may_print(count, may=count > silent)

    def _show_birthdays(self, here: tuple[Member, ...]) -> None:
        found = birthdays(here, self._month)
        self.birthdays.set_rows(found)
        count = len(found)
        said = ngettext(
            "{n} birthday, by the sun and by the moon. The poster names only who agreed to it"
            " (point 5 of the consent form).",
            "{n} birthdays, by the sun and by the moon. The poster names only who agreed to it"
            " (point 5 of the consent form).",
            count,
        )
        title = _("Birthdays of month {month}/{year}")
        month = self._month
        self.head(title.format(month=month.month, year=month.year), said.format(n=count))
        self._may_print(count, may=count > 0)

    def _show_jubilees(self, here: tuple[Member, ...]) -> None:
        found = jubilees(here, self._year)
        self.jubilees.set_rows(found)
        count = len(found)
        said = ngettext(
            "{n} member completes 10, 15, 20 … years in the club.",
            "{n} members complete 10, 15, 20 … years in the club.",
            count,
        )
        self.head(_("Years in the club {year}").format(year=self._year), said.format(n=count))
        self._may_print(count, may=False)

    def _may_print(self, listed: int, *, may: bool) -> None:
        """Whether the paper and a card can be made now; there is none for years in the club."""
        has_paper = self.what.text() != JUBILEES
        for button in (self.paper, self.excel, self._card):
            button.setVisible(has_paper)
        for button in (self.paper, self.excel):
            if may:
                button.on()
            else:
                button.off(_("nobody to name"))
        if self._card_day() is None:
            self._card.off(_("past year"))
        elif not listed:
            self._card.off(_("nobody listed"))
        else:
            self._card.on()

    def _explain(self, one: Honour | None) -> None:
        """Who honours, and the least gift."""
        tongue = language()
        said = " "
        if one is not None:
            said = _("{by}: {gift}.").format(by=one.by.in_(tongue), gift=one.gift.in_(tongue))
        self._below.setText(words.capital(said))

    def _tables(self) -> dict[str, Table[Any]]:
        return {LONGEVITY: self.honours, BIRTHDAYS: self.birthdays, JUBILEES: self.jubilees}

    def _table(self) -> Table[Any]:
        return self._tables()[self.what.text() or LONGEVITY]

    def _has_agreed(self, person_id: str) -> bool:
        return person_id in self._agreed

    # --- time -------------------------------------------------------------------------------

    def full_by(self) -> date | None:
        """The day of the ceremony; None when the list goes by calendar year."""
        how = self.by.text()
        if how in ("", BY_YEAR):
            return None
        if how == "tet":
            return solar(Lunar(1, 1, False, self._year))
        return date.fromisoformat(f"{self._year}-{how}")

    def _period(self, way: int) -> str:
        if self.what.text() == BIRTHDAYS:
            other = self._month.plus(way)
            return f"{other.month}/{other.year}"
        return str(self._year + way)

    def _step(self, way: int) -> None:
        if self.what.text() == BIRTHDAYS:
            self._month = self._month.plus(way)
        else:
            self._year += way
        self.refresh()

    @guard
    def _step_back(self) -> None:
        self._step(-1)

    @guard
    def _step_on(self) -> None:
        self._step(1)

    # --- acts -------------------------------------------------------------------------------

    @guard
    def _open(self, row: Any) -> None:
        from ui.members.person import PersonPage

        self.shell.show(PersonPage(self.session, self.shell, row.person_id))

    @guard
    def _print(self) -> None:
        made = self._made()
        if made is not None:
            self._printer.look(made)

    @guard
    def _to_excel(self) -> None:
        made = self._made()
        if made is not None:
            self._printer.to_excel(made)

    @guard
    def _print_card(self) -> None:
        from app.documents import congratulation

        row, day = self._table().current(), self._card_day()
        if row is None or day is None:
            return
        today = self.session.today()
        occasion: congratulation.Occasion = (
            "birthday" if self.what.text() == BIRTHDAYS else "longevity"
        )
        greetings, issuer = congratulation.gather(self.session.club, day, occasion, [row.code])
        self._printer.look(
            Made(
                row.name,
                f"{occasion}-{row.code}",
                f"card {occasion} {day.year}",
                lambda tongue: congratulation.render(greetings, issuer, today, language=tongue),
                person_id=row.person_id,
                sides="short",
            )
        )

    def _made(self) -> Made | None:
        """The list that is seen, as a paper; None for years in the club, which have none."""
        if self.what.text() == BIRTHDAYS:
            return self._birthday_paper()
        return self._longevity_paper() if self.what.text() == LONGEVITY else None

    def _birthday_paper(self) -> Made:
        from app.documents import birthday_list

        today = self.session.today()
        of_month, issuer = birthday_list.gather(self.session.club, today, self._month)
        left_out = len(of_month.all) - len(of_month.for_wall)
        said = ngettext(
            "{n} person is left out: no consent to be on a poster.",
            "{n} people are left out: no consent to be on a poster.",
            left_out,
        )
        return Made(
            said.format(n=left_out) if left_out else "",
            f"birthdays-{self._month}",
            f"birthdays {self._month}",
            lambda tongue: birthday_list.render(of_month, issuer, today, language=tongue),
            birthday_list.to_listing(of_month, today),
        )

    def _longevity_paper(self) -> Made:
        from app.documents import longevity_list

        today = self.session.today()
        listed, issuer = longevity_list.gather(self.session.club, today, self._year, self.full_by())
        names = ", ".join(f"{one.name} ({one.birth[:4]})" for one in listed.left_out)
        said = _("Left out, since they have not agreed: {names}.")
        return Made(
            said.format(names=names) if names else "",
            f"longevity-{self._year}",
            f"longevity {self._year}",
            lambda _tongue: longevity_list.render(listed, issuer, today),
            longevity_list.to_listing(listed, today),
        )

    def _card_day(self) -> date | None:
        """A day of the year for which the card counts the age; cards look ahead, not back."""
        today = self.session.today()
        year = self._month.year if self.what.text() == BIRTHDAYS else self._year
        if year < today.year:
            return None
        return today if year == today.year else date(year, 1, 1)
