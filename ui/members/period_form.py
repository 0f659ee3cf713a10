"""A membership that was typed wrong: its days, and why it ended, written anew."""

from datetime import date

from app.base.dates import fmt_date
from app.base.text import _
from app.members import leaving, leaving_records, records, rules
from app.members.rules import Member
from ui.kit.choice import Choice
from ui.kit.entries import DateField
from ui.kit.fields import Field, TextField
from ui.kit.form import Form, Values
from ui.kit.page import Shell
from ui.kit.session import Session
from ui.members import words


def period_form(session: Session, shell: Shell, member: Member, period_id: str) -> Form:
    """Correct one period of a member; the id is that of `leaving_records.periods`.

    Whether it has ended is not asked here: that is leaving, and coming back.
    """
    club, today = session.club, session.today()
    period = leaving_records.periods(club, member.id)[period_id]
    ended = period.left_on is not None

    def save(values: Values) -> None:
        corrected = leaving.read_period(values, period, today)
        records.correct_membership(club, member.id, period_id, corrected)

    fields: dict[str, Field] = {"joined_on": DateField(_("Member since"), today)}
    if ended:
        fields["left_on"] = DateField(_("No longer a member since"), today)
        fields["reason"] = Choice(
            _("Why"), [(code, words.capital(_(text))) for code, text in rules.REASONS.items()]
        )
    fields["note"] = TextField(_("Note"))
    return Form(
        session,
        shell,
        _("Correct the membership of {name}").format(name=words.inside_name(member.person, today)),
        _("Only what was typed wrong. Past counts change with it."),
        fields,
        save,
        verb=_("Keep this"),
        values={
            "joined_on": _typed(period.joined_on),
            "left_on": _typed(period.left_on),
            "reason": period.reason or "",
            "note": period.note or "",
        },
        columns=1,
    )


def _typed(day: str | None) -> str:
    return fmt_date(date.fromisoformat(day)) if day else ""
