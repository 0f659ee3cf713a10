"""What was done in an area in a month: its activities, and what other rooms hold of it."""

from collections.abc import Sequence
from dataclasses import replace

from app.areas import picture_records, records
from app.areas.deeds import Deed
from app.areas.picture import source_words
from app.areas.rules import KINDS, Activity
from app.base import money
from app.base.areas import Area
from app.base.periods import Month
from app.base.text import N_, _
from ui.areas import words
from ui.areas.activity import change_form, record_activity
from ui.areas.cases import CasesPage
from ui.areas.choose import area_page, deed_page
from ui.areas.exercise import ExercisePage
from ui.areas.proposals import ProposalsPage
from ui.kit.button import Button
from ui.kit.list_page import ListPage
from ui.kit.page import Page, Shell
from ui.kit.say import guard
from ui.kit.session import Session
from ui.kit.table import Column

_BESIDE: dict[Area, tuple[str, type[Page]]] = {
    "health": (N_("Exercise by weeks"), ExercisePage),
    "self_help": (N_("Cases to help"), CasesPage),
    "rights": (N_("Proposals"), ProposalsPage),
}


class AreaMonthPage(ListPage[Activity]):
    """A cell of the picture, opened."""

    icon = "layout-grid"
    help_id = "areas"
    right = "areas.write"
    reads = picture_records.READS | records.ACTIVITY_READS

    def __init__(self, session: Session, shell: Shell, area: Area, month: Month) -> None:
        self.area, self.month = area, month
        super().__init__(session, shell)

    def name(self) -> str:
        return _("Activities")

    def columns(self) -> Sequence[Column[Activity]]:
        return (
            Column(_("Day"), lambda one: words.day(one.on_date), sort=lambda one: one.on_date),
            Column(_("What was done"), lambda one: one.what, bold=True, wide=True),
            Column(_("Who led it"), lambda one: one.led(), keep=70),
            Column(
                _("People"),
                _people,
                sort=lambda one: (one.participants or 0) + (one.outsiders or 0),
                align="right",
                keep=80,
            ),
            Column(
                _("Spent"),
                lambda one: "" if one.spent_vnd is None else money.fmt(one.spent_vnd),
                sort=lambda one: one.spent_vnd or 0,
                align="right",
                keep=50,
            ),
        )

    def add_words(self) -> str:
        return _("Record an activity")

    def empty(self) -> tuple[str, str]:
        return (
            _("No activity written down"),
            _("What was done at the meeting or between meetings is written down here."),
        )

    def title_buttons(self) -> Sequence[Button]:
        if self.area not in _BESIDE:
            return ()
        title, _page = _BESIDE[self.area]
        beside = Button(_(title), icon="list", key="F4")
        beside.clicked.connect(self._open_beside)
        return (beside,)

    def row_buttons(self) -> Sequence[Button]:
        other = Button(_("Another area or kind"), icon="layout-grid", key="F3")
        other.clicked.connect(self._choose_again)
        return (other,)

    def refresh(self) -> None:
        club = self.session.club
        picture = picture_records.year_picture(club, self.month.year)
        sources = picture.cells[self.area][self.month].sources
        others = [source_words(code, n) for code, n in sources.items() if code != "activity"]
        title = _("{area}, {month}").format(
            area=words.area(self.area), month=words.month(self.month)
        )
        told = _("Counts too: {things}.").format(things=", ".join(others)) if others else ""
        self.head(title, told)
        self.show_rows(records.activities_of_month(club, self.month, self.area))

    def add(self) -> None:
        today = self.session.today()
        held = records.meeting_day(self.session.club, self.month)
        on = today if Month.of(today) == self.month else held
        record_activity(self.session, self.shell, area=self.area, on=on, added=self.added)

    def change(self, row: Activity) -> None:
        records.require_not_closed(self.session.club, row.meeting_id)
        self.shell.show(change_form(self.session, self.shell, row))

    def remove(self, row: Activity) -> None:
        records.remove_activity(self.session.club, row.id)

    def whole(self, row: Activity) -> Sequence[tuple[str, str]]:
        return (
            (_("What was done"), row.what),
            (_("Day"), words.day(row.on_date)),
            (_("Kind"), _(KINDS[row.kind])),
            (_("Who led it"), row.led()),
            (_("People"), _people(row)),
            (_("Spent"), "" if row.spent_vnd is None else money.fmt(row.spent_vnd)),
            (_("Help in kind"), row.in_kind or ""),
            (_("Note"), row.note or ""),
        )

    @guard
    def _choose_again(self) -> None:
        """Move an activity to another area or kind; its words stay."""
        row = self.chosen()
        records.require_not_closed(self.session.club, row.meeting_id)

        def deed_chosen(deed: Deed) -> None:
            moved = replace(row, area=deed.area, kind=deed.kind)
            records.change_activity(self.session.club, row.id, moved)

        def area_chosen(area: Area) -> None:
            self.shell.show(deed_page(self.session, self.shell, area, deed_chosen))

        self.shell.show(area_page(self.session, self.shell, area_chosen))

    @guard
    def _open_beside(self) -> None:
        _title, page = _BESIDE[self.area]
        self.shell.show(page(self.session, self.shell))


def _people(activity: Activity) -> str:
    """ "54", or "54 + 6" with people from outside."""
    if activity.outsiders:
        return f"{activity.participants or 0} + {activity.outsiders}"
    return "" if activity.participants is None else str(activity.participants)
