"""Who needs a loan, and who takes part in an income activity of the club."""

from collections.abc import Callable, Sequence

from app.base.dates import fmt_date
from app.base.text import _
from app.loans import forms
from app.loans import livelihood_records as records
from app.loans.rules import LIVELIHOODS, Livelihood
from ui.kit.button import Button
from ui.kit.choice import Choice
from ui.kit.entries import DateField
from ui.kit.fields import TextField
from ui.kit.form import Form, Values
from ui.kit.list_page import ListPage
from ui.kit.page import Shell
from ui.kit.people_field import PersonField
from ui.kit.register import Register
from ui.kit.say import guard
from ui.kit.session import Session
from ui.kit.table import Column
from ui.loans import words


class NeedsPage(ListPage[Livelihood]):
    """What holds today; F3 ends it, and what was stays in the book."""

    icon = "list"
    help_id = "loan-lists"
    right = "loans.write"
    reads = records.READS

    def name(self) -> str:
        return _("Who needs a loan")

    def columns(self) -> Sequence[Column[Livelihood]]:
        return (
            Column(_("Full name"), lambda row: row.who, bold=True, wide=True),
            Column(
                _("What it is"), lambda row: _(LIVELIHOODS[row.kind]), sort=lambda row: row.kind
            ),
            Column(_("Since"), lambda row: words.day(row.since), keep=60),
            Column(_("Note"), lambda row: row.note or "", wide=True, keep=60),
        )

    def add_words(self) -> str:
        return _("Write somebody down")

    def empty(self) -> tuple[str, str]:
        return (
            _("Nobody is written down"),
            _("Who needs a loan, and who earns something with the club: reports ask for both."),
        )

    def row_buttons(self) -> Sequence[Button]:
        end = Button(_("No longer so"), icon="minus", key="F3")
        end.clicked.connect(self._end)
        return (end,)

    def refresh(self) -> None:
        found = records.livelihoods(self.session.club, self.session.today())
        needs = len({row.person_id for row in found if row.kind == "needs_loan"})
        earn = len({row.person_id for row in found if row.kind == "income_activity"})
        self.head(
            _("Who needs a loan"),
            _("{needs} need a loan, {earn} take part in an income activity.").format(
                needs=words.people(needs), earn=words.people(earn)
            ),
        )
        self.show_rows(found)

    def add(self) -> None:
        self.shell.show(livelihood_form(self.session, self.shell, added=self.added))

    def change(self, row: Livelihood) -> None:
        self.shell.open("members", what=row.person_id)

    def remove(self, row: Livelihood) -> None:
        records.remove_livelihood(self.session.club, row.id)

    def whole(self, row: Livelihood) -> Sequence[tuple[str, str]]:
        return (
            (_("Full name"), row.who),
            (_("What it is"), _(LIVELIHOODS[row.kind])),
            (_("Since"), words.day(row.since)),
            (_("Note"), row.note or ""),
        )

    @guard
    def _end(self) -> None:
        records.end_livelihood(self.session.club, self.chosen().id, self.session.today())


def livelihood_form(
    session: Session,
    shell: Shell,
    *,
    person: str = "",
    added: Callable[[str], object] = lambda _id: None,
) -> Form:
    """Who, what, since when."""
    club, today = session.club, session.today()
    register = Register(club, today)

    def save(values: Values) -> None:
        added(records.begin_livelihood(club, forms.read_livelihood(values, today, register.known)))

    return Form(
        session,
        shell,
        _("Livelihood"),
        _("Reports ask who needs a loan and who earns with the club."),
        {
            "person": PersonField(_("Who"), register),
            "kind": Choice(_("What it is"), [(c, _(said)) for c, said in LIVELIHOODS.items()]),
            "note": TextField(_("Note"), _("For example wants to raise hens")),
            "since": DateField(_("Since"), today, ahead=0),
        },
        save,
        verb=_("Keep this"),
        values={"person": person, "since": fmt_date(today)},
        draft=f"livelihood-{person or 'new'}",
    )
