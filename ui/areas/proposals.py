"""What the club asked of the commune and of others, and what came of it."""

from collections.abc import Sequence

from app.areas import proposal_records as records
from app.areas import rules
from app.areas.rules import OUTCOMES, RESOLVED, Proposal
from app.base.dates import fmt_date
from app.base.text import _, ngettext
from ui.areas import words
from ui.kit.button import Button
from ui.kit.chips import Result
from ui.kit.choice import Choice
from ui.kit.entries import DateField
from ui.kit.fields import LinesField, TextField
from ui.kit.form import Form, Values
from ui.kit.list_page import ListPage
from ui.kit.say import guard
from ui.kit.table import Column


class ProposalsPage(ListPage[Proposal]):
    """What waits for an answer stands first."""

    icon = "inbox"
    help_id = "areas"
    right = "areas.write"
    reads = records.READS

    def name(self) -> str:
        return _("Proposals")

    def columns(self) -> Sequence[Column[Proposal]]:
        return (
            Column(_("Day"), lambda one: words.day(one.on_date), sort=lambda one: one.on_date),
            Column(_("What was asked for"), lambda one: one.about, bold=True, wide=True),
            Column(_("Of whom"), lambda one: one.to_whom, keep=70),
            Column(_("Answer"), lambda one: _state(one).word, cell=_state, keep=90),
        )

    def add_words(self) -> str:
        return _("Write down a proposal")

    def empty(self) -> tuple[str, str]:
        return (
            _("No proposal written down"),
            _("Write down what the club asks of the commune, to see what comes of it."),
        )

    def row_buttons(self) -> Sequence[Button]:
        answer = Button(_("What came of it"), icon="check", key="F3")
        answer.clicked.connect(self._answer)
        return (answer,)

    def refresh(self) -> None:
        found = records.proposals(self.session.club)
        waiting = sum(1 for proposal in found if proposal.open)
        sentence = _("Nothing waits for an answer")
        if waiting:
            many = ngettext("{n} waits for an answer", "{n} wait for an answer", waiting)
            sentence = many.format(n=waiting)
        self.head(_("Proposals to the commune"), f"{sentence}." if found else "")
        self.show_rows(found)

    def add(self) -> None:
        self.shell.show(self._form(None))

    def change(self, row: Proposal) -> None:
        self.shell.show(self._form(row))

    def remove(self, row: Proposal) -> None:
        records.remove_proposal(self.session.club, row.id)

    def whole(self, row: Proposal) -> Sequence[tuple[str, str]]:
        return (
            (_("Day"), words.day(row.on_date)),
            (_("Of whom"), row.to_whom),
            (_("What was asked for"), row.about),
            (_("Answer"), _state(row).word),
            (_("Day of the answer"), words.day(row.answered_on)),
            (_("In their words"), row.answer or ""),
        )

    def _form(self, before: Proposal | None) -> Form:
        club, today = self.session.club, self.session.today()

        def save(values: Values) -> None:
            proposal = rules.read_proposal(values, today)
            if before is None:
                self.added(records.add_proposal(club, proposal))
            else:
                records.change_proposal(club, before.id, proposal)

        return Form(
            self.session,
            self.shell,
            _("Change a proposal") if before else _("Write down a proposal"),
            "",
            {
                "about": TextField(_("What was asked for")),
                "to_whom": TextField(_("Of whom")),
                "on_date": DateField(_("Day"), today, ahead=0),
            },
            save,
            verb=_("Keep this"),
            values={
                "about": before.about if before else "",
                "to_whom": before.to_whom if before else _("The commune's People's Committee"),
                "on_date": words.day(before.on_date) if before else fmt_date(today),
            },
            draft=f"proposal-{before.id if before else 'new'}",
        )

    @guard
    def _answer(self) -> None:
        row, club, today = self.chosen(), self.session.club, self.session.today()

        def save(values: Values) -> None:
            day, outcome, answer = rules.read_answer(values, today, row.on_date)
            records.answer_proposal(club, row.id, day, outcome, answer)
            self.added(row.id)

        self.shell.show(
            Form(
                self.session,
                self.shell,
                _("What came of it"),
                row.about,
                {
                    "outcome": Choice(
                        _("Answer"), [(code, _(name)) for code, name in OUTCOMES.items()]
                    ),
                    "answered_on": DateField(_("Day of the answer"), today, ahead=0),
                    "answer": LinesField(_("In their words"), _("May stay empty")),
                },
                save,
                verb=_("Keep this"),
                values={
                    "outcome": row.outcome or "",
                    "answered_on": words.day(row.answered_on) or fmt_date(today),
                    "answer": row.answer or "",
                },
                columns=1,
                draft=f"proposal-answer-{row.id}",
            )
        )


def _state(proposal: Proposal) -> Result:
    if proposal.outcome is None:
        return Result(_("Waits for an answer"), icon="clock")
    good = proposal.outcome in RESOLVED
    return Result(_(OUTCOMES[proposal.outcome]), icon="check" if good else "x")
