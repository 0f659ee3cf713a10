"""Who should be seen at the health station: urgent ones, and who was high three times in a row."""

from PySide6.QtWidgets import QWidget

from app.base.dates import fmt_date
from app.base.names import sort_key
from app.base.text import _, ngettext
from app.health import records
from app.health.rules import fmt_pressure
from app.reports.suggestions import Care, who_needs_care
from ui.health import words
from ui.health.person import PersonHealthPage
from ui.kit.button import Button
from ui.kit.empty import Empty
from ui.kit.layout import Row
from ui.kit.page import Page, Shell
from ui.kit.say import guard
from ui.kit.session import Session
from ui.kit.table import Column, Table


class CarePage(Page):
    """The list; Enter opens a person."""

    help_id = "health"
    reads = records.READS

    def __init__(self, session: Session, shell: Shell) -> None:
        super().__init__(session, shell)
        self.head(_("Who needs care"))
        today = session.today()
        self.table: Table[Care] = Table(
            [
                Column(
                    _("Full name"),
                    lambda one: words.full_name(
                        one.person.name, one.person.sex, one.person.birth, today
                    ),
                    sort=lambda one: sort_key(one.person.name),
                    bold=True,
                ),
                Column(
                    _("Last reading"),
                    lambda one: fmt_pressure(one.readings[0]),
                    sort=lambda one: -(one.readings[0].systolic or 0),
                ),
                Column(
                    _("Result"),
                    lambda one: words.band_result(one.readings[0]).word,
                    cell=lambda one: words.band_result(one.readings[0]),
                ),
                Column(
                    _("Readings before"),
                    lambda one: ",  ".join(fmt_pressure(each) for each in one.readings[1:]),
                    wide=True,
                    keep=40,
                ),
                Column(
                    _("Measured on"),
                    lambda one: fmt_date(one.readings[0].on),
                    sort=lambda one: one.readings[0].on,
                    keep=60,
                ),
            ],
            key=lambda one: one.person.id,
            name=_("Who needs care"),
        )
        self.table.opened.connect(self._open)
        back = Button(_("Back to the readings"), icon="arrow-left")
        back.clicked.connect(self.escape)
        self.table.set_empty(
            Empty(
                "circle-check",
                _("Nobody at present"),
                _("Nobody was high three times in a row or needs to go today."),
                back,
            )
        )
        above = Row()
        above.stretch()
        above.add(self.table.pager)
        self.body.add(self.table, stretch=1)
        self.body.add(above)

    def refresh(self) -> None:
        found = who_needs_care(self.session.club, self.session.today())
        self.table.set_rows(found)
        count = ngettext("{n} person.", "{n} people.", len(found)).format(n=len(found))
        self.head(
            _("Who needs care"),
            _("High three times in a row, or very high now. Ask them to see the health station.")
            + f" {count}",
        )

    def first_focus(self) -> QWidget:
        return self.table

    @guard
    def _open(self, one: Care) -> None:
        self.shell.show(PersonHealthPage(self.session, self.shell, one.person.id))
