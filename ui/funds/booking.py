"""The form of a voucher: it says while one types what the cash box or the bank account will hold.

A voucher is written for good. Where one is corrected, the same form comes up with what it said:
the old voucher is taken back and the new one written in one act.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from app.base import money
from app.base.dates import fmt_date, parse_date
from app.base.errors import Invalid, UserError
from app.base.periods import Month
from app.base.text import _
from app.funds import balance_records, forms, fund_records, records
from app.funds.accounts import Where
from app.funds.records import Instead
from app.funds.rules import Entry, Source
from ui.funds import words
from ui.kit.fields import Field, TextField, follow
from ui.kit.form import Form, Values
from ui.kit.layout import Column, plain
from ui.kit.page import Shell
from ui.kit.rows import mark_line
from ui.kit.say import guard
from ui.kit.session import Session, Told


@dataclass(frozen=True, slots=True)
class Move:
    """What a voucher will do to the cash box or the bank account of a fund, in đồng."""

    fund: str
    where: Where
    amount_vnd: int
    on: date


Write = Callable[[Values, Instead | None], str]
Moves = Callable[[Values], Sequence[Move]]


@dataclass(frozen=True, slots=True)
class Booking:
    """A kind of voucher as a form asks for it.

    `write` writes it, where asked instead of another one, and gives its id; it may raise Invalid
    with the names of the fields. `moves` reads what has been typed so far, and may raise UserError.
    `kept` are texts that go with the typed ones and have no field.
    """

    name: str
    title: str
    purpose: str
    verb: str
    fields: Mapping[str, Field]
    write: Write
    moves: Moves
    values: Mapping[str, str] = field(default_factory=dict)
    kept: Mapping[str, str] = field(default_factory=dict)


class BookingForm(Form):
    """Asks for a voucher and writes it. `booked` hears its id; with `mends` it takes the place of
    that voucher, and asks why."""

    def __init__(
        self,
        session: Session,
        shell: Shell,
        booking: Booking,
        booked: Callable[[str], object] = lambda _id: None,
        mends: Entry | None = None,
    ) -> None:
        self._booking, self._booked, self._mends = booking, booked, mends
        fields, values = dict(booking.fields), dict(booking.values)
        title, purpose, draft = booking.title, booking.purpose, f"funds-{booking.name}"
        if mends is not None:
            title = _("Correct {voucher}").format(voucher=mends.voucher)
            purpose = _("The voucher stays in the book, taken back, and this one is written anew.")
            draft = f"funds-correct-{mends.id}"
            sealed = records.sealed_until(session.club)
            if sealed is not None and Month.of(mends.on_date) <= sealed:
                values["on_date"] = fmt_date(session.today())
                purpose = _("Its month is closed: the correction is dated today.")
            fields["reason"] = TextField(_("Why it is corrected"), _("Everybody can read it."))
        super().__init__(
            session,
            shell,
            title,
            purpose,
            fields,
            self._write,
            verb=_("Correct it") if mends is not None else booking.verb,
            values=values,
            draft=draft,
        )
        self._titles = fund_records.titles(session.club)
        self._after = Column(4)
        self.above_buttons.add(plain(self._after))
        follow(self.fields.values(), self._foresee)
        self._foresee()

    def foreseen(self) -> list[str]:
        """What stands below: the cash box and the bank account after this voucher."""
        return [line for line, _enough in self._lines()]

    # --- inside -------------------------------------------------------------------------------

    def _write(self, values: Values) -> None:
        mends = self._mends
        if mends is not None and not values["reason"]:
            raise Invalid({"reason": _("Write why, in a few words.")})
        instead = None if mends is None else Instead(mends.id, values["reason"])
        voucher_id = self._booking.write({**self._booking.kept, **values}, instead)
        say_booked(self.session, voucher_id)
        self._booked(voucher_id)

    @guard
    def _foresee(self) -> None:
        """Say what the cash box and the bank account will hold."""
        if not self.session.has_club:  # a field is left because the window closes
            return
        self._after.clear()
        for words_of, enough in self._lines():
            icon, token = ("wallet", "pri") if enough else ("triangle-alert", "warn")
            self._after.add(mark_line(icon, words_of, token))

    def _lines(self) -> list[tuple[str, bool]]:
        try:
            typed = {**self._booking.kept, **self.values()}
            moves = [move for move in self._booking.moves(typed) if move.amount_vnd]
        except UserError:  # half typed
            return []
        club, today = self.session.club, self.session.today()
        lines = []
        for move in moves:
            back = self._taken_back(move)
            now = balance_records.balance(club, move.fund, move.where, today) + back
            least = self._lowest(move) + back
            place = words.place_of(self._titles.get(move.fund, ""), move.where)
            enough = move.amount_vnd > 0 or least + move.amount_vnd >= 0
            text = (
                _("{place}: {before} now, {after} after this.").format(
                    place=place,
                    before=money.fmt(now),
                    after=money.fmt(now + move.amount_vnd),
                )
                if enough
                else _("{place}: there is only {amount}.").format(
                    place=place, amount=money.fmt(max(least, 0))
                )
            )
            lines.append((text, enough))
        return lines

    def _lowest(self, move: Move) -> int:
        return balance_records.lowest_cash(
            self.session.club, move.fund, move.where, move.on
        ).amount_vnd

    def _taken_back(self, move: Move) -> int:
        """What taking back the old voucher does to that place."""
        postings = self._mends.postings if self._mends is not None else ()
        return -sum(
            posting.amount_vnd
            for posting in postings
            if (posting.fund, posting.account) == (move.fund, move.where)
        )


def say_booked(session: Session, voucher_id: str) -> None:
    """Say in the bar at the bottom which voucher it has become. It offers no undo: what is booked
    stays, and is corrected on the page of the voucher."""
    written = records.entry(session.club, voucher_id)
    said = _("Booked as {voucher}. A mistake is corrected on its page.")
    session.told.emit(Told(said.format(voucher=written.voucher)))


def of_somebody(session: Session, known: Collection[str], act: Callable[..., str]) -> Write:
    """Writes with `act` what is somebody's and stays it: taken into keeping, or given back."""
    club, today = session.club, session.today()

    def write(values: Values, instead: Instead | None) -> str:
        typed = forms.read_kept(values, today, known)
        return act(
            club, typed.person_id, typed.amount_vnd, typed.on_date, typed.where, instead=instead
        )

    return write


