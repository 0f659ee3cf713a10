"""Same person twice? Pairs of entries that look alike, decided one after the other."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QButtonGroup, QWidget

from app.base.text import N_, _, ngettext
from app.members import merge_records, records
from app.members.duplicates import Pair, alike
from app.members.merge_choice import ONE, OTHER, chosen, conflicts
from app.members.rules import Member
from ui.kit.button import Button
from ui.kit.choice import Option
from ui.kit.empty import Empty
from ui.kit.labels import body, bold, muted
from ui.kit.layout import Cells, card, padded
from ui.kit.page import Page, Shell
from ui.kit.say import guard
from ui.kit.session import Session
from ui.kit.style import px
from ui.kit.table import Column, Table
from ui.members import words
from ui.members.form import texts_of

READS = records.READS | {"not_same"}

WIDE = 760
"""From this width on, at 100 %, a line of the comparison has three columns."""

_LABELS = {
    "code": N_("Number that stays"),
    "period": N_("Membership"),
    "name": N_("Full name"),
    "sex": N_("Woman or man"),
    "birth": N_("Day or year of birth"),
    "phone": N_("Telephone"),
    "cccd": N_("Citizen number"),
    "hamlet": N_("Hamlet"),
    "bhyt": N_("Health insurance card"),
    "bhyt_until": N_("Card is valid until"),
    "bhyt_place": N_("Registered for care at"),
    "ethnic": N_("Ethnic group"),
    "contact_name": N_("In need, call"),
    "contact_phone": N_("Their telephone"),
    "note": N_("Note"),
}


Line = tuple[QWidget, QWidget, QWidget]
"""What it is, what the one entry says, what the other says."""


class DuplicatesPage(Page):
    """Every pair that looks like one person; Enter begins, and each decision leads to the next."""

    help_id = "duplicates"
    reads = READS

    def __init__(self, session: Session, shell: Shell) -> None:
        super().__init__(session, shell)
        self._place = 0
        self.table: Table[Pair] = Table(
            [
                Column(_("This entry"), lambda pair: _short(pair.one), bold=True, wide=True),
                Column(_("and this one"), lambda pair: _short(pair.other), bold=True, wide=True),
                Column(_("Why"), lambda pair: words.capital(", ".join(pair.why)), wide=True),
            ],
            key=_key,
            name=_("Same person twice?"),
        )
        self.table.opened.connect(self._open)
        self.table.set_empty(
            Empty("circle-check", _("Nobody is in the book twice"), _("No two entries look alike."))
        )
        self.body.add(self.table.pager)
        self.body.add(self.table, stretch=1)

    def refresh(self) -> None:
        club = self.session.club
        people = records.people(club, self.session.today())
        pairs = alike(people, merge_records.not_same(club))
        self.table.set_rows(pairs)
        count = len(pairs)
        said = ngettext("{n} pair looks alike.", "{n} pairs look alike.", count).format(n=count)
        self.head(_("Same person twice?"), said + " " + _("Enter shows the two beside each other."))

    def first_focus(self) -> QWidget:
        return self.table

    @guard
    def _open(self, pair: Pair) -> None:
        self._place = self.table.shown().index(pair)
        self.shell.show(PairPage(self.session, self.shell, pair, self._next))

    @guard
    def _next(self) -> None:
        """After a decision: the pair that now stands where the decided one stood, if any does."""
        self.make_ready()
        pairs = self.table.shown()
        if self._place < len(pairs):
            self.table.select_place(self._place)
            self.shell.show(PairPage(self.session, self.shell, pairs[self._place], self._next))


class PairPage(Page):
    """Both entries beside each other. Where they contradict each other, one value is chosen;
    `after` follows once it is decided whether they are one person."""

    help_id = "duplicates"

    def __init__(
        self, session: Session, shell: Shell, pair: Pair, after: Callable[[], object]
    ) -> None:
        super().__init__(session, shell)
        self._pair, self._after = pair, after
        why = words.capital(", ".join(pair.why))
        self.head(_("Is this one person?"), f"{pair.one.person.name}. {why}.")
        self.apart = Button(_("Two different people"), icon="users", key="Ctrl+D")
        self.apart.clicked.connect(self._keep_apart)
        self.together = Button(
            _("Same person: put together"), icon="check", key="Ctrl+Enter", kind="primary"
        )
        self.together.clicked.connect(self._put_together)
        self.set_actions(self.apart, self.together)
        self.picks: dict[str, Pick] = {}
        rows, same = self._rows()
        inside = padded(8)
        inside.add(Beside(rows))
        self.body.add(card(inside))
        if same:
            self.body.add(muted(_("The same in both: {facts}.").format(facts=", ".join(same))))
        self.body.add(
            muted(_("What was written about either of them stays. Esc decides nothing yet."))
        )
        self.body.stretch()

    def first_focus(self) -> QWidget:
        return self.picks["code"].first()

    def _rows(self) -> tuple[list[Line], list[str]]:
        """A line for each field that is not the same in both, and what is the same."""
        one, other = self._pair.one, self._pair.other
        mine, theirs = _texts(one), _texts(other)
        asked = ("code", *conflicts(one.person, other.person))
        rows: list[Line] = []
        same = []
        for name, title in _LABELS.items():
            if name in asked:
                pick = Pick(_(title), mine[name], theirs[name])
                self.picks[name] = pick
                rows.append((bold(_(title)), *pick.options))
            elif mine[name] != theirs[name]:
                rows.append((muted(_(title)), body(mine[name] or "–"), body(theirs[name] or "–")))
            elif mine[name]:
                same.append(words.masked(mine[name]) if name == "cccd" else mine[name])
        return rows, same

    @guard
    def _put_together(self) -> None:
        self.clear_error()
        pair = self._pair
        picks = {name: pick.picked() for name, pick in self.picks.items()}
        person = chosen(pair.one.person, pair.other.person, picks)
        keep, gone = pair.one.id, pair.other.id
        if picks["code"] == OTHER:
            keep, gone = gone, keep
        merge_records.merge_people(self.session.club, keep, gone, person)
        self.shell.back()
        self._after()

    @guard
    def _keep_apart(self) -> None:
        pair, session = self._pair, self.session
        merge_records.decide_not_same(session.club, pair.one.id, pair.other.id, session.today())
        self.shell.back()
        self._after()


class Pick:
    """Two values of one field as radio buttons, of which the first is chosen."""

    def __init__(self, title: str, one: str, other: str) -> None:
        self.options = (Option(ONE, one), Option(OTHER, other))
        self._group = QButtonGroup(self.options[0])
        for option in self.options:
            option.setAccessibleName(f"{title}: {option.text()}")
            self._group.addButton(option)
        self.options[0].setChecked(True)

    def picked(self) -> str:
        """ONE or OTHER."""
        return next(option.code for option in self.options if option.isChecked())

    def first(self) -> QWidget:
        """What gets the focus."""
        return next(option for option in self.options if option.isChecked())


class Beside(QWidget):
    """Lines in three columns; where the width is small, what it is stands above the two values."""

    def __init__(self, lines: Sequence[Line]) -> None:
        super().__init__()
        self._lines, self._wide = lines, False
        self._cells = Cells(across=16, down=8)
        self.setLayout(self._cells)
        self._arrange(wide=True)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.rescale()

    def rescale(self) -> None:
        """Follow the size of the text."""
        self._arrange(wide=self.width() >= px(WIDE))

    def minimumSizeHint(self) -> QSize:
        # Whichever way the lines stand now, the narrow one is one resize away.
        both = (
            max(line[side].minimumSizeHint().width() for line in self._lines) for side in (1, 2)
        )
        return QSize(sum(both) + px(16), self._cells.minimumSize().height())

    def _arrange(self, *, wide: bool) -> None:
        if wide == self._wide:
            return
        self._wide = wide
        for number, (title, one, other) in enumerate(self._lines):
            for widget in (title, one, other):
                self._cells.removeWidget(widget)
            if wide:
                for column, widget in enumerate((title, one, other)):
                    self._cells.addWidget(widget, number, column)
            else:
                self._cells.addWidget(title, 2 * number, 0, 1, 2)
                self._cells.addWidget(one, 2 * number + 1, 0)
                self._cells.addWidget(other, 2 * number + 1, 1)
        for column, stretch in enumerate((2, 3, 3) if wide else (1, 1, 0)):
            self._cells.setColumnStretch(column, stretch)
        self.updateGeometry()


def _key(pair: Pair) -> tuple[str, str]:
    return pair.one.id, pair.other.id


def _short(member: Member) -> str:
    year = (member.person.birth or _("not known"))[:4]
    return _("{name}, {year}, number {code}").format(
        name=member.person.name, year=year, code=member.code
    )


def _texts(member: Member) -> dict[str, str]:
    """What an entry says of each field, "" for nothing."""
    texts = texts_of(member.person)
    sex = {"F": _("Woman"), "M": _("Man")}
    return {
        **texts,
        "sex": sex.get(member.person.sex or "", ""),
        "code": member.code,
        "period": words.period(member.membership) if member.membership is not None else "",
    }
