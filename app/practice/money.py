"""The money of the practice club: capital from the province, loans that go round, gifts, what is
spent, month after month. The same for the same people."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from app.base.areas import AREAS, Area
from app.base.money import BANKNOTES
from app.club.file import Club
from app.club.second import Second, prove, second_officers
from app.funds import (
    acts,
    balance_records,
    budget_records,
    closing_records,
    gift_records,
    source_records,
)
from app.funds.closing import LOOSE, Counted
from app.funds.rules import BUDGET_AREAS, Budget, Gift, Source
from app.loans import (
    change_records,
    livelihood_records,
    outside_records,
    pay_out_records,
    product_records,
    request_records,
    standing_records,
)
from app.loans.records import loans
from app.loans.rules import (
    Appraisal,
    Decision,
    InKind,
    KindReturn,
    Livelihood,
    Loan,
    OutsideLoan,
    Product,
    Request,
)
from app.loans.schedule import Terms
from app.meetings import collection_records
from app.meetings.collection import Expected, Paid, split

FIRST_LOANS = 9
FIRST_MONTHS = (12, 6, 9, 12, 8, 10, 12, 7, 11)
"""How long the first loans run, one after another."""
LOAN = 5_000_000
RESERVE = 3_000_000
"""So much of the income fund stays in the box."""
MOST_LOANS = 16
SAVERS, SAVED = 12, 20_000
SLOW, SLOW_DAYS = 6, 50
"""One loan of so many comes back so many days late."""
EXTENDED, GOODS, RETURNED = 8, 3, 20
"""The months after the founding in which these happen."""


def begin(
    club: Club,
    words: Mapping[str, Any],
    people: Sequence[str],
    day: date,
) -> None:
    """The founding month: where the capital came from, what may be borrowed, who earns what."""
    for given in words["sources"]:
        source = Source(
            "",
            given["kind"],
            given["name"],
            given["returnable"],
            day,
            return_to=given.get("return_to"),
            decision=given.get("decision"),
        )
        source_id = source_records.add_source(club, source)
        source_records.receive_capital(club, source_id, given["amount"], day)
    for offered in words["products"]:
        product_records.add_product(
            club,
            Product(
                "",
                offered["name"],
                offered["most"],
                offered["months"],
                offered["rate"],
                offered["method"],
                day,
                ladder=tuple(offered["ladder"]),
                cosigner=True,
                in_kind=offered["rate"] == 0,
            ),
        )
    acts.receive(club, "activity", "other_income", 3_000_000, day, words["support"])
    acts.to_bank(club, "income", 10_000_000, day)
    _budget(club, day.year)
    _living(club, words, people, day)
    for place, person_id in enumerate(people[: FIRST_LOANS + 6]):
        _ask(club, words, person_id, place, day - timedelta(days=12))


def _living(club: Club, words: Mapping[str, Any], people: Sequence[str], day: date) -> None:
    """Some earn by what the club does together, two would like to borrow, and two have borrowed
    from the policy bank: that is no loan of the club."""
    for person_id in people[::4]:
        earning = Livelihood("", person_id, "income_activity", day, note=words["earning"])
        livelihood_records.begin_livelihood(club, earning)
    for person_id in people[-2:]:
        needing = Livelihood("", person_id, "needs_loan", day, note=words["needing"])
        livelihood_records.begin_livelihood(club, needing)
    bank = words["outside"]
    for person_id in people[-4:-2]:
        since = day - timedelta(days=400)
        borrowed = OutsideLoan(
            "", person_id, bank["lender"], bank["amount"], since, purpose=bank["purpose"]
        )
        outside_records.add_outside(club, borrowed)


def close_last_month(club: Club) -> None:
    """Count the box before two officers and close the month that is over."""
    due = closing_records.to_close(club, club.today())
    if due is None:
        return
    notes, rest = {}, due.book_cash_vnd
    for note in BANKNOTES:
        notes[note], rest = divmod(rest, note)
    notes[LOOSE] = rest
    counted = Counted({value: count for value, count in notes.items() if count}, due.bank_vnd)
    closing_records.seal(club, due.month, counted, _second(club))


def between(club: Club, words: Mapping[str, Any], number: int, day: date) -> None:
    """What was received and spent since the last meeting."""
    if day.month == 1 and number:
        _budget(club, day.year)
    _spend(club, "activity", 120_000 + 10_000 * (number % 4), day, words["tea"])
    if number % 3 == 1:
        _spend(club, "activity", 60_000, day, words["print"])
    if number % 2 and number > 1:
        _spend(club, "activity", 200_000, day, words["sick"], "self_help")
    donor = words["donors"][number % len(words["donors"])]
    if number % 2 == 0:
        gift = Gift("", day, donor, amount_vnd=500_000, show_name=number % 4 == 0)
        gift_id = gift_records.add_gift(club, gift)
        if number > 1:
            gift_records.thank(club, gift_id, day)
    elif number % 4 == 1:
        rice = Gift("", day, donor, what=words["rice"], value_vnd=180_000)
        gift_records.add_gift(club, rice)
    if number % 6 == 5:
        _spend(club, "activity", 1_800_000, day, words["costumes"], "culture")
    if number % 3 == 2:
        _spend(club, "golden_heart", 300_000, day, words["helped"], "self_help")


def _spend(
    club: Club, fund: str, amount: int, day: date, memo: str, area: Area | None = None
) -> None:
    """Spend what is there; a small club goes without."""
    if balance_records.balance(club, fund, "cash", day) >= 2 * amount:
        acts.spend(club, fund, amount, day, memo, area)


def collect(club: Club, meeting_id: str, fee: int, number: int) -> None:
    """What each pays at the meeting: nearly everybody what is asked for; some borrowers come back
    late, one pays more."""
    asked = collection_records.expected(club, meeting_id)
    slow = {each.id for each in loans(club) if int(each.code[-3:]) % SLOW == SLOW - 1}
    paid: dict[str, Paid] = {}
    saving = 0
    for each in asked:
        if not each.present and not (each.principal_vnd and number % 2):
            continue
        amount = each.total_vnd if each.fee_vnd else each.total_vnd + fee * each.present
        if any(loan.loan_id in slow and loan.stands.days_late < SLOW_DAYS for loan in each.loans):
            amount -= each.principal_vnd
        if each.loans and number % 5 == 2 and each is _first_borrower(asked):
            amount += 100_000
        of_person = _with_fee(split(each, amount), each, fee)
        if each.present and number > 0 and saving < SAVERS:
            saving += 1
            of_person = _saved(of_person)
        paid[each.person_id] = of_person
    collection_records.write(club, meeting_id, paid)


def _first_borrower(asked: Sequence[Expected]) -> Expected | None:
    return next((each for each in asked if each.present and each.loans), None)


def _with_fee(paid: Paid, asked: Expected, fee: int) -> Paid:
    """Before anybody has paid a fee nobody knows what it is: then all that is paid is the fee."""
    if asked.fee_vnd or not asked.present or asked.loans:
        return paid
    return Paid(fee_vnd=fee, savings_vnd=asked.savings_vnd)


def _saved(paid: Paid) -> Paid:
    return Paid(paid.fee_vnd, SAVED, paid.loans, paid.held_vnd)


def lend(
    club: Club,
    words: Mapping[str, Any],
    meeting_id: str,
    people: Sequence[str],
    number: int,
    day: date,
) -> None:
    """What the meeting decided about loans, paid out before two officers; who asks for the next."""
    second = _second(club)
    if number == EXTENDED:
        _extend(club, words, meeting_id, day)
    queue = [each for each in loans(club) if each.state in ("requested", "appraised")]
    running = len(standing_records.stands(club, day))
    for place, each in enumerate(queue):
        box = balance_records.balance(club, "income", "cash", day)
        first = number == 0 and place >= FIRST_LOANS
        if running >= MOST_LOANS or box < LOAN + RESERVE or first:
            break
        _pay_out(club, words, each, meeting_id, number + place, day, second)
        running += 1
    waiting = len([each for each in loans(club) if each.state in ("requested", "appraised")])
    borrowing = {each.person_id for each in loans(club) if each.closed_on is None}
    free = [person_id for person_id in people if person_id not in borrowing]
    for place in range(min(len(free), max(0, 3 - waiting))):
        _ask(club, words, free[(7 * number + place) % len(free)], number + place, day)
    if number == GOODS and len(free) > 4:
        _lend_goods(club, words, free[-1], meeting_id, day, second)
    if number == RETURNED:
        _give_back_goods(club, words, day)
    for each in standing_records.to_ask(club, day):
        yes = int(each.code[-3:]) % 4 != 3
        note = words["improved"] if yes else None
        change_records.set_improved(club, each.id, day, "yes" if yes else "unclear", note)


def _second(club: Club) -> Second:
    return prove(club, second_officers(club)[0].officer_id, None)


def _ask(club: Club, words: Mapping[str, Any], person_id: str, place: int, day: date) -> None:
    product = product_records.products(club)[1 if place % 3 == 2 else 0]
    months = FIRST_MONTHS[place % len(FIRST_MONTHS)]
    purpose = words["purposes"][place % len(words["purposes"])]
    asked = Request(person_id, day, LOAN, product_id=product.id, months=months, purpose=purpose)
    request_records.request(club, asked)


def _pay_out(
    club: Club,
    words: Mapping[str, Any],
    each: Loan,
    meeting_id: str,
    place: int,
    day: date,
    second: Second,
) -> None:
    by, opinion = words["appraisers"], words["opinion"]
    request_records.appraise(club, each.id, Appraisal(day - timedelta(days=3), by, opinion))
    product = next(p for p in product_records.products(club) if p.id == each.product_id)
    terms = Terms(LOAN, product.rate_bp, each.months or 12, product.method)
    decision = Decision(
        day, True, terms, meeting_id=meeting_id, votes_for=48 + place % 5, votes_against=place % 2
    )
    request_records.decide(club, each.id, decision)
    pay_out_records.pay_out(club, each.id, day, second)


def _lend_goods(
    club: Club,
    words: Mapping[str, Any],
    person_id: str,
    meeting_id: str,
    day: date,
    second: Second,
) -> None:
    """A cow, to be given back as a calf."""
    said = words["goods"]
    goods = InKind(said["what"], 1, said["unit"], said["value"], said["rule"])
    product = next(p for p in product_records.products(club) if p.in_kind)
    loan_id = request_records.request(
        club,
        Request(
            person_id,
            day,
            in_kind=goods,
            product_id=product.id,
            months=18,
            purpose=said["purpose"],
        ),
    )
    decision = Decision(day, True, months=18, meeting_id=meeting_id, votes_for=50)
    request_records.decide(club, loan_id, decision)
    pay_out_records.pay_out(club, loan_id, day, second)


def _give_back_goods(club: Club, words: Mapping[str, Any], day: date) -> None:
    for each in loans(club):
        if each.in_kind is not None and each.state == "running":
            given = KindReturn(day, 1, words["goods"]["calf"])
            change_records.return_in_kind(club, each.id, given, closes=True)


def _extend(club: Club, words: Mapping[str, Any], meeting_id: str, day: date) -> None:
    """Somebody fell ill, and the meeting gives three months more."""
    stands = [
        each
        for each in standing_records.stands(club, day)
        if each.loan.terms is not None and each.standing.due_vnd == 0
    ]
    if stands:
        loan_id = stands[-1].loan.id
        change_records.extend(club, loan_id, day, 3, words["extended"], meeting_id)


def _budget(club: Club, year: int) -> None:
    """What the year plans for each area."""
    some = {"self_help": 1_500_000, "culture": 600_000, "health": 800_000, "running": 2_000_000}
    areas = [area for area in BUDGET_AREAS if area in AREAS or area == "running"]
    budget_records.set_budget(club, year, [Budget(area, some.get(area, 300_000)) for area in areas])