def of_source(session: Session, source: Source, act: Callable[..., str]) -> Write:
    """Writes with `act` capital of a source: received, or given back."""
    club, today = session.club, session.today()

    def write(values: Values, instead: Instead | None) -> str:
        typed = forms.read_capital(values, today)
        return act(
            club,
            source.id,
            typed.amount_vnd,
            typed.on_date,
            typed.where,
            typed.attached,
            instead=instead,
        )

    return write


def in_one_place(sign: int, today: date) -> Moves:
    """What a form with the fields `fund`, `where`, `amount` and `on_date` moves there."""

    def moves(values: Values) -> list[Move]:
        where: Where = "bank" if values["where"] == "bank" else "cash"
        amount = sign * money.parse(values["amount"]) if values["fund"] else 0
        return [Move(values["fund"], where, amount, _day(values, today))]

    return moves


def between(today: date) -> Moves:
    """What a form with `from_fund` and `to_fund` moves in both of them."""

    def moves(values: Values) -> list[Move]:
        if not values["from_fund"] or not values["to_fund"]:
            return []
        where: Where = "bank" if values["where"] == "bank" else "cash"
        amount, on = money.parse(values["amount"]), _day(values, today)
        return [
            Move(values["from_fund"], where, -amount, on),
            Move(values["to_fund"], where, amount, on),
        ]

    return moves


def to_or_from_bank(today: date) -> Moves:
    """What a form with `fund` and `way` moves in the cash box and at the bank."""

    def moves(values: Values) -> list[Move]:
        if not values["fund"] or not values["way"]:
            return []
        amount, on = money.parse(values["amount"]), _day(values, today)
        sign = 1 if values["way"] == "to_bank" else -1
        return [
            Move(values["fund"], "cash", -sign * amount, on),
            Move(values["fund"], "bank", sign * amount, on),
        ]

    return moves


def _day(values: Values, today: date) -> date:
    typed = values["on_date"]
    return parse_date(typed, today) if typed else today
