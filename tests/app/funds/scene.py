"""What tests of the money put into a book."""

from datetime import date

from app.club.file import Club
from app.funds import records, source_records
from app.funds.accounts import Account
from app.funds.rules import Draft, Posting, Source
from app.members import records as members
from app.members.rules import Person
from tests.makers import TODAY

JUNE_10, JUNE_20, JULY_5 = date(2026, 6, 10), date(2026, 6, 20), date(2026, 7, 5)


def received(
    amount: int, on: date = TODAY, fund: str = "activity", account: Account = "other_income"
) -> Draft:
    """Cash that came into a fund."""
    postings = (Posting(fund, "cash", amount), Posting(fund, account, -amount))
    return Draft("receipt", on, "income", "Bán giấy vụn", postings)


def paid(amount: int, on: date = TODAY, fund: str = "activity") -> Draft:
    """Cash that was spent out of a fund, for keeping the club going."""
    postings = (Posting(fund, "spending", amount), Posting(fund, "cash", -amount))
    return Draft("payment", on, "spending", "Mua chè", postings)


def grant(club: Club, amount: int, on: date = JUNE_10, name: str = "UBND tỉnh") -> str:
    """Capital of the income fund, received in cash from a source of its own; the source's id."""
    source_id = source_records.add_source(
        club, Source("", "province", name, True, on, return_to="Hội Người cao tuổi")
    )
    source_records.receive_capital(club, source_id, amount, on)
    return source_id


def member(club: Club, name: str = "Lê Thị Đào") -> str:
    """Somebody of the register; the id."""
    return members.add_person(club, Person(name), "2020-01-01")


def loan(club: Club, person_id: str, principal: int, on: date = JUNE_20) -> str:
    """A running loan, paid out in cash and due in one sum after a year; its id."""
    loan_id = club.new_id()
    with club.change("Pay a loan out", barrier=True):
        club.db.table("loan").insert(
            {
                "id": loan_id,
                "code": f"V-{loan_id[:4]}",
                "person_id": person_id,
                "state": "running",
                "requested_on": on.isoformat(),
                "principal_vnd": principal,
                "paid_out_on": on.isoformat(),
                "rate_bp": 100,
                "months": 12,
                "method": "bullet",
                "interest": "monthly",
                "round_vnd": 1_000,
                "grace_months": 0,
            }
        )
        club.db.table("instalment").insert(
            {
                "id": club.new_id(),
                "loan_id": loan_id,
                "version": 1,
                "number": 1,
                "due_on": on.replace(year=on.year + 1).isoformat(),
                "principal_vnd": principal,
                "interest_vnd": principal * 12 // 100,
            }
        )
        records.post(club, lent(loan_id, person_id, principal, on))
    return loan_id


def lent(loan_id: str, person_id: str, principal: int, on: date) -> Draft:
    """The voucher of a loan paid out in cash."""
    postings = (
        Posting("income", "loans", principal, loan_id=loan_id),
        Posting("income", "cash", -principal),
    )
    return Draft(
        "payment", on, "disbursement", "Giải ngân", postings, person_id=person_id, loan_id=loan_id
    )


def repaid(loan_id: str, principal: int, interest: int, on: date) -> Draft:
    """The voucher of an instalment paid in cash: the interest belongs to the activity fund."""
    postings = (
        Posting("income", "cash", principal),
        Posting("income", "loans", -principal, loan_id=loan_id),
        Posting("activity", "cash", interest),
        Posting("activity", "interest", -interest, loan_id=loan_id),
    )
    return Draft("receipt", on, "repayment", "Trả nợ", postings, loan_id=loan_id)


def seal(club: Club, month: str) -> str:
    """Close the books of a month, as far as the ledger looks at it; the seal's id."""
    seal_id = club.new_id()
    with club.change("Close the books", barrier=True):
        club.db.table("seal").insert(
            {
                "id": seal_id,
                "month": month,
                "number": 1,
                "closed_on": TODAY.isoformat(),
                "notes": "{}",
                "counted_vnd": 0,
                "bank_vnd": 0,
                "difference_vnd": 0,
                "entries": 0,
                "balances": "{}",
                "sha256": "x",
                "words": "a b c",
            }
        )
    return seal_id


def sums(club: Club) -> tuple[int, int]:
    """How many vouchers there are, and what all their amounts come to."""
    row = club.db.execute(
        "select (select count(*) from entry), (select coalesce(sum(amount_vnd), 0) from posting)"
    ).fetchone()
    return row[0], row[1]
