"""The way into a closed meeting: the last one is opened again, an older one corrected."""

from collections.abc import Callable

from app.base.text import _
from app.meetings import records, rules
from app.meetings.rules import Meeting
from ui.kit.fields import LinesField
from ui.kit.form import Form, Values
from ui.kit.page import Shell
from ui.kit.session import Session
from ui.meetings import words


def is_last(session: Session, meeting: Meeting) -> bool:
    """Whether this closed meeting is the last one, which may be opened again."""
    return records.last_closed(session.club) == meeting.month


def ask_why(
    session: Session, shell: Shell, meeting: Meeting, then: Callable[[str], object]
) -> None:
    """Ask for the reason of a correction; `then` gets it."""

    def keep(values: Values) -> None:
        then(rules.read_why(values))

    field = LinesField(_("Why"), _("For example: one person was left out"), lines=2)
    shell.show(
        Form(
            session,
            shell,
            _("Correct: {meeting}").format(meeting=words.title(meeting)),
            _("This meeting is closed. The reason stands in the history beside what you change."),
            {"why": field},
            keep,
            verb=_("Correct this meeting"),
            icon="pencil",
            columns=1,
        )
    )
