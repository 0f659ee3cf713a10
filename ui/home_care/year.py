"""What the volunteers gave in a year: visits, hours, people; certificates of thanks."""

from PySide6.QtWidgets import QWidget

from app.base.names import sort_key
from app.base.text import _, language, ngettext
from app.home_care import visit_records
from app.home_care.visit_records import YearOfVisits
from ui.home_care import words
from ui.kit import pick
from ui.kit.button import Button
from ui.kit.empty import Empty
from ui.kit.labels import line
from ui.kit.layout import Row
from ui.kit.page import Page, Shell
from ui.kit.preview import Preview
from ui.kit.say import guard
from ui.kit.session import Session
from ui.kit.table import Column, Table


class YearPage(Page):
    """Who gave most comes first."""

    help_id = "home_care"
    reads = visit_records.READS

    def __init__(self, session: Session, shell: Shell) -> None:
        super().__init__(session, shell)
        self._year = session.today().year
        self.thanks = Button(_("Print certificates"), icon="printer", key="Ctrl+P", kind="primary")
        self.thanks.clicked.connect(self._print)
        self.set_actions(self.thanks)
        before = Button("", icon="chevron-left", name=_("Year before"))
        before.clicked.connect(self._back)
        after = Button("", icon="chevron-right", name=_("Next year"))
        after.clicked.connect(self._on)
        self._said = line(str(self._year), "bold")
        top = Row(8)
        for part in (before, self._said, after):
            top.add(part)
        top.stretch()
        self.table: Table[YearOfVisits] = Table(
            (
                Column(
                    _("Volunteer"),
                    lambda row: row.name,
                    sort=lambda row: sort_key(row.name),
                    bold=True,
                    wide=True,
                ),
                Column(
                    _("Visits made"),
                    lambda row: str(row.visits),
                    sort=lambda r: r.visits,
                    align="right",
                ),
                Column(
                    _("Hours"),
                    lambda row: words.hours(row.minutes),
                    sort=lambda r: r.minutes,
                    align="right",
                ),
                Column(_("People visited"), lambda row: str(row.people), align="right", keep=50),
            ),
            key=lambda row: row.person_id,
            name=_("Hours of the year"),
        )
        top.add(self.table.pager)
        self.body.add(top)
        self.body.add(self.table, stretch=1)

    def first_focus(self) -> QWidget:
        return self.table

    def refresh(self) -> None:
        found = visit_records.year_of_visits(self.session.club, self._year)
        minutes = sum(each.minutes for each in found)
        said = ngettext("{n} volunteer gave {hours}", "{n} volunteers gave {hours}", len(found))
        self.head(
            _("Hours of the year {year}").format(year=self._year),
            said.format(n=len(found), hours=words.hours(minutes)) if found else "",
        )
        self._said.setText(str(self._year))
        self.thanks.setEnabled(bool(found))
        self.table.set_rows(found)
        self.table.set_empty(Empty("clock", _("No visit in this year"), ""))

    @guard
    def _back(self) -> None:
        self._turn(-1)

    @guard
    def _on(self) -> None:
        self._turn(1)

    def _turn(self, years: int) -> None:
        self._year += years
        self.refresh()

    @guard
    def _print(self) -> None:
        from app.documents import care_thanks

        value = care_thanks.gather(self.session.club, self._year)
        title = _("Certificates of thanks {year}").format(year=self._year)
        self._preview = Preview(
            self.session,
            self.shell,
            care_thanks.render(value, language=language()),
            title,
            _("One page for each volunteer."),
            self._save,
        )
        self.shell.show(self._preview)

    def _save(self, pdf: bytes) -> None:
        name = _("thanks-{year}.pdf").format(year=self._year)
        path = pick.save_file(self._preview, _("Save the certificates"), name)
        if path is not None:
            pick.write(path, pdf)
            self._preview.good(_("The paper is saved."), str(path))
