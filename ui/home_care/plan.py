"""A care plan: who comes on which day of the week and what for, and when it is looked at again."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from app.base.dates import WEEKDAYS, fmt_date
from app.base.text import _, language, ngettext
from app.home_care import forms, plan_records, records
from app.home_care.rules import TASKS, Plan, Round
from ui.home_care import words
from ui.kit.button import Button
from ui.kit.choice import Ticks
from ui.kit.entries import DateField
from ui.kit.fields import Field, TextField
from ui.kit.form import Form, Values
from ui.kit.list_page import ListPage
from ui.kit.page import Shell
from ui.kit.people_field import PersonField
from ui.kit.register import Register
from ui.kit.say import guard
from ui.kit.session import Session
from ui.kit.table import Column


def round_words(each: Round) -> str:
    """ "Tuesday 08:00, Vũ Thị Gấm"."""
    day = _(WEEKDAYS[each.weekday])
    when = f"{day} {each.at_time}" if each.at_time else day
    who = each.volunteer or _("nobody yet")
    return f"{when}, {who}" + (f", {each.second}" if each.second else "")


@dataclass(frozen=True, slots=True)
class Line:
    """A round of the plan by its place."""

    id: str
    round: Round


class PlanPage(ListPage[Line]):
    """The visits of a week. A change holds from today on; visits made before stay as they are."""

    icon = "calendar-days"
    help_id = "home_care"
    right = "home_care.write"
    reads = plan_records.READS

    def __init__(self, session: Session, shell: Shell, cared_id: str) -> None:
        self.cared_id = cared_id
        self._plan: Plan | None = None
        super().__init__(session, shell)

    def name(self) -> str:
        return _("Care plan")

    def columns(self) -> Sequence[Column[Line]]:
        return (
            Column(
                _("Day"),
                lambda row: _(WEEKDAYS[row.round.weekday]),
                sort=lambda row: row.round.weekday,
                bold=True,
            ),
            Column(_("Time"), lambda row: row.round.at_time or "", keep=60),
            Column(_("Volunteer"), lambda row: row.round.volunteer or _("nobody yet"), wide=True),
            Column(_("Together with"), lambda row: row.round.second, keep=70),
            Column(_("Tasks"), lambda row: words.tasks(row.round.tasks), wide=True, keep=80),
        )

    def add_words(self) -> str:
        return _("Plan a visit")

    def empty(self) -> tuple[str, str]:
        return (
            _("No visits are planned"),
            _("Say on which days of the week a volunteer comes, and what for."),
        )

    def title_buttons(self) -> Sequence[Button]:
        self._about = Button(_("Needs and date"), icon="calendar-check", key="F4")
        self._about.clicked.connect(self._edit_about)
        paper = Button(_("Print for the door"), icon="printer", key="Ctrl+P")
        paper.clicked.connect(self._print)
        return (paper, self._about) if self.session.may(self.right) else (paper,)

    def refresh(self) -> None:
        club, today = self.session.club, self.session.today()
        each = records.cared(club, self.cared_id)
        self._plan = plan_records.plan_on(club, self.cared_id, today)
        rounds = self._plan.rounds if self._plan else ()
        said = ngettext("{n} visit a week.", "{n} visits a week.", len(rounds)).format(
            n=len(rounds)
        )
        if self._plan is not None and self._plan.review_on is not None:
            again = _("Look at it again on {day}.").format(day=fmt_date(self._plan.review_on))
            said = f"{said} {again}"
        self.head(_("Care plan of {name}").format(name=each.name), said)
        self.show_rows([Line(str(place), one) for place, one in enumerate(rounds)])

    def add(self) -> None:
        self.shell.show(self._form(None))

    def change(self, row: Line) -> None:
        self.shell.show(self._form(row))

    def remove(self, row: Line) -> None:
        self._write([one for place, one in enumerate(self._rounds()) if str(place) != row.id])

    def whole(self, row: Line) -> Sequence[tuple[str, str]]:
        return (
            (_("Day"), _(WEEKDAYS[row.round.weekday])),
            (_("Volunteer"), row.round.volunteer),
            (_("Tasks"), words.tasks(row.round.tasks)),
        )

    def _rounds(self) -> tuple[Round, ...]:
        return self._plan.rounds if self._plan else ()

    def _write(self, rounds: Sequence[Round]) -> None:
        """The plan with these rounds, from today on; the first one from the beginning of care."""
        today = self.session.today()
        if self._plan is None:
            since = min(records.cared(self.session.club, self.cared_id).since, today)
            plan = Plan("", self.cared_id, since)
        else:
            plan = replace(self._plan, since=max(today, self._plan.since), until=None)
        plan_records.set_plan(self.session.club, replace(plan, rounds=tuple(rounds)))

    def _form(self, before: Line | None) -> Form:
        club, today = self.session.club, self.session.today()
        old = before.round if before else None
        also = [each for each in (old and old.volunteer_id, old and old.second_id) if each]
        register = Register(club, today, also)

        def save(values: Values) -> None:
            new = forms.read_round(values, today, register.known)
            kept = [
                one
                for place, one in enumerate(self._rounds())
                if before is None or str(place) != before.id
            ]
            self._write([*kept, *new])

        days = [(str(number), _(name)) for number, name in enumerate(WEEKDAYS)]
        tasks = [(code, _(name)) for code, name in TASKS.items()]
        fields: dict[str, Field] = {
            "volunteer": PersonField(_("Volunteer"), register),
            "second": PersonField(_("Together with"), register, _("May stay empty")),
            "at_time": TextField(_("Time"), _("May stay empty")),
            "weekdays": Ticks(_("On these days"), days, columns=7, wide=True),
            "tasks": Ticks(_("What for"), tasks, columns=5, wide=True),
        }
        values = {}
        if old is not None:
            values = {
                "weekdays": str(old.weekday),
                "tasks": " ".join(old.tasks),
                "volunteer": old.volunteer_id or "",
                "second": old.second_id or "",
                "at_time": old.at_time or "",
            }
        return Form(
            self.session,
            self.shell,
            _("Change a planned visit") if before else _("Plan a visit"),
            _("It holds for every week from today on."),
            fields,
            save,
            verb=_("Keep this"),
            columns=3,
            least=words.THIRD,
            values=values,
        )

    @guard
    def _print(self) -> None:
        from app.documents import care_plan_paper
        from ui.home_care.papers import show

        value = care_plan_paper.gather(self.session.club, self.cared_id)
        pdf = care_plan_paper.render(value, language=language())
        show(self.session, self.shell, pdf, _("Care plan"), _("care-plan.pdf"))

    @guard
    def _edit_about(self) -> None:
        club, today = self.session.club, self.session.today()
        plan = self._plan

        def save(values: Values) -> None:
            read = forms.read_plan(values, today, self.cared_id, self._rounds())
            plan_records.set_plan(club, read)

        values = {"since": fmt_date(today)}
        if plan is not None:
            values = {
                "since": fmt_date(plan.since),
                "review_on": "" if plan.review_on is None else fmt_date(plan.review_on),
                "needs": plan.needs or "",
                "note": plan.note or "",
            }
        self.shell.show(
            Form(
                self.session,
                self.shell,
                _("Needs, and when the plan is looked at again"),
                "",
                {
                    "needs": TextField(_("What is needed")),
                    "review_on": DateField(
                        _("Look at it again on"), today, _("Twice a year is good"), ahead=800
                    ),
                    "since": DateField(_("The plan holds from"), today, ahead=60),
                    "note": TextField(_("Note")),
                },
                save,
                verb=_("Keep this"),
                values=values,
            )
        )
