"""The form of an activity, and the way to it: the area, what is usual in it, then the rest."""

from collections.abc import Callable
from datetime import date

from app.areas import records, rules
from app.areas.deeds import Deed
from app.areas.rules import WOVEN, Activity
from app.base import money
from app.base.areas import Area
from app.base.dates import fmt_date
from app.base.errors import Invalid
from app.base.text import _
from app.members import records as members
from ui.areas import words
from ui.areas.choose import area_page, deed_page
from ui.kit.choice import Choice
from ui.kit.entries import DateField, MoneyField, NumberField
from ui.kit.fields import Field, TextField
from ui.kit.form import Form, Values
from ui.kit.page import Shell
from ui.kit.people_field import PersonField
from ui.kit.register import Register
from ui.kit.session import Session


class ActivityForm(Form):
    """Asks about what looks odd while it is typed; `read` makes the activity of the texts, and
    `members` is how many the club has."""

    read: Callable[[Values], Activity]
    members = 0

    def _edited(self) -> None:
        super()._edited()
        try:
            typed = self.read(self.values())
        except Invalid:
            return
        asked = rules.activity_doubts(typed, self.session.today(), self.members)
        for name in ("participants", "on_date"):
            self.fields[name].ask(asked.get(name, ""))


def record_activity(
    session: Session,
    shell: Shell,
    *,
    area: Area | None = None,
    on: date | None = None,
    meeting_id: str | None = None,
    added: Callable[[str], object] = lambda _id: None,
) -> None:
    """Lead from the area, unless it is given, over what is usual in it to the form. `on` is the
    day to propose; `added` hears the id of the new activity."""

    def deed_chosen(deed: Deed) -> None:
        form = new_form(session, shell, deed, on, meeting_id, added)
        shell.show(form)

    def area_chosen(chosen: Area) -> None:
        shell.show(deed_page(session, shell, chosen, deed_chosen))

    if area is None:
        shell.show(area_page(session, shell, area_chosen))
    else:
        area_chosen(area)


def new_form(
    session: Session,
    shell: Shell,
    deed: Deed,
    on: date | None = None,
    meeting_id: str | None = None,
    added: Callable[[str], object] = lambda _id: None,
) -> Form:
    """The form of a new activity, with what the deed says of it."""
    club, today = session.club, session.today()
    register = Register(club, today)

    def read(values: Values) -> Activity:
        fields = {**values, "area": deed.area, "kind": deed.kind}
        return rules.read_activity(fields, today, register.known, meeting_id)

    def save(values: Values) -> None:
        added(records.add_activity(club, read(values)))

    form = ActivityForm(
        session,
        shell,
        _("Record an activity: {what}").format(what=words.area(deed.area)),
        "",
        _fields(register, today),
        save,
        verb=_("Record this"),
        values={
            "what": deed.words(),
            "on_date": fmt_date(on) if on else "",
            "woven": deed.woven or "none",
        },
        draft=f"activity-new-{deed.area}-{deed.id}",
    )
    return _asking(form, read)


def change_form(session: Session, shell: Shell, activity: Activity) -> Form:
    """The form of an activity in the book."""
    club, today = session.club, session.today()
    register = Register(club, today, [activity.leader_id] if activity.leader_id else [])

    def read(values: Values) -> Activity:
        fields = {
            **values,
            "area": activity.area,
            "kind": activity.kind,
            "note": activity.note or "",
        }
        return rules.read_activity(fields, today, register.known)

    def save(values: Values) -> None:
        records.change_activity(club, activity.id, read(values))

    form = ActivityForm(
        session,
        shell,
        _("Change an activity: {what}").format(what=words.area(activity.area)),
        "",
        _fields(register, today),
        save,
        verb=_("Keep this"),
        values=_texts(activity),
        draft=f"activity-{activity.id}",
    )
    return _asking(form, read)


def _asking(form: ActivityForm, read: Callable[[Values], Activity]) -> ActivityForm:
    form.read = read
    form.members = len(members.members(form.session.club, form.session.today()))
    return form


def _fields(register: Register, today: date) -> dict[str, Field]:
    woven = [("none", _("No")), *((code, _(name)) for code, name in WOVEN.items())]
    return {
        "what": TextField(_("What was done")),
        "on_date": DateField(_("Day"), today, ahead=0),
        "leader": PersonField(
            _("Who led it"), register, _("A member, then Enter; or any other name")
        ),
        "woven": Choice(_("Woven in, by plan 1648"), woven),
        "participants": NumberField(_("Members who took part"), _("people")),
        "outsiders": NumberField(_("Others who took part"), _("people")),
        "spent": MoneyField(_("Spent")),
        "in_kind": TextField(_("Help in kind"), _("Rice, tea, labour … may stay empty")),
    }


def _texts(activity: Activity) -> Values:
    return {
        "what": activity.what,
        "on_date": words.day(activity.on_date),
        "leader": activity.leader_id or activity.leader or "",
        "participants": _number(activity.participants),
        "outsiders": _number(activity.outsiders),
        "spent": "" if activity.spent_vnd is None else money.fmt_number(activity.spent_vnd),
        "in_kind": activity.in_kind or "",
        "woven": activity.woven or "none",
    }


def _number(number: int | None) -> str:
    return "" if number is None else str(number)
