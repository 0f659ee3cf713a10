"""What volunteers reported: danger signs first, to whom it was told, and what was done."""

from collections.abc import Sequence
from datetime import timedelta

from app.base.dates import fmt_date
from app.base.text import _, ngettext
from app.home_care import forms, records, visit_records
from app.home_care.rules import CALL_AT_ONCE, SIGNS, Report
from ui.home_care import words
from ui.home_care.who import who_field
from ui.kit.chips import Result
from ui.kit.choice import Choice, Tick
from ui.kit.entries import DateField
from ui.kit.fields import Field, TextField
from ui.kit.form import Form, Values
from ui.kit.list_page import ListPage
from ui.kit.table import Column

PAST = timedelta(days=365)


class ReportsPage(ListPage[Report]):
    """Open ones first, then those of the last year."""

    icon = "triangle-alert"
    help_id = "home_care"
    right = "home_care.write"
    reads = visit_records.READS

    def name(self) -> str:
        return _("What was reported")

    def columns(self) -> Sequence[Column[Report]]:
        return (
            Column(_("Day"), lambda one: fmt_date(one.on), sort=lambda one: one.on),
            Column(_("About"), lambda one: one.name, bold=True),
            Column(_("Sign"), lambda one: _(SIGNS[one.sign]), wide=True),
            Column(_("Told"), lambda one: one.told_whom or "", keep=40),
            Column(_("What was done"), lambda one: one.done or "", keep=50, wide=True),
            Column(_("State"), lambda one: _state(one).word, cell=_state, keep=90),
        )

    def add_words(self) -> str:
        return _("Report something")

    def empty(self) -> tuple[str, str]:
        return (
            _("Nothing was reported"),
            _("A fall, fever, not eating: write down here whom it was told and what was done."),
        )

    def refresh(self) -> None:
        club, today = self.session.club, self.session.today()
        still = visit_records.open_reports(club)
        past = visit_records.reports(club, today - PAST, today)
        found = [*still, *(one for one in past if one.closed_on is not None)]
        count = ngettext("{n} is open.", "{n} are open.", len(still)).format(n=len(still))
        self.head(_("What was reported"), count if found else "")
        self.show_rows(found)

    def add(self) -> None:
        self.shell.show(self._form(Report("", "", self.session.today(), "other")))

    def change(self, row: Report) -> None:
        self.shell.show(self._form(row))

    def remove(self, row: Report) -> None:
        visit_records.remove_report(self.session.club, row.id)

    def whole(self, row: Report) -> Sequence[tuple[str, str]]:
        return (
            (_("Day"), fmt_date(row.on)),
            (_("About"), row.name),
            (_("Sign"), _(SIGNS[row.sign])),
            (_("What was seen"), row.what or ""),
            (_("Told"), row.told_whom or ""),
            (_("What was done"), row.done or ""),
        )

    def _form(self, before: Report) -> Form:
        club, today = self.session.club, self.session.today()
        people = {each.id: each for each in records.cared_people(club, today)}

        def save(values: Values) -> None:
            report = forms.read_report(values, today, before, people)
            self.added(visit_records.write_report(club, report))

        signs = [(code, _(name)) for code, name in SIGNS.items()]
        fields: dict[str, Field] = {}
        if not before.cared_id:
            fields["cared"] = who_field(_("About whom"), people.values(), today)
        fields |= {
            "sign": Choice(_("What was seen"), signs, wide=True),
            "on": DateField(_("Noticed on"), today, ahead=0),
            "what": TextField(_("In detail")),
            "told_whom": TextField(_("Told to"), _("Health station, family, chair")),
            "told_on": DateField(_("Told on"), today, _("May stay empty"), ahead=0),
            "done": TextField(_("What was done")),
            "closed": Tick(_("It is settled")),
        }
        new = not before.id
        return Form(
            self.session,
            self.shell,
            before.name or _("Report something"),
            _("Chest pain, hard breathing, a hanging face: call 115 first, then write."),
            fields,
            save,
            verb=_("Keep this"),
            columns=3,
            least=words.THIRD,
            values={
                "on": fmt_date(before.on),
                "sign": "" if new else before.sign,
                "what": before.what or "",
                "told_whom": before.told_whom or "",
                "told_on": "" if before.told_on is None else fmt_date(before.told_on),
                "done": before.done or "",
                "closed": "yes" if before.closed_on is not None else "",
            },
            draft=f"report-{before.id or 'new'}",
        )


def _state(one: Report) -> Result:
    if one.closed_on is not None:
        return Result(_("Settled"), icon="check")
    urgent = one.sign in CALL_AT_ONCE
    return Result(_("Open"), icon="circle-alert", tone="bad" if urgent else "warn")
