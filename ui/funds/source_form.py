"""The form of a source of capital."""

from collections.abc import Callable
from dataclasses import replace

from app.base.dates import fmt_date
from app.base.text import _
from app.funds import forms, source_records
from app.funds.rules import SOURCE_KINDS, Source
from ui.funds import words
from ui.kit.choice import Choice
from ui.kit.entries import DateField
from ui.kit.fields import TextField
from ui.kit.form import Form, Values
from ui.kit.page import Shell
from ui.kit.say import guard
from ui.kit.session import Session


def source_form(
    session: Session,
    shell: Shell,
    before: Source | None,
    added: Callable[[str], object] = lambda _id: None,
) -> Form:
    """From whom capital comes and whether it goes back; `added` hears the id of a new one, after
    the form has gone."""
    club, today = session.club, session.today()

    def save(values: Values) -> None:
        typed = forms.read_source(values, today)
        if before is None:
            form.new_id = source_records.add_source(club, typed)
        else:
            kept = replace(typed, person_id=before.person_id, note=before.note)
            source_records.change_source(club, before.id, kept)

    form = _SourceForm(
        session,
        shell,
        _("A new source of capital") if before is None else _("Change a source of capital"),
        "",
        {
            "kind": Choice(
                _("From whom"),
                [(code, _(name)) for code, name in SOURCE_KINDS.items()],
                wide=True,
            ),
            "returnable": Choice(
                _("Must it go back"),
                [("yes", _("Yes")), ("no", _("No"))],
                _("If the club stops one day"),
            ),
            "name": TextField(
                _("Name of the source"), _("For example: budget of the province, 2026")
            ),
            "return_to": TextField(_("To whom it goes back"), _("Only if it must go back")),
            "decision": TextField(_("Decision or paper"), _("Number and day; may stay empty")),
            "since": DateField(_("Since"), today, ahead=0),
        },
        save,
        verb=_("Keep this"),
        values=_texts(before) if before is not None else {"since": fmt_date(today)},
        draft=f"source-{before.id if before else 'new'}",
    )
    form.added = added
    return form


class _SourceForm(Form):
    """Says, once it is gone, which source it has written."""

    new_id = ""
    added: Callable[[str], object]

    @guard
    def save_now(self) -> None:
        super().save_now()
        if self.new_id:
            self.added(self.new_id)


def _texts(source: Source) -> Values:
    return {
        "kind": source.kind,
        "name": source.name,
        "returnable": "yes" if source.returnable else "no",
        "return_to": source.return_to or "",
        "decision": source.decision or "",
        "since": words.day(source.since),
    }
