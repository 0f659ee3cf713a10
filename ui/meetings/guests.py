"""Who is there without being a member: a guest, or somebody who joins on the spot."""

from collections.abc import Callable
from contextlib import AbstractContextManager

from app.base.text import _
from app.meetings import attendance_records as records
from app.meetings import rules
from app.meetings.rules import Guest
from app.members.rules import read_person
from ui.kit.button import Button
from ui.kit.choice import Choice
from ui.kit.entries import BirthField
from ui.kit.fields import TextField
from ui.kit.form import Form, Values
from ui.kit.page import Shell
from ui.kit.say import guard
from ui.kit.session import Session

Writing = Callable[[], AbstractContextManager[None]]
"""Goes around every write of the meeting."""

GUEST, MEMBER = "guest", "member"


def new_guest(session: Session, shell: Shell, meeting_id: str, writing: Writing) -> Form:
    """The form for somebody who is there: a guest for today, or a new member of the club."""
    club, today = session.club, session.today()
    fields = {
        "name": TextField(_("Full name"), _("Family name, middle name and given name")),
        "who": Choice(_("Who this is"), [(GUEST, _("A guest")), (MEMBER, _("A new member"))]),
        "from_where": TextField(_("A guest: from where"), _("For example: the commune")),
        "birth": BirthField(_("A new member: born"), today),
        "sex": Choice(_("A new member: woman or man"), [("F", _("Woman")), ("M", _("Man"))]),
        "phone": TextField(_("A new member: telephone")),
    }

    def store(typed: Values) -> None:
        if typed["who"] == MEMBER:
            person = read_person(typed, today)
            with writing():
                records.welcome(club, meeting_id, person)
        else:
            guest = rules.read_guest(typed)
            with writing():
                records.add_guest(club, meeting_id, guest)

    return Form(
        session,
        shell,
        _("Who else is there"),
        _("A guest stands in the minutes only. A new member is in the register from today on."),
        fields,
        store,
        verb=_("Write down"),
        values={"who": GUEST},
        draft=f"guest {meeting_id}",
    )


def change_guest(session: Session, shell: Shell, guest: Guest, writing: Writing) -> Form:
    """The form for a guest who is written down: another name, or not there after all."""
    return _GuestForm(session, shell, guest, writing)


class _GuestForm(Form):
    """A guest, with the way out for one who was not there."""

    def __init__(self, session: Session, shell: Shell, guest: Guest, writing: Writing) -> None:
        self._guest, self._writing = guest, writing
        fields = {
            "name": TextField(_("Full name")),
            "from_where": TextField(_("From where")),
        }
        super().__init__(
            session,
            shell,
            guest.name,
            _("A guest of this meeting."),
            fields,
            self._store,
            verb=_("Save"),
            values={"name": guest.name, "from_where": guest.from_where or ""},
        )
        out = Button(_("Take out this guest"), icon="x", key="Ctrl+D", kind="danger")
        out.clicked.connect(self._take_out)
        self.set_actions(out)

    def _store(self, typed: Values) -> None:
        changed = rules.read_guest(typed)
        with self._writing():
            records.change_guest(self.session.club, self._guest.id, changed)

    @guard
    def _take_out(self) -> None:
        with self._writing():
            records.remove_guest(self.session.club, self._guest.id)
        self.shell.back()
