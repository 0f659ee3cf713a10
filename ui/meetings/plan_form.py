"""When and where the meeting of a month will be, and who leads it: one form."""

from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from datetime import date

from app.base.dates import fmt_date
from app.base.periods import Month
from app.base.text import N_, _
from app.meetings import meeting_records, plan_records
from app.meetings.plan import planned_day
from app.meetings.rules import FAR_AHEAD, read_time
from app.members.reading import Reading
from ui.kit.entries import DateField
from ui.kit.fields import TextField
from ui.kit.form import Form, Values
from ui.kit.page import Shell
from ui.kit.people_field import PersonField
from ui.kit.session import Session
from ui.meetings import words
from ui.meetings.people import People

LABEL = N_("Change the plan of {month}")
AHEAD = 2 * FAR_AHEAD
"""Days ahead that may be planned: all of next year."""


def plan_form(
    session: Session,
    shell: Shell,
    month: Month,
    writing: Callable[[], AbstractContextManager[None]] = nullcontext,
) -> Form:
    """Day, time, place and leader. Another day than the rule's asks why; the rule's own day takes
    a meeting back that was moved or called off."""
    club, today = session.club, session.today()
    planned = meeting_records.meeting_of(club, month)
    rule = plan_records.rule_on(club, month)
    usual = planned_day(rule, month).on.isoformat() if rule else None
    people = People(session)
    people.renew([planned.leader_id] if planned is not None else ())
    by_hand = planned is not None and (planned.state == "called_off" or planned.planned_on != usual)

    def save(values: Values) -> None:
        reading = Reading(values, today)
        day = reading.needed_day("planned_on", ahead=AHEAD)
        if "planned_on" not in reading.problems and not _near(day, month):
            reading.problems["planned_on"] = _("This day is far from month {n}.").format(
                n=month.month
            )
        why = reading.text("why")
        if usual is not None and day != usual and why is None:
            reading.problems["why"] = _("Write the reason in a few words.")
        at_time, place = read_time(reading, "at_time"), reading.text("place")
        leader = reading.person("leader", people.known)
        reading.close()
        with writing(), club.change(LABEL, month=meeting_records.month_words(month)):
            if day != usual:
                plan_records.move_meeting(club, month, day, why or "")
            elif by_hand:
                plan_records.plan_again(club, month)
            plan_records.set_details(club, month, at_time, place, leader)

    values = {}
    if planned is not None:
        values = {
            "planned_on": fmt_date(date.fromisoformat(planned.planned_on))
            if planned.planned_on
            else "",
            "why": (planned.why or "") if by_hand else "",
            "at_time": words.time_words(planned.at_time),
            "place": planned.place or "",
            "leader": planned.leader_id or "",
        }
    return Form(
        session,
        shell,
        _("Meeting of month {n}").format(n=month.month),
        "",
        {
            "planned_on": DateField(_("Day"), today, ahead=AHEAD),
            "why": TextField(_("Why another day"), _("Empty when it is the usual day")),
            "at_time": TextField(_("Time"), _("For example 8:00")),
            "place": TextField(_("Place")),
            "leader": PersonField(_("Who leads the meeting"), people),
        },
        save,
        verb=_("Keep this"),
        values=values,
        draft=f"plan.{month}",
    )


def _near(day: str, month: Month) -> bool:
    return month.previous().first.isoformat() <= day <= month.next().last.isoformat()
