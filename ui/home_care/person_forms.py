"""The forms about somebody cared for: who it is, what they can do, days away, the end of care."""

from collections.abc import Callable

from app.base.dates import fmt_date
from app.base.text import _
from app.home_care import forms, plan_records, records
from app.home_care.rules import BREAKS, END_REASONS, FORM_TITLES, FORMS, Cared, FormKind
from ui.kit.choice import Choice, Ticks
from ui.kit.entries import DateField
from ui.kit.fields import Field, TextField
from ui.kit.form import Form, Values
from ui.kit.page import Shell
from ui.kit.people_field import PersonField
from ui.kit.register import Register
from ui.kit.session import Session


def cared_form(
    session: Session,
    shell: Shell,
    before: Cared | None,
    added: Callable[[str], object] = lambda _id: None,
) -> Form:
    """Who is cared for, and why. What the register knows of a member is not asked a second time."""
    club, today = session.club, session.today()
    register = Register(club, today)

    def save(values: Values) -> None:
        each = forms.read_cared(values, today, register.known, before)
        if before is None:
            added(records.add_cared(club, each))
        else:
            records.change_cared(club, before.id, each)

    fields: dict[str, Field] = {}
    if before is None:
        fields["person"] = PersonField(_("A member"), register, _("Leave empty for others"))
    if before is None or before.person_id is None:
        hint = _("Of who is no member") if before is None else ""
        fields["name"] = TextField(_("Name of who is no member"))
        fields["sex"] = Choice(_("Woman or man"), [("F", _("Woman")), ("M", _("Man"))])
        fields["birth"] = TextField(_("Year of birth"), hint)
        fields["hamlet"] = TextField(_("Hamlet"), hint)
    fields["phone"] = TextField(_("Telephone"))
    fields["situation"] = TextField(_("Situation"), _("Such as: lives alone, weak legs"))
    if before is None:
        fields["since"] = DateField(_("Cared for since"), today, ahead=0)
    values = {"since": fmt_date(today)}
    if before is not None:
        values = {
            "name": before.own_name or "",
            **{name: getattr(before, name) or "" for name in _WHO},
        }
    return Form(
        session,
        shell,
        before.name if before else _("Somebody to care for"),
        _("Members of the club or not."),
        fields,
        save,
        verb=_("Keep this"),
        values=values,
        draft=f"cared-{before.id if before else 'new'}",
    )


_WHO = ("sex", "birth", "hamlet", "phone", "situation")
_HOUSE = ("way", "household", "contact_name", "contact_phone", "risks")


def house_form(session: Session, shell: Shell, before: Cared) -> Form:
    """How to come to the house, who lives there, whom to call, what to beware of."""
    club, today = session.club, session.today()

    def save(values: Values) -> None:
        each = forms.read_cared(values, today, (), before)
        records.change_cared(club, before.id, each)

    return Form(
        session,
        shell,
        before.name,
        _("For the sheets of the volunteers and the plan at the door."),
        {
            "way": TextField(_("Way to the house"), _("Such as: behind the temple, red roof")),
            "household": TextField(_("Lives with"), _("Alone, with a grandchild …")),
            "contact_name": TextField(_("In need, call"), _("Empty: as the register has it")),
            "contact_phone": TextField(_("Their telephone")),
            "risks": TextField(_("Risks"), _("Falls easily, forgets medicine …")),
        },
        save,
        verb=_("Keep this"),
        values={name: getattr(before, name) or "" for name in _HOUSE},
        draft=f"house-{before.id}",
    )


def end_form(session: Session, shell: Shell, before: Cared) -> Form:
    """The last day of home care, and why."""
    club, today = session.club, session.today()

    def save(values: Values) -> None:
        until, reason = forms.read_end(values, today)
        records.end_cared(club, before.id, until, reason)

    return Form(
        session,
        shell,
        _("Care of {name} ends").format(name=before.name),
        _("The care plan ends on the same day. What was written stays."),
        {
            "until": DateField(_("Last day"), today, ahead=0),
            "reason": Choice(_("Why"), [(c, _(name)) for c, name in END_REASONS.items()]),
        },
        save,
        verb=_("Keep this"),
        values={"until": fmt_date(today)},
    )


def need_form(session: Session, shell: Shell, cared_id: str, kind: str) -> Form:
    """A form of needs: what somebody does without help."""
    club, today = session.club, session.today()
    form_kind: FormKind = "katz" if kind == "katz" else "lawton"
    things = FORMS[form_kind]

    def save(values: Values) -> None:
        form = forms.read_need_form(values, today, cared_id, kind)
        plan_records.add_need_form(club, form, things)

    return Form(
        session,
        shell,
        _(FORM_TITLES[form_kind]),
        _("Tick what they do without help. It is no medical judgement."),
        {
            "can": Ticks(
                _("Without help"), [(c, _(name)) for c, name in things.items()], columns=2
            ),
            "on": DateField(_("Asked on"), today, ahead=0),
            "by_whom": TextField(_("Asked by")),
        },
        save,
        verb=_("Keep this"),
        values={"on": fmt_date(today)},
        draft=f"need-{kind}-{cared_id}",
    )


def break_form(session: Session, shell: Shell, cared_id: str) -> Form:
    """Days on which nobody needs to come. Where a time away has no end yet, it is that one."""
    club, today = session.club, session.today()
    still = next((one for one in plan_records.breaks_of(club, cared_id) if one.last is None), None)

    def save(values: Values) -> None:
        found = forms.read_break(values, today, cared_id)
        if still is None:
            plan_records.add_break(club, found)
        elif found.last is not None:
            plan_records.end_break(club, still.id, found.last)

    values = {"first": fmt_date(today)}
    if still is not None:
        values = {
            "kind": still.kind,
            "first": fmt_date(still.first),
            "note": still.note or "",
            "last": fmt_date(today),
        }
    return Form(
        session,
        shell,
        _("Back home") if still else _("Away for a time"),
        _("No visits are planned on these days."),
        {
            "kind": Choice(_("Where"), [(c, _(name)) for c, name in BREAKS.items()]),
            "first": DateField(_("First day"), today),
            "last": DateField(_("Last day"), today, _("Empty while nobody knows"), ahead=365),
            "note": TextField(_("Note")),
        },
        save,
        verb=_("Keep this"),
        values=values,
    )
