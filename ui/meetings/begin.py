"""Beginning a meeting: on its planned day with one press, on another one through a short form."""

from collections.abc import Callable
from datetime import date

from app.base.dates import fmt_date, parse_date
from app.base.errors import Invalid, UserError
from app.base.periods import Month
from app.base.text import _
from app.meetings import records, rules
from app.meetings.rules import Meeting
from ui.kit.entries import DateField
from ui.kit.fields import Field, TextField
from ui.kit.form import Form, Values
from ui.kit.page import Shell
from ui.kit.people_field import PersonField
from ui.kit.session import Session
from ui.meetings import words
from ui.meetings.people import People

EARLY_DAYS = 3
"""So many days before its planned one a meeting is held early, rather than opened by mistake."""

Then = Callable[[str], object]
"""What happens with the id of the meeting once it is open."""


def begin(session: Session, shell: Shell, meeting: Meeting | None, then: Then) -> None:
    """Open a meeting that is planned for today at once; ask for the day of any other."""
    today = session.today()
    if meeting is not None and meeting.planned_on == today.isoformat():
        then(records.open_meeting(session.club, meeting.month, today.isoformat()))
    else:
        shell.show(_form(session, shell, meeting, then))


def change(session: Session, shell: Shell, meeting: Meeting) -> None:
    """Ask for another day, time, place or leader of a meeting that is open."""
    people = People(session)
    people.renew((meeting.leader_id,))

    def store(typed: Values) -> None:
        held = rules.read_meeting(typed, session.today(), people.known)
        records.change_held(session.club, meeting.id, held)

    form = Form(
        session,
        shell,
        words.title(meeting),
        _("When and where it is held, and who leads it."),
        _fields(session, people),
        store,
        verb=_("Save"),
        values=_values(meeting, words.day(meeting) or session.today()),
        draft=f"held {meeting.id}",
    )
    shell.show(form)


def _fields(session: Session, people: People) -> dict[str, Field]:
    return {
        "held_on": DateField(_("Day of the meeting"), session.today()),
        "at_time": TextField(_("Time"), _("For example 8:00")),
        "place": TextField(_("Place")),
        "leader": PersonField(_("Who leads it"), people),
    }


def _likely_day(planned: date | None, today: date) -> date | None:
    """The day that stands in the form: a past one as planned, else today; None while the planned
    one is still far."""
    if planned is None or planned < today:
        return planned or today
    return today if (planned - today).days <= EARLY_DAYS else None


def _values(meeting: Meeting | None, held_on: date | None) -> dict[str, str]:
    day = fmt_date(held_on) if held_on is not None else ""
    if meeting is None:
        return {"held_on": day}
    return {
        "held_on": day,
        "at_time": words.time_words(meeting.at_time),
        "place": meeting.place or "",
        "leader": meeting.leader_id or "",
    }


def _form(session: Session, shell: Shell, meeting: Meeting | None, then: Then) -> Form:
    today, people = session.today(), People(session)
    planned = words.day(meeting) if meeting is not None else None
    held_on = _likely_day(planned, today)

    def store(typed: Values) -> None:
        held = rules.read_meeting(typed, today, people.known)
        month = meeting.month if meeting is not None else _month_of(typed["held_on"], today)
        meeting_id = records.open_meeting(
            session.club, month, held.held_on, held.place, held.at_time, held.leader_id
        )
        then(meeting_id)

    title = words.title(meeting) if meeting is not None else _("A meeting")
    return Form(
        session,
        shell,
        _("Open: {meeting}").format(meeting=title),
        _("Planned for {day}. Type the day on which it is really held.").format(
            day=words.day_words(planned)
        )
        if planned is not None
        else _("Type the day on which it was held."),
        _fields(session, people),
        store,
        verb=_("Open the meeting"),
        icon="calendar-check",
        values=_values(meeting, held_on),
    )


def _month_of(typed: str, today: date) -> Month:
    """The month of a meeting that was not planned: that of its day."""
    try:
        return Month.of(parse_date(typed, today))
    except UserError as error:
        raise Invalid({"held_on": str(error)}) from error
