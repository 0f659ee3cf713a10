"""The people cared for at home: who they are, whom to call, the way to plan, needs and visits."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtWidgets import QWidget

from app.base.dates import fmt_date
from app.base.names import sort_key
from app.base.periods import Month
from app.base.text import _, ngettext
from app.documents.letters import fmt_phone
from app.home_care import plan_records, records, visit_records
from app.home_care.rules import BREAKS, END_REASONS, FORM_TITLES, FORMS, SIGNS, Cared
from ui.home_care.calendar import PersonCalendar
from ui.home_care.person_forms import break_form, cared_form, end_form, house_form, need_form
from ui.home_care.plan import PlanPage, round_words
from ui.kit.button import Button
from ui.kit.choose import ChoosePage, Option
from ui.kit.door import Door
from ui.kit.doors import Doors
from ui.kit.labels import body, facts, muted, section
from ui.kit.layout import Flow, card, padded, plain
from ui.kit.list_page import ListPage
from ui.kit.page import Page, Shell
from ui.kit.say import guard
from ui.kit.session import Session
from ui.kit.table import Column


class PeoplePage(ListPage[Cared]):
    """Who is cared for today, or was before."""

    icon = "hand-heart"
    help_id = "home_care"
    right = "home_care.write"
    reads = records.READS | plan_records.READS

    def __init__(self, session: Session, shell: Shell) -> None:
        self._former = False
        super().__init__(session, shell)

    def name(self) -> str:
        return _("People cared for")

    def columns(self) -> Sequence[Column[Cared]]:
        return (
            Column(
                _("Who"),
                lambda each: each.name,
                sort=lambda each: sort_key(each.name),
                bold=True,
            ),
            Column(_("Year of birth"), lambda each: (each.birth or "")[:4], keep=60),
            Column(_("Hamlet"), lambda each: each.hamlet or "", keep=40),
            Column(_("Situation"), lambda each: each.situation or "", wide=True, keep=80),
            Column(_("Period"), _period, sort=lambda each: each.since, keep=50),
        )

    def add_words(self) -> str:
        return _("Somebody to care for")

    def empty(self) -> tuple[str, str]:
        return (
            _("Nobody is cared for yet"),
            _("People who are old, ill or alone, members of the club or not."),
        )

    def title_buttons(self) -> Sequence[Button]:
        which = Button(_("Former ones too"), icon="clock", key="F4")
        which.clicked.connect(self._turn)
        return (which,)

    def hint_words(self) -> str:
        return _("Enter shows plan, needs and visits.")

    def refresh(self) -> None:
        club, today = self.session.club, self.session.today()
        found = records.cared_people(club, today)
        count = ngettext("{n} person is cared for.", "{n} people are cared for.", len(found))
        self.head(_("People cared for"), count.format(n=len(found)))
        self.show_rows((*found, *records.cared_before(club, today)) if self._former else found)

    def open(self, row: Cared) -> None:
        self.shell.show(CaredPage(self.session, self.shell, row.id))

    def add(self) -> None:
        self.shell.show(cared_form(self.session, self.shell, None, self.added))

    def change(self, row: Cared) -> None:
        self.shell.show(cared_form(self.session, self.shell, row))

    def remove(self, row: Cared) -> None:
        records.remove_cared(self.session.club, row.id)

    def whole(self, row: Cared) -> Sequence[tuple[str, str]]:
        return ()  # Enter shows the person to everybody

    @guard
    def _turn(self) -> None:
        self._former = not self._former
        self.refresh()


class CaredPage(Page):
    """One person cared for: what one must know, and doors to what changes."""

    help_id = "home_care"
    reads = visit_records.READS

    def __init__(self, session: Session, shell: Shell, cared_id: str) -> None:
        super().__init__(session, shell)
        self.cared_id = cared_id
        self.may = session.may("home_care.write")
        change = Button(_("Change"), icon="pencil", key="F2")
        change.clicked.connect(self._change)
        self.calendar = Button(
            _("See the visits"), icon="calendar-days", key="Ctrl+Enter", kind="primary"
        )
        self.calendar.clicked.connect(self._calendar)
        house = Button(_("House and contact"), icon="house", key="F4")
        house.clicked.connect(self._house)
        self.set_actions(*([change, house] if self.may else []), self.calendar)
        self._facts = padded(6)
        self.body.add(card(self._facts))
        self.plan = Door(_("Care plan"), "F3")
        self.plan.clicked.connect(self._plan)
        self.needs = Door(_("What they can do"), "F6")
        self.needs.clicked.connect(self._needs)
        self.away = Door(_("Away from home"), "F7")
        self.away.clicked.connect(self._away)
        self.body.add(Doors([self.plan, self.needs, self.away]))
        self._reported = padded(4)
        self.body.add(card(self._reported))
        self.end = Button(_("Care ends"), icon="check")
        self.end.clicked.connect(self._end)
        acts = Flow(12)
        acts.add(self.end)
        if self.may:
            self.body.add(plain(acts))
        self.body.stretch()

    def first_focus(self) -> QWidget:
        return self.calendar

    def refresh(self) -> None:
        club = self.session.club
        each = records.cared(club, self.cared_id)
        ended = ""
        if each.until is not None and each.reason is not None:
            ended = _("Ended on {day}: {why}").format(
                day=fmt_date(each.until), why=_(END_REASONS[each.reason]).lower()
            )
        self.head(each.name, ended or each.situation or "")
        self._facts.clear()
        number = fmt_phone(each.contact_phone) if each.contact_phone else ""
        contact = " ".join(part for part in (each.contact_name, number) if part)
        pairs = (
            (_("Year of birth"), (each.birth or "")[:4]),
            (_("Hamlet"), each.hamlet or ""),
            (_("Telephone"), fmt_phone(each.phone) if each.phone else ""),
            (_("Way to the house"), each.way or ""),
            (_("Lives with"), each.household or ""),
            (_("In need, call"), contact),
            (_("Risks"), each.risks or ""),
        )
        self._facts.add(facts([(name, value) for name, value in pairs if value]))
        self.end.setVisible(each.until is None)
        self._show_plan()
        found = plan_records.need_forms(club, self.cared_id)
        self.needs.fill(
            *(
                body(
                    _("{day}, {form}: {n} of {all}").format(
                        day=fmt_date(form.on),
                        form=_(FORM_TITLES[form.kind]),
                        n=form.score,
                        all=len(FORMS[form.kind]),
                    )
                )
                for form in found[:2]
            )
        )
        if not found:
            self.needs.fill(muted(_("No form is filled in.")))
        breaks = plan_records.breaks_of(club, self.cared_id)
        self.away.fill(
            *(body(f"{_(BREAKS[one.kind])}: {_span(one.first, one.last)}") for one in breaks[:2])
        )
        if not breaks:
            self.away.fill(muted(_("At home.")))
        self._reported.clear()
        self._reported.add(section(_("What was reported")))
        reports = visit_records.reports_of(club, self.cared_id)
        for report in reports[:4]:
            state = report.done or _("Open")
            said = f"{fmt_date(report.on)}: {_(SIGNS[report.sign])}. {state}"
            self._reported.add(body(said))
        if not reports:
            self._reported.add(muted(_("Nothing was reported.")))

    def _show_plan(self) -> None:
        plan = plan_records.plan_on(self.session.club, self.cared_id, self.session.today())
        if plan is None or not plan.rounds:
            self.plan.fill(muted(_("No visits are planned.")))
            return
        parts = [body(round_words(each)) for each in plan.rounds[:3]]
        if plan.review_on is not None:
            parts.append(muted(_("Look at it again on {day}").format(day=fmt_date(plan.review_on))))
        self.plan.fill(*parts)

    # --- acts ---------------------------------------------------------------------------------

    @guard
    def _change(self) -> None:
        each = records.cared(self.session.club, self.cared_id)
        self.shell.show(cared_form(self.session, self.shell, each))

    @guard
    def _house(self) -> None:
        each = records.cared(self.session.club, self.cared_id)
        self.shell.show(house_form(self.session, self.shell, each))

    @guard
    def _calendar(self) -> None:
        month = Month.of(self.session.today())
        self.shell.show(PersonCalendar(self.session, self.shell, self.cared_id, month))

    @guard
    def _plan(self) -> None:
        self.shell.show(PlanPage(self.session, self.shell, self.cared_id))

    @guard
    def _needs(self) -> None:
        if not self.may:
            return
        options = [Option(kind, _(title), "list", "") for kind, title in FORM_TITLES.items()]
        self.shell.show(
            ChoosePage(self.session, self.shell, _("Which form"), options, self._fill_in)
        )

    def _fill_in(self, kind: str) -> None:
        self.shell.show(need_form(self.session, self.shell, self.cared_id, kind))

    @guard
    def _away(self) -> None:
        if self.may:
            self.shell.show(break_form(self.session, self.shell, self.cared_id))

    @guard
    def _end(self) -> None:
        each = records.cared(self.session.club, self.cared_id)
        self.shell.show(end_form(self.session, self.shell, each))


def _span(first: date, last: date | None) -> str:
    """ "3/6/2026 – 9/6/2026", or that it goes on."""
    if last is None:
        return _("since {day}").format(day=fmt_date(first))
    return f"{fmt_date(first)} – {fmt_date(last)}"


def _period(each: Cared) -> str:
    return _span(each.since, each.until)
