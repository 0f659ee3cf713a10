"""`so-clb cash-book`, `statement` and `contract`: the papers of the money as files."""

from pathlib import Path

import click

from app.base.periods import Month
from app.base.text import LANGUAGES, _, language, speaking
from app.cli.main import check_ending, opened, write_out
from app.documents import cash_book as cash_books
from app.documents import contract as contract_paper
from app.documents import money_book, statement_page, statement_poster
from app.documents import statement as statements
from app.documents.sheets import write_xlsx
from app.documents.wall import Paper
from app.loans.records import loan_by_code

PATH = click.Path(path_type=Path)
ALL = "all"


@click.command("cash-book")
@click.argument("club", type=PATH)
@click.argument("out", type=PATH)
@click.option(
    "--fund", default=ALL, help="Its code (income, activity) or name; all of them when left out."
)
@click.option("--month", required=True, help="Such as 2026-06.")
def cash_book(club: Path, out: Path, fund: str, month: str) -> None:
    """Write the cash book of a fund of CLUB for a month to OUT, a .pdf to sign or an .xlsx."""
    of_month = Month.parse(month)
    check_ending(out, ".pdf", ".xlsx")
    with opened(club) as book:
        found = cash_books.gather(book, None if fund == ALL else fund, of_month)
        if _is_sheet(out):
            sheets = [money_book.to_sheet(each) for each in found]
            write_out(out, write_xlsx(sheets, book.ports.clock()), private=True)
        else:
            write_out(out, money_book.render(found), private=True)
        book.log_access("export" if _is_sheet(out) else "print", detail=f"cash_book {of_month}")
    click.echo(_("Written to {file}.").format(file=out))


@click.command()
@click.argument("club", type=PATH)
@click.argument("month")
@click.argument("out", type=PATH)
@click.option("--poster", type=click.Choice(["A3", "A4"]), help="For the wall, of this size.")
@click.option("--language", "tongue", type=click.Choice(LANGUAGES), help="Language of the paper.")
def statement(club: Path, month: str, out: Path, poster: Paper | None, tongue: str | None) -> None:
    """Write what the money of CLUB did in MONTH (2026-06) to OUT, one page for all members.

    It names nobody who borrows or is helped.
    """
    of_month, speech = Month.parse(month), tongue or language()
    check_ending(out, ".pdf")
    with opened(club) as book, speaking(speech):
        found = statements.gather(book, of_month)
        if poster:
            write_out(out, statement_poster.render(found, paper=poster, language=speech))
        else:
            write_out(out, statement_page.render(found, language=speech))
        book.log_access("print", detail=f"statement {of_month}")
    click.echo(_("Written to {file}.").format(file=out))


@click.command()
@click.argument("club", type=PATH)
@click.argument("loan")
@click.argument("out", type=PATH)
@click.option("--copies", type=click.IntRange(1, 9), default=1, help="How many in the file.")
def contract(club: Path, loan: str, out: Path, copies: int) -> None:
    """Write the acknowledgment of LOAN (its code, such as VV-2026-011) in CLUB to OUT.

    A loan that is not paid out yet gets the plan that it would have today.
    """
    check_ending(out, ".pdf")
    with opened(club) as book:
        found = contract_paper.gather(book, loan_by_code(book, loan).id)
        write_out(out, contract_paper.render(found, copies=copies), private=True)
        book.log_access(
            "print", person_id=found.loan.person_id, detail=f"contract {found.loan.code}"
        )
    click.echo(_("Written to {file}.").format(file=out))


def _is_sheet(out: Path) -> bool:
    return out.suffix.lower() == ".xlsx"
