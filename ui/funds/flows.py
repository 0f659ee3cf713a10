"""From one key to the form: what the money is, then the form with what is known of it."""

from collections.abc import Callable

from app.base import money
from app.base.areas import AREAS
from app.base.text import _
from app.funds import balance_records, source_records
from app.funds.source_records import SourceState
from ui.funds import money_in, money_out, moving, words
from ui.funds.booking import Booking, BookingForm
from ui.funds.source_form import source_form
from ui.kit.choose import ChoosePage, Option
from ui.kit.icons import AREA_ICONS
from ui.kit.page import Shell
from ui.kit.session import Session

NEW = "new"


def take_in(session: Session, shell: Shell) -> None:
    """Ask what the money is that comes in, then for the rest."""
    ways: dict[str, Callable[[], None]] = {
        "fee": _show(session, shell, money_in.fee),
        "gift": _show(session, shell, money_in.gift),
        "capital": lambda: _capital_in(session, shell),
        "savings": _show(session, shell, money_in.savings),
        "income": _show(session, shell, money_in.other_income),
    }
    options = [
        Option("fee", _("Fee of a member"), "users", _("Paid between meetings")),
        Option("gift", _("Gift of money"), "gift", _("Into the Golden Heart book")),
        Option("capital", _("Capital or grant"), "landmark", _("For the income fund")),
        Option("savings", _("Savings of a member"), "wallet", _("Kept, and given back")),
        Option("income", _("Other income"), "plus", _("Rice jars, sales, bank interest")),
    ]
    if session.may("loans.write"):
        # Booked at the loan, where it is shared out: as other income it would stay owed.
        ways["loan"] = lambda: shell.open("loans")
        options.append(
            Option("loan", _("A loan is repaid"), "hand-coins", _("Choose the loan, then receive"))
        )
    _ask(session, shell, _("What money comes in?"), options, ways)


def pay_out(session: Session, shell: Shell) -> None:
    """Ask what the money is for that goes out, then for the rest."""
    ways: dict[str, Callable[[], None]] = {
        "spending": lambda: _spend(session, shell),
        "savings": _show(session, shell, money_out.savings_back),
        "capital": lambda: _capital_out(session, shell),
        "held": _show(session, shell, money_out.held_back),
    }
    options = [
        Option("spending", _("Spending"), "hand-coins", _("For an area, or running the club"))
    ]
    club, today = session.club, session.today()
    if balance_records.of_people(club, "savings", today):
        options.append(Option("savings", _("Savings given back"), "wallet", _("To a member")))
    if _with_money(session):
        options.append(
            Option("capital", _("Capital given back"), "landmark", _("To where it came from"))
        )
    if balance_records.of_people(club, "held", today):
        options.append(
            Option("held", _("Money kept, given back"), "undo-2", _("Paid too much before"))
        )
    if len(options) == 1:
        _spend(session, shell)
    else:
        _ask(session, shell, _("What is the money for?"), options, ways)


def _spend(session: Session, shell: Shell) -> None:
    """Ask for which area the money is spent, then for the rest."""
    options = [Option(code, words.area(code), AREA_ICONS[code]) for code in AREAS]
    options.append(Option("running", words.area(None), "house"))

    def chosen(area: str) -> None:
        booking = money_out.spending(session, {"area": area})
        shell.show(BookingForm(session, shell, booking))

    shell.show(ChoosePage(session, shell, _("What is it spent for?"), options, chosen))


def move(session: Session, shell: Shell) -> None:
    """Ask how money is moved that stays with the club."""

    def to_bank() -> None:
        shell.show(BookingForm(session, shell, moving.bank(session, "to_bank")))

    def from_bank() -> None:
        shell.show(BookingForm(session, shell, moving.bank(session, "from_bank")))

    held = balance_records.balances(session.club, session.today()).values()
    options = []
    if any(accounts.get("cash", 0) > 0 for accounts in held):
        options.append(Option("to_bank", _("Cash to the bank"), "landmark"))
    if any(accounts.get("bank", 0) > 0 for accounts in held):
        options.append(Option("from_bank", _("From the bank into the cash box"), "wallet"))
    options.append(Option("transfer", _("From one fund to another"), "refresh-cw"))
    ways: dict[str, Callable[[], None]] = {
        "to_bank": to_bank,
        "from_bank": from_bank,
        "transfer": _show(session, shell, moving.transfer),
    }
    _ask(session, shell, _("How is the money moved?"), options, ways)


def _capital_in(session: Session, shell: Shell) -> None:
    """Ask from which source the capital comes, an old or a new one, then for the rest."""
    known = [state for state in _sources(session) if state.source.id]

    def ask_for(source_id: str) -> None:
        source = source_records.source(session.club, source_id)
        shell.show(BookingForm(session, shell, money_in.capital(session, source)))

    def chosen(code: str) -> None:
        if code == NEW:
            shell.show(source_form(session, shell, None, ask_for))
        else:
            ask_for(code)

    options = [_source_option(state) for state in known]
    options.append(Option(NEW, _("A new source"), "plus", _("Who gave it, must it go back")))
    if known:
        shell.show(ChoosePage(session, shell, _("From whom is the capital?"), options, chosen))
    else:
        chosen(NEW)


def _capital_out(session: Session, shell: Shell) -> None:
    def chosen(source_id: str) -> None:
        source = source_records.source(session.club, source_id)
        shell.show(BookingForm(session, shell, money_out.capital_back(session, source)))

    options = [_source_option(state) for state in _with_money(session)]
    shell.show(ChoosePage(session, shell, _("To whom does the capital go back?"), options, chosen))


def _sources(session: Session) -> tuple[SourceState, ...]:
    return source_records.sources(session.club, session.today())


def _with_money(session: Session) -> list[SourceState]:
    return [state for state in _sources(session) if state.source.id and state.balance > 0]


def _source_option(state: SourceState) -> Option:
    said = _("has {amount}").format(amount=money.fmt(state.balance))
    return Option(state.source.id, state.source.name, "landmark", said)


def _show(session: Session, shell: Shell, make: Callable[[Session], Booking]) -> Callable[[], None]:
    """Shows a form that needs to know nothing before."""

    def show() -> None:
        shell.show(BookingForm(session, shell, make(session)))

    return show


def _ask(
    session: Session,
    shell: Shell,
    title: str,
    options: list[Option],
    ways: dict[str, Callable[[], None]],
) -> None:
    def chosen(code: str) -> None:
        ways[code]()

    shell.show(ChoosePage(session, shell, title, options, chosen))
