"""The volunteers: who visits, on which days, who stands in for whom."""

from collections.abc import Sequence

from app.base.dates import WEEKDAYS, fmt_date
from app.base.names import sort_key
from app.base.periods import Month
from app.base.text import _, ngettext
from app.home_care import forms, records
from app.home_care.rules import LEAST_VOLUNTEERS, Volunteer
from ui.home_care.calendar import VolunteerCalendar
from ui.kit.button import Button
from ui.kit.choice import Ticks
from ui.kit.entries import DateField
from ui.kit.fields import Field, TextField
from ui.kit.form import Form, Values
from ui.kit.list_page import ListPage
from ui.kit.people_field import PersonField
from ui.kit.register import Register
from ui.kit.say import guard
from ui.kit.table import Column


def weekday_words(weekdays: Sequence[int]) -> str:
    """Days of the week, or that any will do."""
    if not weekdays:
        return _("Any day")
    return _(", ").join(_(WEEKDAYS[day]) for day in weekdays)


class VolunteersPage(ListPage[Volunteer]):
    """The volunteers of today; Enter opens the calendar of the month."""

    icon = "users"
    help_id = "home_care"
    right = "home_care.write"
    reads = records.READS

    def name(self) -> str:
        return _("Volunteers")

    def columns(self) -> Sequence[Column[Volunteer]]:
        return (
            Column(
                _("Volunteer"),
                lambda each: each.name,
                sort=lambda each: sort_key(each.name),
                bold=True,
                wide=True,
            ),
            Column(_("Can come"), lambda each: weekday_words(each.weekdays), wide=True),
            Column(_("Hamlet"), lambda each: each.hamlet or "", keep=60),
            Column(_("Stands in"), lambda each: each.substitute, keep=70),
            Column(_("Since"), lambda each: fmt_date(each.since), sort=lambda e: e.since, keep=50),
        )

    def add_words(self) -> str:
        return _("Write down a volunteer")

    def empty(self) -> tuple[str, str]:
        return (
            _("No volunteer yet"),
            _("A club has at least {n} volunteers who visit people at home.").format(
                n=LEAST_VOLUNTEERS
            ),
        )

    def row_buttons(self) -> Sequence[Button]:
        end = Button(_("Stops visiting"), icon="check", key="F3")
        end.clicked.connect(self._end)
        return (end,)

    def hint_words(self) -> str:
        return _("Enter opens the calendar of the month.")

    def refresh(self) -> None:
        found = records.volunteers(self.session.club, self.session.today())
        count = ngettext("{n} volunteer", "{n} volunteers", len(found)).format(n=len(found))
        said = count if len(found) >= LEAST_VOLUNTEERS else _("{count}; a club has at least {n}.")
        self.head(_("Volunteers"), said.format(count=count, n=LEAST_VOLUNTEERS))
        self.show_rows(found)

    def open(self, row: Volunteer) -> None:
        month = Month.of(self.session.today())
        self.shell.show(VolunteerCalendar(self.session, self.shell, row.person_id, month))

    def add(self) -> None:
        self.shell.show(self._form(None))

    def change(self, row: Volunteer) -> None:
        self.shell.show(self._form(row))

    def remove(self, row: Volunteer) -> None:
        records.remove_volunteer(self.session.club, row.id)

    def whole(self, row: Volunteer) -> Sequence[tuple[str, str]]:
        return ()  # Enter opens the calendar for everybody

    @guard
    def _end(self) -> None:
        row = self.chosen()
        today = self.session.today()

        def save(values: Values) -> None:
            until = forms.read_day(values, today, "until")
            records.end_volunteer(self.session.club, row.id, until)

        fields: dict[str, Field] = {"until": DateField(_("Last day"), today, ahead=0)}
        self.shell.show(
            Form(
                self.session,
                self.shell,
                _("{name} stops visiting").format(name=row.name),
                _("Their rounds in the care plans are nobody's from then on."),
                fields,
                save,
                verb=_("Keep this"),
                values={"until": fmt_date(today)},
            )
        )

    def _form(self, before: Volunteer | None) -> Form:
        club, today = self.session.club, self.session.today()
        also = [each for each in (before and before.substitute_id,) if each]
        register = Register(club, today, also)

        def save(values: Values) -> None:
            each = forms.read_volunteer(values, today, register.known, before)
            if before is None:
                self.added(records.add_volunteer(club, each))
            else:
                records.change_volunteer(club, before.id, each)

        fields: dict[str, Field] = {}
        if before is None:
            fields["person"] = PersonField(_("Who"), register)
            fields["since"] = DateField(_("Since"), today, ahead=0)
        days = [(str(number), _(name)) for number, name in enumerate(WEEKDAYS)]
        fields |= {
            "hamlet": TextField(_("Visits in hamlet"), _("May stay empty")),
            "substitute": PersonField(_("Who stands in"), register, _("May stay empty")),
            "note": TextField(_("Note"), _("Training, what they do well")),
            "weekdays": Ticks(
                _("Can come on"), days, _("None ticked: any day"), columns=7, wide=True
            ),
        }
        values = {"since": fmt_date(today)}
        if before is not None:
            values = {
                "weekdays": " ".join(map(str, before.weekdays)),
                "hamlet": before.hamlet or "",
                "substitute": before.substitute_id or "",
                "note": before.note or "",
            }
        return Form(
            self.session,
            self.shell,
            before.name if before else _("Write down a volunteer"),
            _("Who visits people at home, without pay."),
            fields,
            save,
            verb=_("Keep this"),
            values=values,
            draft=f"volunteer-{before.id if before else 'new'}",
        )
