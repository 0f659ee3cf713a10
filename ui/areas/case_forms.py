"""The forms of a case: who is in need, help given, how it ended."""

from collections.abc import Callable
from datetime import date

from app.areas import case_records as records
from app.areas import rules
from app.areas.rules import HELP_FORMS, WHOSE, Help, HelpCase
from app.base import money
from app.base.dates import fmt_date
from app.base.text import _
from ui.areas import words
from ui.kit.choice import Choice
from ui.kit.entries import DateField, MoneyField
from ui.kit.fields import LinesField, TextField
from ui.kit.form import Form, Values
from ui.kit.page import Shell
from ui.kit.people_field import PersonField
from ui.kit.register import Register
from ui.kit.session import Session


def case_form(
    session: Session,
    shell: Shell,
    before: HelpCase | None,
    *,
    meeting_id: str | None = None,
    on: date | None = None,
    added: Callable[[str], object] = lambda _id: None,
) -> Form:
    """Who is in need and why; `on` is the day to propose for a new case."""
    club, today = session.club, session.today()
    register = Register(club, today, [before.person_id] if before and before.person_id else [])

    def save(values: Values) -> None:
        case = rules.read_case(values, today, register.known, meeting_id)
        if before is None:
            added(records.add_case(club, case))
        else:
            records.change_case(club, before.id, case)

    return Form(
        session,
        shell,
        _("Change a case") if before else _("Write down a case"),
        _("A member, a member's family, or somebody outside the club."),
        {
            "whose": Choice(_("Who is in need"), [(c, _(name)) for c, name in WHOSE.items()]),
            "person": PersonField(
                _("The member"), register, _("For a family: the member it belongs to")
            ),
            "name": TextField(_("Name of who is no member"), _("Family or outsider")),
            "hamlet": TextField(_("Hamlet"), _("May stay empty")),
            "situation": TextField(_("The need")),
            "found_on": DateField(_("Found on"), today, ahead=0),
        },
        save,
        verb=_("Keep this"),
        values={
            "whose": before.whose,
            "person": before.person_id or "",
            "name": before.name or "",
            "hamlet": before.hamlet or "",
            "situation": before.situation,
            "found_on": words.day(before.found_on),
        }
        if before
        else {"whose": "member", "found_on": fmt_date(on or today)},
        draft=f"case-{before.id if before else 'new'}",
    )


def help_form(
    session: Session,
    shell: Shell,
    case: HelpCase,
    before: Help | None = None,
    *,
    on: date | None = None,
    added: Callable[[str], object] = lambda _id: None,
) -> Form:
    """What was given or done in a case, what it is worth, and by whom."""
    club, today = session.club, session.today()
    register = Register(club, today, [before.helper_id] if before and before.helper_id else [])

    def save(values: Values) -> None:
        help_ = rules.read_help(values, today, register.known, case.found_on)
        if before is None:
            added(records.give_help(club, case.id, help_))
        else:
            records.change_help(club, before.id, help_)

    worth = None if before is None else before.value_vnd
    return Form(
        session,
        shell,
        _("Change help given") if before else _("Help given"),
        _("{who}: {need}").format(who=case.called(), need=case.situation),
        {
            "form": Choice(_("Form of help"), [(c, _(name)) for c, name in HELP_FORMS.items()]),
            "what": TextField(_("What exactly"), _("20 kg of rice, 3 days of work …")),
            "value": MoneyField(_("Worth")),
            "helper": PersonField(
                _("By whom"), register, _("A member, then Enter; or any other name")
            ),
            "on_date": DateField(_("Day"), today, ahead=0),
        },
        save,
        verb=_("Keep this"),
        values={
            "form": before.form,
            "what": before.what or "",
            "value": "" if worth is None else money.fmt_number(worth),
            "helper": before.helper_id or before.helper or "",
            "on_date": words.day(before.on_date),
        }
        if before
        else {"on_date": fmt_date(on or today)},
        draft=f"help-{before.id if before else case.id}",
    )


def close_form(session: Session, shell: Shell, case: HelpCase) -> Form:
    """How a case ended."""
    club, today = session.club, session.today()

    def save(values: Values) -> None:
        closed_on, result = rules.read_closing(values, today, case.found_on)
        records.close_case(club, case.id, closed_on, result)

    return Form(
        session,
        shell,
        _("How it ended"),
        _("{who}: {need}").format(who=case.called(), need=case.situation),
        {
            "result": LinesField(_("How it ended")),
            "closed_on": DateField(_("Ended on"), today, ahead=0),
        },
        save,
        verb=_("Close this case"),
        values={"closed_on": fmt_date(today)},
        columns=1,
        draft=f"case-end-{case.id}",
    )
