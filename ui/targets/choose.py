"""Choosing what the club is measured by: every rule set with its document and its period."""

from collections.abc import Callable
from datetime import date

from PySide6.QtWidgets import QWidget

from app.base.text import _, language
from app.club.profile import profile
from app.targets import records
from app.targets.rule_sets import in_force, rule_sets
from app.targets.rules import RuleSet
from ui.kit.chips import NOTHING, Result
from ui.kit.labels import body
from ui.kit.layout import Apart
from ui.kit.page import Page, Shell
from ui.kit.say import guard
from ui.kit.session import Session
from ui.kit.table import Column, Table
from ui.targets import words

_AUTOMATIC = ""


class RuleSetsPage(Page):
    """`then` gets the rule set that was taken, or None for the one in force on each day."""

    help_id = "targets"
    reads = records.READS

    def __init__(
        self, session: Session, shell: Shell, on: date, then: Callable[[RuleSet | None], object]
    ) -> None:
        super().__init__(session, shell)
        self._on, self._then = on, then
        self._now: str | None = None
        self.head(
            _("What the club is measured by"),
            _("Enter takes a document. Documents of other provinces are there to compare."),
        )
        self.table: Table[RuleSet | None] = Table(
            [
                Column(_("Targets"), self._title, bold=True, wide=True),
                Column(_("Holds"), lambda one: words.period(one) if one else ""),
                Column(_("Verified"), _compared, keep=60),
                Column(_("Now"), self._marked, cell=self._mark),
            ],
            key=lambda one: one.id if one else _AUTOMATIC,
            name=_("Targets"),
        )
        self.table.opened.connect(self._take)
        self.table.moved.connect(self._explain)
        self._document = body("")
        self.body.add(self.table, stretch=1)
        self.body.add(Apart(self._document, self.table.pager, gap=16, grow=True))

    def first_focus(self) -> QWidget:
        return self.table

    def refresh(self) -> None:
        club = self.session.club
        self._now = records.chosen_id(club)
        self._province = profile(club).province
        self.table.set_rows((None, *reversed(rule_sets())))
        self.table.select(self._now or _AUTOMATIC)
        self._explain(self.table.current())

    def _title(self, one: RuleSet | None) -> str:
        tongue = language()
        if one is not None:
            return one.title.in_(tongue)
        local = in_force(self._on, self._province).title.in_(tongue)
        return _("As the day decides: {title}").format(title=local)

    def _marked(self, one: RuleSet | None) -> str:
        return self._mark(one).word

    def _mark(self, one: RuleSet | None) -> Result:
        chosen = (one.id if one else None) == self._now
        return Result(_("chosen"), icon="check") if chosen else NOTHING

    def _explain(self, one: RuleSet | None) -> None:
        shown = one or in_force(self._on, self._province)
        self._document.setText(shown.document)

    @guard
    def _take(self, one: RuleSet | None) -> None:
        self.shell.back()
        self._then(one)


def _compared(one: RuleSet | None) -> str:
    if one is None:
        return ""
    return _("yes") if one.basis.verified else _("not yet")
