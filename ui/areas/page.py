"""The picture of a year: the eight areas by months; Enter opens what was done."""

from typing import Any

from PySide6.QtWidgets import QWidget

from app.areas.picture import Picture, months
from app.areas.picture_records import READS, year_picture
from app.base.areas import AREAS, Area
from app.base.periods import Month
from app.base.text import _, language, ngettext
from ui.areas import words
from ui.areas.activity import record_activity
from ui.areas.minimums import MinimumsPage
from ui.areas.month import AreaMonthPage
from ui.kit import pick
from ui.kit.button import Button
from ui.kit.choose import ChoosePage, Option
from ui.kit.labels import line
from ui.kit.layout import Apart, Flow, Row, plain
from ui.kit.months import MonthCell, MonthGrid, MonthRow, legend
from ui.kit.page import Page, Shell
from ui.kit.preview import Preview
from ui.kit.say import guard
from ui.kit.session import Session

FIRST_YEAR = 1990


class AreasPage(Page):
    """Eight rows, twelve columns; how many areas each month has stands below."""

    help_id = "areas"
    reads = READS

    def __init__(self, session: Session, shell: Shell) -> None:
        super().__init__(session, shell)
        self._year = session.today().year
        self.paper = Button(_("Print large"), icon="printer", key="Ctrl+P")
        self.paper.clicked.connect(self._print)
        self.record = Button(_("Record an activity"), icon="plus", key="Ctrl+N", kind="primary")
        self.record.clicked.connect(self._record)
        self._may = session.may("areas.write")
        self.set_actions(self.paper, *([self.record] if self._may else []))
        self.grid = MonthGrid(
            [words.month_head(number) for number in range(1, 13)],
            now=session.today().month - 1,
            name=_("The eight areas"),
            whole=True,
        )
        self.grid.opened.connect(self._open)
        self.grid.moved.connect(self._follow)
        self.body.add(self.grid, stretch=1)
        marks = legend(
            [("done", _("Done, times")), ("planned", _("Planned")), ("missing", _("Missing"))]
        )
        self.before = Button("", icon="chevron-left", name=_("Year before"))
        self.before.clicked.connect(self._go_back)
        self.after = Button("", icon="chevron-right", name=_("Next year"))
        self.after.clicked.connect(self._go_on)
        self._year_words = line(str(self._year), "bold")
        self.minimums = Button(_("What is asked"), icon="list", key="F4")
        self.minimums.clicked.connect(self._open_minimums)
        years = Row(8)
        for part in (self.before, self._year_words, self.after):
            years.add(part)
        acts = Flow(12)
        acts.add(plain(years))
        acts.add(self.minimums)
        self.body.add(Apart(marks, plain(acts), gap=12))

    def arrive(self, **about: Any) -> None:
        """`year` and `area` with `month` say what to show."""
        year = int(about.get("year", self._year))
        if year != self._year:
            self._show_year(year)
        if "area" in about and "month" in about:
            self.grid.select(str(about["area"]), int(about["month"]) - 1)

    def first_focus(self) -> QWidget:
        return self.grid

    def refresh(self) -> None:
        picture = year_picture(self.session.club, self._year)
        self.head(_("The eight areas in {year}").format(year=self._year), said(picture))
        rows = [self._row(picture, area) for area in AREAS]
        come = set(picture.come())
        foot = [
            f"{picture.done(month)}/8" if month in come else "–" for month in months(self._year)
        ]
        self.grid.set_rows(rows, (_("All 8 areas"), foot))
        today = self.session.today()
        self.grid.set_now(today.month - 1 if today.year == self._year else None)
        self._year_words.setText(str(self._year))
        self._enable(self.before, self._year > FIRST_YEAR, self.after)
        self._enable(self.after, self._year <= today.year, self.before)

    @staticmethod
    def _row(picture: Picture, area: Area) -> MonthRow:
        cells = []
        for month in months(picture.year):
            cell = picture.cells[area][month]
            text = str(cell.count) if cell.count else ""
            cells.append(MonthCell(cell.state, text))
        return MonthRow(area, words.area(area), cells, icon=words.ICONS[area])

    # --- acts -------------------------------------------------------------------------------

    def _show_year(self, year: int) -> None:
        self._year = year
        self.refresh()

    @staticmethod
    def _enable(button: Button, may: bool, other: Button) -> None:
        if button.hasFocus() and not may:
            other.setFocus()
        button.setEnabled(may)

    @guard
    def _follow(self) -> None:
        """Keep the cell that one goes to in sight."""
        inside, place = self.widget(), self.grid.current_place()
        if inside is not None:
            middle = self.grid.mapTo(inside, place.center())
            self.ensureVisible(middle.x(), middle.y(), 0, place.height())

    def reveal(self, widget: QWidget | None) -> None:
        if widget is not None and (widget is self.grid or self.grid.isAncestorOf(widget)):
            self._follow()  # the grid may be higher than the page
        else:
            super().reveal(widget)

    @guard
    def _go_back(self) -> None:
        self._show_year(self._year - 1)

    @guard
    def _go_on(self) -> None:
        self._show_year(self._year + 1)

    @guard
    def _open(self, where: tuple[str, int]) -> None:
        area = next(code for code in AREAS if code == where[0])
        month = Month(self._year, where[1] + 1)
        self.shell.show(AreaMonthPage(self.session, self.shell, area, month))

    @guard
    def _record(self) -> None:
        record_activity(self.session, self.shell, on=self.session.today())

    @guard
    def _open_minimums(self) -> None:
        self.shell.show(MinimumsPage(self.session, self.shell, self._year))

    @guard
    def _print(self) -> None:
        papers = [
            Option("A4", _("On A4"), "printer"),
            Option("A3", _("On A3, at a print shop"), "printer"),
        ]
        self.shell.show(
            ChoosePage(self.session, self.shell, _("Print large"), papers, self._preview_on)
        )

    def _preview_on(self, paper: str) -> None:
        from app.documents import areas_poster
        from app.documents.wall import Paper

        poster = areas_poster.gather(self.session.club, self._year)
        size: Paper = "A3" if paper == "A3" else "A4"
        self._preview = Preview(
            self.session,
            self.shell,
            areas_poster.render(poster, paper=size, language=language()),
            _("The eight areas in {year}").format(year=self._year),
            _("For the wall: figures only, no names."),
            self._save,
        )
        self.shell.show(self._preview)

    def _save(self, pdf: bytes) -> None:
        path = pick.save_file(self._preview, _("Save the picture"), _("eight-areas.pdf"))
        if path is not None:
            pick.write(path, pdf)
            self._preview.good(_("The paper is saved."), str(path))


def said(picture: Picture) -> str:
    """The picture in a sentence or two."""
    come = picture.come()
    if not come:
        return _("Nothing is written down of this year.")
    words_of = ngettext(
        "{n} of {of} month has all 8 areas.", "{n} of {of} months have all 8 areas.", len(come)
    )
    first = words_of.format(n=len(picture.complete_months()), of=len(come))
    short = [(month, picture.missing(month)) for month in come if picture.missing(month)]
    if not short:
        return first
    month, missing = short[-1]
    if len(missing) > 3:
        last = _("Month {month} is missing {n} areas.").format(month=month.month, n=len(missing))
    else:
        last = _("Month {month} is missing: {areas}.").format(
            month=month.month, areas=words.names(missing)
        )
    return f"{first} {last}"
