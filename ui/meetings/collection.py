"""Step 3: collecting. Everybody's fee and what their loans ask for stand there; only what differs
is typed. What was collected comes into the ledger with one key."""

from collections import Counter
from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut

from app.base import money
from app.base.errors import Invalid
from app.base.names import given_name
from app.base.text import _, ngettext
from app.meetings import attendance_records, booking_records, collection, collection_records
from app.meetings.booking_records import Booked
from app.meetings.collection import Expected, Paid
from app.meetings.rules import read_fees
from ui.kit.button import Button
from ui.kit.chips import Result
from ui.kit.grid import Grid, GridColumn, GridRow, RowResult, replace
from ui.kit.layout import Column, plain
from ui.kit.page import Shell
from ui.kit.say import guard
from ui.kit.session import Session
from ui.kit.style import px
from ui.kit.unsaved import Unsaved
from ui.meetings.collection_foot import CollectionFoot
from ui.meetings.collection_parts import show_parts
from ui.meetings.step import GridStep, Way

PAID = "paid"
LEAST_HEIGHT = 258
"""Head, three rows and the last line of the grid (px at 100 %); a page too low for it scrolls."""
ODD = 500
"""Below so many đồng nobody pays a fee: "5" was meant for 5.000."""
NONE = "–"


class CollectionStep(GridStep):
    """A row for everybody who is asked for something: Enter takes what is asked for, one key takes
    it of all who are here. The absent stand at the end; somebody may have brought it for them."""

    step = "collection"
    help_id = "fees"
    reads = collection_records.READS

    def __init__(self, session: Session, shell: Shell, way: Way) -> None:
        super().__init__(session, shell, way)
        self._asked: dict[str, Expected] = {}
        self._paid: dict[str, Paid] = {}
        self._booked = Booked()
        self._may_book = booking_records.may_book(session.club)
        self._may_see = session.may("loans.read") and session.may("funds.read")
        self.all_paid = Button(_("All who are here paid"), icon="check", key="Ctrl+D")
        self.all_paid.clicked.connect(self._take_of_all)
        self.book = Button(_("Book it"), icon="book-open", key="Ctrl+B")
        self.book.clicked.connect(self._book)
        self.receipts = Button(_("Receipts"), icon="printer", key="Ctrl+P")
        self.receipts.clicked.connect(self._print)
        self.set_actions(*self._acts())
        self.foot = self._make_foot()
        # The foot goes while the last line says something; its key shall work all the same.
        by_key = QShortcut(QKeySequence("F4"), self)
        by_key.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        by_key.activated.connect(self._show_parts)
        self._shape = collection_records.customs(session.club)
        self._holder = Column(0)
        self.grid = self._make_grid()
        self._holder.add(self.grid, stretch=1)
        self.rescale()
        self._unsaved = Unsaved(self, lambda: self.grid, lambda: f"fees {self.meeting.id}")
        self.body.add(plain(self._holder), stretch=1)

    def _acts(self) -> Sequence[Button]:
        return [
            *([self.all_paid] if self.may_write else []),
            *([self.book] if self._may_book else []),
            *([self.receipts] if self._may_see else []),
        ]

    def _make_foot(self) -> CollectionFoot:
        foot = CollectionFoot(may_write=self.may_write)
        foot.details.clicked.connect(self._show_parts)
        return foot

    def _make_grid(self) -> Grid:
        """A grid with the columns that this club needs."""
        loans, savings = self._shape
        columns = [GridColumn("fee", _("Fee"), 64, typed=False, keep=20)]
        if savings:
            columns.append(GridColumn("savings", _("Savings"), 80, typed=False, keep=25))
        if loans:
            columns += [
                GridColumn("interest", _("Interest"), 80, typed=False, keep=30),
                GridColumn("principal", _("Principal"), 90, typed=False, keep=40),
            ]
        if loans or savings:
            columns.append(GridColumn("due", _("Due"), 100, typed=False, keep=90, bold=True))
        columns.append(GridColumn(PAID, _("Paid"), 174, spoken=_("Paid, đồng")))
        grid = Grid(columns, self._save, result_title=_("How it stands"))
        grid.ended.connect(self._to_next)
        grid.moved.connect(self._moved)
        grid.lock(not self.may_write)
        grid.set_foot(self.foot)
        return grid

    def refresh(self) -> None:
        club, meeting_id = self.session.club, self.meeting.id
        asked = collection_records.expected(club, meeting_id)
        self._paid = collection_records.written(club, meeting_id)
        self._asked = {each.person_id: each for each in asked}
        self._names = self._told_apart(asked)
        if self._may_see:
            self._booked = booking_records.booked(club, meeting_id)
        rows = [self._row(each) for each in asked]
        shape = self._shape_now()
        if shape == self._shape:
            self.grid.set_rows(rows)
        else:
            self._change_columns(shape, rows)
        if self.may_write:
            self._unsaved.put_back()
        self._say()

    def _told_apart(self, asked: Sequence[Expected]) -> dict[str, str]:
        """The name of each row; with the member's number where two have the same name."""
        often = Counter(each.name for each in asked)
        names = {each.person_id: each.name for each in asked}
        if len(often) < len(names):
            for one in attendance_records.attendance(self.session.club, self.meeting.id):
                if often[one.name] > 1 and one.person_id in names:
                    names[one.person_id] = f"{one.name} ({one.code})"
        return names

    def _shape_now(self) -> tuple[bool, bool]:
        """Whether this club has columns for loans, and for savings."""
        asked, paid = self._asked.values(), self._paid.values()
        return (
            any(each.loans for each in asked) or any(each.loans for each in paid),
            any(each.savings_vnd for each in asked) or any(each.savings_vnd for each in paid),
        )

    def _change_columns(self, shape: tuple[bool, bool], rows: Sequence[GridRow]) -> None:
        """A grid with other columns in the place of this one; what is typed goes with it."""
        self._shape = shape
        self.foot = self._make_foot()
        before, self.grid = self.grid, self._make_grid()
        self.rescale()
        self.grid.set_rows(rows)
        replace(before, self.grid, self._holder)
        self._unsaved.watch()

    def rescale(self) -> None:
        """Follow the size of the text."""
        self.grid.setMinimumHeight(px(LEAST_HEIGHT))

    def leaving(self) -> None:
        super().leaving()
        if self.may_write:
            self._unsaved.keep()

    # --- rows ---------------------------------------------------------------------------------

    def _row(self, asked: Expected) -> GridRow:
        paid = self._paid.get(asked.person_id)
        total = money.fmt_number(asked.total_vnd) if asked.total_vnd else ""
        open_here = asked.present and paid is None and bool(total)
        return GridRow(
            key=asked.person_id,
            name=self._names[asked.person_id],
            short=given_name(asked.name),
            texts={**self._asked_texts(asked, paid), PAID: _written_out(paid)},
            prefilled={PAID: total} if open_here else {},
            result=_stands(asked, paid),
            asks=_("Press Enter if it is all") if open_here else "",
        )

    def _asked_texts(self, asked: Expected, paid: Paid | None) -> dict[str, str]:
        """What is asked for; of the absent whom nobody asks for anything, nothing."""
        if not asked.total_vnd and not asked.present and paid is None:
            return {}
        return {
            "fee": _number(asked.fee_vnd),
            "savings": _number(asked.savings_vnd),
            "interest": _number(asked.interest_vnd + asked.late_vnd),
            "principal": _number(asked.principal_vnd),
            "due": _number(asked.total_vnd),
        }

    def _save(self, key: str, texts: Mapping[str, str]) -> RowResult:
        typed, asked = texts[PAID], self._asked[key]
        try:
            amount = read_fees({key: typed})[key] if typed else None
        except Invalid as error:
            raise Invalid({PAID: error.problems[key]}) from None
        paid = None if amount is None else collection.split(asked, amount)
        with self.writing():
            collection_records.write(self.session.club, self.meeting.id, {key: paid})
        return RowResult({PAID: _written_out(paid)}, _stands(asked, paid), _doubt(asked, paid))

    def _moved(self, _key: object) -> None:
        self._say_row()

    # --- all at once --------------------------------------------------------------------------

    def _waiting(self) -> list[Expected]:
        """Who is here, is asked for something, and of whom nothing is written."""
        return [
            each
            for each in self._asked.values()
            if each.present and each.total_vnd and each.person_id not in self._paid
        ]

    @guard
    def _take_of_all(self) -> None:
        if not self.grid.flush():
            return
        waiting = self._waiting()
        if waiting:
            with self.writing():
                collection_records.write(
                    self.session.club,
                    self.meeting.id,
                    {each.person_id: collection.split(each, each.total_vnd) for each in waiting},
                )
        self.grid.setFocus()

    @guard
    def _show_parts(self) -> None:
        """Set for the person of the row by hand what the money is for."""
        key = self.grid.current_key()
        if key is not None and self.may_write and self.grid.flush():
            show_parts(self, self._asked[key], self._paid.get(key))

    # --- the ledger ---------------------------------------------------------------------------

    @guard
    def _book(self) -> None:
        if not self.grid.flush():
            return
        if not self._booked.changed:
            booking_records.book(self.session.club, self.meeting.id)
            self.grid.setFocus()
            return
        names = [self._called(each) for each in sorted(self._booked.changed, key=self._called)]
        lines = [
            _("Something else is booked of: {names}.").format(names=", ".join(names)),
            _("Those receipts are taken back and written anew. Both stay readable."),
        ]
        self.ask(
            _("Book what was changed?"),
            lines,
            act=_("Book the changes"),
            keep=_("Not now"),
            then=self._book_changes,
            danger=False,
            reason=_("Why it was changed"),
        )

    def _book_changes(self, why: str) -> None:
        booking_records.book(self.session.club, self.meeting.id, why)

    def _called(self, person_id: str) -> str:
        asked = self._asked.get(person_id)
        return asked.name if asked is not None else NONE

    @guard
    def _print(self) -> None:
        from ui.meetings.receipts import show_receipts  # brings the PDF library along

        show_receipts(self, self.meeting)

    # --- what is said -------------------------------------------------------------------------

    def _say(self) -> None:
        """The last line, what the keys would do, and how far it is booked."""
        collected = sum(paid.total_vnd for paid in self._paid.values())
        due = sum(each.total_vnd for each in self._asked.values())
        self.foot.say_sums(collected, due)
        self._say_row()
        self.purpose_is(self._sentence())
        waiting = self._waiting()
        if self.may_write:
            self._name_all_paid(waiting)
            self.all_paid.setVisible(bool(waiting))
        booked = self._booked
        if self._may_book:
            self.book.setVisible(not booked.complete)
            self.book.rename(_("Book the changes") if booked.changed else _("Book it"), "book-open")
        if self._may_see:
            self.receipts.setVisible(bool(booked.vouchers) and booked.complete)

    def _name_all_paid(self, waiting: Sequence[Expected]) -> None:
        amounts = {each.total_vnd for each in waiting}
        if len(amounts) == 1:
            many = ngettext("{n} paid {amount}", "{n} paid {amount} each", len(waiting))
            said = many.format(n=len(waiting), amount=money.fmt(amounts.pop()))
        else:
            many = ngettext("{n} paid all of it", "{n} paid all of it", len(waiting))
            said = many.format(n=len(waiting))
        self.all_paid.rename(said, "check")

    def _sentence(self) -> str:
        booked = self._booked
        if not any(each.total_vnd for each in self._asked.values()):
            return _("Type the fee of the first one: it is then proposed for all others.")
        if booked.before:
            return _("The books of the funds begin after this meeting: its money stays here only.")
        if booked.changed:
            many = ngettext(
                "{n} row says something else than the books. Book it and say why.",
                "{n} rows say something else than the books. Book them and say why.",
                len(booked.changed),
            )
            return many.format(n=len(booked.changed))
        if booked.vouchers and booked.complete:
            many = ngettext(
                "All of it is booked: {n} receipt, {first}.",
                "All of it is booked: {n} receipts, from {first} on.",
                len(booked.vouchers),
            )
            first = min(booked.vouchers, key=lambda each: each.number).voucher
            return many.format(n=len(booked.vouchers), first=first)
        return _("What is due stands there. Press Enter if it is all, type only what differs.")

    def _say_row(self) -> None:
        key = self.grid.current_key()
        asked = self._asked.get(key) if key is not None else None
        self.foot.say_row(asked, self._paid.get(key) if key is not None else None)

    def _to_next(self) -> None:
        self.next.setFocus()


