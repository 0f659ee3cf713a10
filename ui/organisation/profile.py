"""Forms of the club's profile: eight fields fit on a screen, so there are two."""

from dataclasses import asdict

from app.base.text import _
from app.organisation import records, rules
from ui.kit.entries import DateField
from ui.kit.fields import Field, TextField
from ui.kit.form import Form, Values
from ui.kit.page import Shell
from ui.kit.session import Session
from ui.organisation import words

_DAYS = ("founded_on", "decided_on", "regulation_on")


def place_form(session: Session, shell: Shell) -> Form:
    """What the club is called, where it is, where and when it meets."""
    return _form(
        session,
        shell,
        _("Name and place"),
        {
            "name": TextField(_("Name of the club")),
            "hamlet": TextField(_("Hamlet")),
            "commune": TextField(_("Commune")),
            "province": TextField(_("Province")),
            "old_commune": TextField(
                _("Commune before 2025"), _("Where its name changed with the merger")
            ),
            "code": TextField(_("Code of the club"), _("If the Association gave one")),
            "meeting_day": TextField(_("Meeting day"), _("For example: the 10th of each month")),
            "meeting_place": TextField(_("Meeting place")),
        },
    )


def founding_form(session: Session, shell: Shell) -> Form:
    """By which decision the club was founded, and by which rules it works."""
    today = session.today()
    return _form(
        session,
        shell,
        _("Founding and regulation"),
        {
            "founded_on": DateField(_("Founded on"), today),
            "decision": TextField(_("Number of the decision"), _("For example: 201/QĐ-UBND")),
            "decided_on": DateField(_("Signed on"), today),
            "decided_by": TextField(
                _("Signed by"), _("For example: People's Committee of the commune")
            ),
            "regulation": TextField(_("Regulation"), _("The rules that the members agreed on")),
            "regulation_on": DateField(_("In force since"), today),
        },
    )


def _form(session: Session, shell: Shell, title: str, fields: dict[str, Field]) -> Form:
    """A form of some of the facts; the others stay as the book has them."""
    before = {name: value or "" for name, value in asdict(records.facts(session.club)).items()}
    for name in _DAYS:
        before[name] = words.day(before[name])

    def save(values: Values) -> None:
        facts = rules.read_facts({**before, **values}, session.today())
        records.edit_facts(session.club, facts)

    return Form(
        session,
        shell,
        title,
        _("What it was before stays in the history."),
        fields,
        save,
        verb=_("Keep this"),
        values=before,
        draft=f"club-{next(iter(fields))}",
    )
