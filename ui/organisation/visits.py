"""Exchanges with other clubs, and visits of those who look after clubs."""

from collections.abc import Sequence
from datetime import date

from app.base.dates import fmt_date
from app.base.text import _, ngettext
from app.organisation import work, work_records
from app.organisation.work import VISITS, Visit
from ui.kit.chips import Result
from ui.kit.choice import Choice
from ui.kit.entries import DateField, NumberField
from ui.kit.fields import Field, LinesField, TextField
from ui.kit.form import Form, Values
from ui.kit.table import Column
from ui.organisation import words
from ui.organisation.lists import ListPage


class VisitsPage(ListPage[Visit]):
    """Who came and where the club went, newest first."""

    icon = "calendar-check"
    reads = work_records.VISIT_READS

    def name(self) -> str:
        return _("Exchanges and supervision")

    def columns(self) -> Sequence[Column[Visit]]:
        return (
            Column(_("Day"), lambda each: words.day(each.on_date), sort=lambda each: each.on_date),
            Column(_("Kind"), lambda each: _(VISITS[each.kind]), keep=80),
            Column(_("With whom"), lambda each: each.with_whom, bold=True, wide=True),
            Column(_("Advice"), lambda each: each.advice or "", cell=_advice, keep=60),
        )

    def add_words(self) -> str:
        return _("Add a visit")

    def empty(self) -> tuple[str, str]:
        return (
            _("No visit yet"),
            _("Write down exchanges with other clubs, and who came to look at the work."),
        )

    def refresh(self) -> None:
        found = work_records.visits(self.session.club)
        year = self.session.today().year
        figure = _("Exchanges in {year}: {n} of at least {least}").format(
            year=year, n=work.exchanges_in(found, year), least=work.LEAST_EXCHANGES
        )
        waiting = sum(1 for visit in found if visit.open)
        advice = ngettext(
            "{n} piece of advice waits for an answer.",
            "{n} pieces of advice wait for an answer.",
            waiting,
        ).format(n=waiting)
        self.head(
            _("Exchanges and supervision"), f"{figure}. {advice}" if waiting else f"{figure}."
        )
        self.show_rows(found)

    def add(self) -> None:
        self.shell.show(self._form(None))

    def change(self, row: Visit) -> None:
        self.shell.show(self._form(row))

    def remove(self, row: Visit) -> None:
        work_records.remove_visit(self.session.club, row.id)

    def whole(self, row: Visit) -> Sequence[tuple[str, str]]:
        return (
            (_("Kind"), _(VISITS[row.kind])),
            (_("Day"), words.day(row.on_date)),
            (_("With whom"), row.with_whom),
            (_("Place"), row.place or ""),
            (_("People who took part"), str(row.people) if row.people is not None else ""),
            (_("What was seen"), row.content or ""),
            (_("Advice"), row.advice or ""),
            (_("What the club did"), row.done or ""),
        )

    def _form(self, before: Visit | None) -> Form:
        club, today = self.session.club, self.session.today()

        def save(values: Values) -> None:
            visit = work.read_visit(values, today)
            if before is None:
                self.added(work_records.add_visit(club, visit))
            else:
                work_records.change_visit(club, before.id, visit)

        return Form(
            self.session,
            self.shell,
            _("Change a visit") if before else _("Add a visit"),
            "",
            _fields(today),
            save,
            verb=_("Keep this"),
            values=_texts(before) if before else {"on_date": fmt_date(today)},
            draft=f"visit-{before.id if before else 'new'}",
        )


def _advice(visit: Visit) -> Result:
    if visit.advice is None:
        return Result("")
    if visit.open:
        return Result(_("Not done yet"), icon="clock", tone="warn")
    return Result(_("Done"), icon="check")


def _fields(today: date) -> dict[str, Field]:
    return {
        "kind": Choice(_("Kind"), [(code, _(name)) for code, name in VISITS.items()]),
        "on_date": DateField(_("Day"), today),
        "with_whom": TextField(_("With whom"), _("Another club, the commune, the Association")),
        "place": TextField(_("Place")),
        "people": NumberField(_("How many of the club took part"), _("people")),
        "content": TextField(_("What was seen")),
        "advice": LinesField(_("Advice"), _("Empty when there was none"), lines=2),
        "done": LinesField(_("What the club did"), _("Empty until something was done"), lines=2),
    }


def _texts(visit: Visit) -> Values:
    return {
        "kind": visit.kind,
        "on_date": words.day(visit.on_date),
        "with_whom": visit.with_whom,
        "place": visit.place or "",
        "people": str(visit.people) if visit.people is not None else "",
        "content": visit.content or "",
        "advice": visit.advice or "",
        "done": visit.done or "",
    }