def _written_out(paid: Paid | None) -> str:
    return "" if paid is None else money.fmt_number(paid.total_vnd)


def _number(amount_vnd: int) -> str:
    return money.fmt_number(amount_vnd) if amount_vnd else NONE


def _stands(asked: Expected, paid: Paid | None) -> Result:
    """How somebody stands, in a word."""
    stand, amount = collection.how_it_stands(asked, paid)
    apart = money.fmt_number(amount)
    match stand:
        case "waiting":
            return Result(_("Not yet"))
        case "absent":
            return Result(_("Absent"), icon="minus")
        case "nothing":
            return Result(_("Paid nothing"), icon="minus", tone="warn")
        case "missing":
            return Result(_("{amount} missing").format(amount=apart), icon="minus", tone="warn")
        case "more":
            return Result(_("{amount} more").format(amount=apart), icon="plus", bold=True)
        case "enough":
            return Result(_("Enough"), icon="check")


def _doubt(asked: Expected, paid: Paid | None) -> str:
    """What is said of a row just saved: a tiny amount is doubted; what was not paid exactly is told
    part by part."""
    if paid is None or not paid.total_vnd:
        return ""
    if paid.total_vnd < ODD:
        said = _("Only {amount}? Type 5k for 5.000 đ.")
        return said.format(amount=money.fmt(paid.total_vnd))
    stand, _apart = collection.how_it_stands(asked, paid)
    if stand == "enough" or not (asked.loans or asked.savings_vnd):
        return ""
    return collection.in_words(paid, asked)
