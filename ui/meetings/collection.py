"""Step 3: the fee. Everybody who came owes the usual one; only what differs is typed."""

from collections import Counter
from collections.abc import Mapping

from app.base import money
from app.base.errors import Invalid
from app.base.names import given_name
from app.base.text import _, ngettext
from app.meetings import attendance_records, money_records
from app.meetings.rules import Attendance, read_fees
from ui.kit.button import Button
from ui.kit.chips import Result
from ui.kit.grid import Grid, GridColumn, GridRow, RowResult
from ui.kit.labels import rich
from ui.kit.page import Shell
from ui.kit.say import guard
from ui.kit.session import Session
from ui.kit.style import px
from ui.kit.unsaved import Unsaved
from ui.meetings.step import GridStep, Way

PAID = "paid"
LEAST_HEIGHT = 258
"""Head, three rows and the last line of the grid (px at 100 %); a page too low for it scrolls."""
ODD = 500
"""Below so many đồng nobody pays a fee: "5" was meant for 5.000."""


class CollectionStep(GridStep):
    """A row for each member: Enter takes the usual fee, one key takes it of all who are here.
    Whoever is absent stands at the end and is asked for nothing."""

    step = "collection"
    help_id = "fees"
    reads = frozenset({"fee", "attendance", "membership", "person", "meeting", "meeting_step"})

    def __init__(self, session: Session, shell: Shell, way: Way) -> None:
        super().__init__(session, shell, way)
        self._people: dict[str, Attendance] = {}
        self._paid: dict[str, int] = {}
        self._usual: int | None = None
        self.all_paid = Button(_("All who are here paid"), icon="check", key="Ctrl+D")
        self.all_paid.clicked.connect(self._take_of_all)
        self.set_actions(*([self.all_paid] if self.may_write else []))
        self.grid = Grid(
            [
                GridColumn("due", _("Fee"), 150, typed=False, keep=20),
                GridColumn(PAID, _("Paid"), 170, spoken=_("Fee paid, đồng")),
            ],
            self._save,
            result_title=_("How it stands"),
        )
        self.grid.ended.connect(self._to_next)
        self.grid.lock(not self.may_write)
        self.rescale()
        self._unsaved = Unsaved(self, lambda: self.grid, lambda: f"fees {self.meeting.id}")
        self.body.add(self.grid, stretch=1)

    def refresh(self) -> None:
        club, meeting = self.session.club, self.meeting
        people = attendance_records.attendance(club, meeting.id)
        self._people = {each.person_id: each for each in people}
        fees = money_records.fees(club, meeting.id)
        self._paid = {fee.person_id: fee.amount_vnd for fee in fees}
        self._usual = money_records.usual_fee(club, meeting.id) or _most_frequent(self._paid)
        self.grid.set_rows([self._row(each) for each in sorted(people, key=_absent)])
        if self.may_write:
            self._unsaved.put_back()
        self._say()

    def rescale(self) -> None:
        """Follow the size of the text."""
        self.grid.setMinimumHeight(px(LEAST_HEIGHT))

    def leaving(self) -> None:
        super().leaving()
        if self.may_write:
            self._unsaved.keep()

    # --- rows ---------------------------------------------------------------------------------

    def _row(self, each: Attendance) -> GridRow:
        paid = self._paid.get(each.person_id)
        usual = money.fmt_number(self._usual) if self._usual is not None else ""
        here = each.present
        return GridRow(
            key=each.person_id,
            name=each.name,
            short=given_name(each.name),
            texts={
                "due": usual if here or paid is not None else "",
                PAID: "" if paid is None else money.fmt_number(paid),
            },
            prefilled={PAID: usual} if here and paid is None else {},
            result=self._stands(each, paid),
            asks=_("Press Enter if it is all") if here and usual and paid is None else "",
        )

    def _stands(self, each: Attendance, paid: int | None) -> Result:
        if paid is None:
            return Result(_("Not yet")) if each.present else Result(_("Absent"), icon="minus")
        if paid == 0:
            return Result(_("Paid nothing"), icon="minus", tone="warn")
        if self._usual is None or paid == self._usual:
            return Result(_("Paid"), icon="check")
        apart = money.fmt_number(abs(paid - self._usual))
        if paid < self._usual:
            return Result(_("{amount} missing").format(amount=apart), icon="minus", tone="warn")
        return Result(_("{amount} more").format(amount=apart), icon="plus", bold=True)

    def _save(self, key: str, texts: Mapping[str, str]) -> RowResult:
        typed = texts[PAID]
        try:
            amount = read_fees({key: typed})[key] if typed else None
        except Invalid as error:
            raise Invalid({PAID: error.problems[key]}) from None
        with self.writing():
            money_records.collect(self.session.club, self.meeting.id, {key: amount})
        doubt = ""
        if amount is not None and 0 < amount < ODD:
            doubt = _("Only {amount}? Type 5k for 5.000 đ.").format(amount=money.fmt(amount))
        return RowResult(
            {PAID: "" if amount is None else money.fmt_number(amount)},
            self._stands(self._people[key], amount),
            doubt,
        )

    # --- all at once --------------------------------------------------------------------------

    def _waiting(self) -> list[str]:
        """Who is here and of whom nothing is written."""
        return [
            each.person_id
            for each in self._people.values()
            if each.present and each.person_id not in self._paid
        ]

    @guard
    def _take_of_all(self) -> None:
        if self._usual is None or not self.grid.flush():
            return
        waiting = self._waiting()
        if waiting:
            with self.writing():
                money_records.collect(
                    self.session.club, self.meeting.id, dict.fromkeys(waiting, self._usual)
                )
        self.grid.setFocus()

    def _say(self) -> None:
        """The last line, and what the one key would do."""
        payers = sum(1 for amount in self._paid.values() if amount)
        total = money.fmt(sum(self._paid.values()))
        words = _("{n} of {all} paid, together <b>{total}</b>.")
        self.grid.set_foot(rich(words.format(n=payers, all=len(self._people), total=total)))
        waiting = len(self._waiting())
        if self._usual is None:
            sentence = _("Type the fee of the first one: it is then proposed for all others.")
        else:
            usual = money.fmt(self._usual)
            sentence = _("The usual fee is {amount}. Enter takes it, type only what differs.")
            sentence = sentence.format(amount=usual)
            many = ngettext("{n} paid {amount}", "{n} paid {amount} each", waiting)
            self.all_paid.rename(many.format(n=waiting, amount=usual), "check")
        if self.may_write:
            self.all_paid.setVisible(self._usual is not None and waiting > 0)
        self.purpose_is(sentence)

    def _to_next(self) -> None:
        self.next.setFocus()


def _absent(each: Attendance) -> bool:
    return not each.present


def _most_frequent(paid: Mapping[str, int]) -> int | None:
    counted = Counter(amount for amount in paid.values() if amount)
    return counted.most_common(1)[0][0] if counted else None
