"""The people behind a figure of the composition: who counts, who does not, who is not known."""

from collections.abc import Mapping
from datetime import date

from PySide6.QtWidgets import QWidget

from app.base.dates import fmt_date
from app.base.names import sort_key
from app.base.text import _
from app.members import records as members
from app.members.rules import STATUSES, Member, shown_name
from app.targets import records
from app.targets.rules import COUNTS, Target, Verdict, counted, judge_one, remarks, title
from ui.kit.choice import Choice
from ui.kit.empty import Empty
from ui.kit.labels import muted
from ui.kit.layout import Apart
from ui.kit.page import Page, Shell
from ui.kit.say import guard
from ui.kit.session import Session
from ui.kit.table import Column, Table
from ui.targets import words

COUNT, NOT, UNKNOWN = "count", "not", "unknown"


class PeoplePage(Page):
    """Enter opens a person. Whoever the page is about is asked again after a change."""

    help_id = "targets"
    reads = records.READS

    def __init__(self, session: Session, shell: Shell, verdict: Verdict, on: date) -> None:
        super().__init__(session, shell)
        self._on, self._verdict = on, verdict
        self._groups: Mapping[str, tuple[Member, ...]] = {}
        options = [(COUNT, _("Who counts")), (NOT, _("Who does not"))]
        if verdict.unknown:
            options.append((UNKNOWN, _("Whose entry is incomplete")))
        self.which = Choice("", options)
        self.which.set_text(UNKNOWN if verdict.outcome == "unknown" and verdict.unknown else COUNT)
        self.which.edited.connect(self._narrow)
        self.table: Table[Member] = Table(
            [
                Column(
                    _("Full name"),
                    shown_name,
                    sort=lambda m: sort_key(shown_name(m)),
                    bold=True,
                    wide=True,
                ),
                Column(
                    _("Birth and age"),
                    lambda m: words.birth_and_age(m, on),
                    sort=lambda m: m.person.birth or "9999",
                ),
                Column(_("Sex"), _sex, keep=60),
                Column(_("Household"), _household, keep=70),
                Column(_("Hamlet"), lambda m: m.person.hamlet or "", keep=50),
                Column(_("Number"), lambda m: m.code, sort=lambda m: m.code, keep=40),
            ],
            key=lambda m: m.id,
            name=title(verdict.target),
        )
        self.table.opened.connect(self._open)
        self.table.set_empty(Empty("users", _("Nobody here"), _("Choose another group above.")))
        self._citation = muted("")
        self.body.add(self._citation)
        self.body.add(Apart(self.which, self.table.pager, gap=12, grow=True))
        self.body.add(self.table, stretch=1)

    def first_focus(self) -> QWidget:
        return self.table

    def refresh(self) -> None:
        here = members.members(self.session.club, self._on)
        verdict = judge_one(self._verdict.target, here, self._on)
        self._verdict = verdict
        said = _("On {date}: {counted}.").format(date=fmt_date(self._on), counted=counted(verdict))
        self.head(title(verdict.target), f"{said} {remarks(verdict)}".strip())
        self._citation.setText(words.citation(verdict.target))
        self._citation.setVisible(bool(self._citation.text()))
        asked = _asked(verdict.target, here, self._on)
        ids, unknown = set(verdict.ids), set(verdict.unknown)
        self._groups = {
            COUNT: tuple(member for member in here if member.id in ids),
            NOT: tuple(m for m in asked if m.id not in ids and m.id not in unknown),
            UNKNOWN: tuple(member for member in here if member.id in unknown),
        }
        self._narrow()

    def _narrow(self) -> None:
        self.table.set_rows(self._groups.get(self.which.text(), ()))

    @guard
    def _open(self, member: Member) -> None:
        if not member.erased:  # of whom nothing is left to open
            self.shell.open("members", what=member.id)


def _asked(target: Target, here: tuple[Member, ...], on: date) -> tuple[Member, ...]:
    """Those among whom the share is taken."""
    within = COUNTS[target.denominator or "members"]
    return tuple(member for member in here if within(member, on))


def _sex(member: Member) -> str:
    return {"F": _("woman"), "M": _("man"), None: _("not known")}[member.person.sex]


def _household(member: Member) -> str:
    return _(STATUSES[member.status.status]) if member.status else _("not known")
