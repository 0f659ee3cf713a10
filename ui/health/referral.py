"""A slip for the health station on the screen: what came of it, written anew, or taken out; and a
slip written by hand."""

from datetime import date

from app.base.dates import fmt_date
from app.base.text import _
from app.health import referral_records
from app.health.referrals import OUTCOMES, WHYS, read_came, read_slip
from app.members import records as members
from ui.health import words
from ui.kit.button import Button
from ui.kit.choice import Choice
from ui.kit.entries import DateField
from ui.kit.fields import Field, TextField
from ui.kit.form import Form, Values
from ui.kit.page import Shell
from ui.kit.say import guard
from ui.kit.session import Session


class ReferralForm(Form):
    """What the health station said; saved, the slip leaves the list of those without an answer."""

    help_id = "slips"

    def __init__(self, session: Session, shell: Shell, referral_id: str) -> None:
        self._slip = slip = referral_records.referral(session.club, referral_id)
        today = session.today()
        fields: dict[str, Field] = {
            "outcome": Choice(
                _("What came of it"), [(code, _(text)) for code, text in OUTCOMES.items()]
            ),
            "went_on": DateField(_("Seen on"), today, _("Empty when nobody knows")),
            "advice": TextField(_("Doctor's advice"), _("As the health station wrote it")),
        }
        super().__init__(
            session,
            shell,
            _name(session, slip.person_id),
            _("Slip of {day}: {why}.").format(
                day=fmt_date(date.fromisoformat(slip.on_date)), why=_(WHYS[slip.why]).lower()
            ),
            fields,
            self._store,
            verb=_("Save the answer"),
            columns=1,
            values={
                "outcome": slip.outcome or "",
                "went_on": fmt_date(date.fromisoformat(slip.went_on)) if slip.went_on else "",
                "advice": slip.advice or "",
            },
            draft=f"health.slip {referral_id}",
        )
        buttons = []
        if slip.outcome is not None:
            again = Button(_("No answer yet"), icon="undo-2")
            again.clicked.connect(self._reopen)
            buttons.append(again)
        remove = Button(_("Take out"), icon="x", kind="danger")
        remove.clicked.connect(self._remove)
        self.set_actions(*buttons, remove)

    def _store(self, values: Values) -> None:
        came = read_came(values, self.session.today(), self._slip.on_date)
        referral_records.close(self.session.club, self._slip, came)

    @guard
    def _reopen(self) -> None:
        referral_records.reopen(self.session.club, self._slip)
        self.shell.back()

    @guard
    def _remove(self) -> None:
        self.ask(
            _("Take this slip out?"),
            [_("It was written by mistake. Ctrl Z brings it back.")],
            act=_("Take out"),
            keep=_("Keep it"),
            then=self._removed,
        )

    @guard
    def _removed(self, _reason: str) -> None:
        referral_records.remove(self.session.club, self._slip)
        self.shell.back()


class NewSlipForm(Form):
    """A slip for one person, whatever the readings say."""

    help_id = "slips"

    def __init__(self, session: Session, shell: Shell, person_id: str) -> None:
        self._person_id = person_id
        whys = [(code, _(text)) for code, text in WHYS.items()]
        super().__init__(
            session,
            shell,
            _name(session, person_id),
            _("A slip that asks the health station to examine them."),
            {
                "why": Choice(_("Why"), whys),
                "note": TextField(_("Note"), _("Printed on the slip; no name of an illness")),
            },
            self._store,
            verb=_("Write this slip"),
            columns=1,
            draft=f"health.slip-new {person_id}",
        )

    def _store(self, values: Values) -> None:
        why, note = read_slip(values)
        club = self.session.club
        referral_records.write(club, self._person_id, self.session.today(), why, note)


def _name(session: Session, person_id: str) -> str:
    person = members.member(session.club, person_id, session.today()).person
    return words.full_name(person.name, person.sex, person.birth, session.today())
