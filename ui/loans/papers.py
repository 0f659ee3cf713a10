"""The papers of loans: of one loan, the list of all, the monthly statement."""

from collections.abc import Callable, Sequence

from app.base.periods import Month
from app.base.text import _
from app.loans.rules import Loan
from app.loans.schedule import Schedule
from ui.funds.papers import Paper, keep_sheets, look_at, statement_paper
from ui.kit.choose import ChoosePage, Option
from ui.kit.page import Page


def choose(page: Page, loan: Loan) -> None:
    """Show the papers that a loan has by now, to choose from."""
    options = [Option("request", _("Loan request"), "file-text", _("To be signed"))]
    if loan.meeting_id is not None:
        second = _("Minutes of the decision at the meeting")
        options.append(Option("appraisal", _("Minutes about loans"), "file-text", second))
    if loan.state not in ("requested", "appraised", "refused", "withdrawn"):
        second = _("With the plan and its arithmetic, to be signed")
        options.append(Option("contract", _("Loan contract"), "file-text", second))
    if loan.paid_out_on is not None and loan.in_kind is None:
        second = _("What was paid, for the borrower")
        options.append(Option("passbook", _("Loan passbook"), "book-open", second))
    if loan.paid_out_on is not None:
        options.append(Option("vouchers", _("Vouchers of the loan"), "scroll-text"))

    def chosen(code: str) -> None:
        look_at(page, paper_of(page, loan, code))

    title = _("Papers of loan {code}").format(code=loan.code)
    page.shell.show(ChoosePage(page.session, page.shell, title, options, chosen))


def paper_of(page: Page, loan: Loan, code: str) -> Paper:
    """One of the papers of a loan."""
    club, today = page.session.club, page.session.today()
    name = f"{loan.code}-{code}"
    render: Callable[[str], bytes]
    match code:
        case "request":
            from app.documents import loan_request

            asked = loan_request.gather(club, loan.id)
            return Paper(_("Loan request"), name, lambda _tongue: loan_request.render(asked))
        case "appraisal":
            from app.documents import appraisal

            minutes = appraisal.gather(club, loan.meeting_id or "")
            return Paper(_("Minutes about loans"), name, lambda _tongue: appraisal.render(minutes))
        case "contract":
            from app.documents import contract

            agreed = contract.gather(club, loan.id)
            return Paper(_("Loan contract"), name, lambda _tongue: contract.render(agreed))
        case "passbook":
            from app.documents import passbook

            paid = passbook.gather(club, loan.id, today)
            render = lambda tongue: passbook.render(paid, language=tongue)  # noqa: E731
            return Paper(_("Loan passbook"), name, render)
        case _vouchers:
            from app.documents import vouchers
            from app.funds import records

            ids = [each.id for each in records.entries_of_loan(club, loan.id)]
            written = vouchers.gather(club, ids)
            return Paper(_("Vouchers of the loan"), name, lambda _t: vouchers.render(written))


def blank_request(page: Page) -> None:
    """The request form on paper, to be filled in by hand."""
    from app.documents import loan_request

    empty = loan_request.blank(page.session.club)
    paper = Paper(_("Loan request"), "loan-request", lambda _tongue: loan_request.render(empty))
    look_at(page, paper)


def loan_list(page: Page) -> None:
    """Who owes what, as a list to print."""
    look_at(page, _loan_list(page))


def keep_loan_list(page: Page) -> None:
    """The same list as a spreadsheet."""
    keep_sheets(page, _loan_list(page))


def _loan_list(page: Page) -> Paper:
    from app.documents import listing_page
    from app.documents import loan_list as papers
    from app.documents.listing import to_sheet

    found, issuer = papers.gather(page.session.club, page.session.today())
    return Paper(
        _("List of loans"),
        "loans",
        lambda _tongue: listing_page.render(found, issuer),
        lambda: [to_sheet(found)],
    )


def statement(page: Page) -> None:
    """The statement of the last months, to choose from; the page or the poster for the wall."""
    this = Month.of(page.session.today())
    months = [this, this.previous(), this.plus(-2)]
    options = [
        Option(
            f"{kind} {month}",
            title.format(month=f"{month.month}/{month.year}"),
            "printer",
            second,
        )
        for month in months
        for kind, title, second in (
            ("page", _("Statement of month {month}"), _("One page, for every member")),
            ("poster", _("Poster of month {month}"), _("For the wall, A3, without names")),
        )
    ]

    def chosen(code: str) -> None:
        kind, text = code.split()
        look_at(page, statement_paper(page, kind, Month.parse(text)))

    title = _("Print statement")
    page.shell.show(ChoosePage(page.session, page.shell, title, options, chosen))


def plans(page: Page, tried: Sequence[tuple[str, Schedule]]) -> None:
    """Plans that were tried out, beside each other."""
    from app.documents import plans_paper

    if not tried:
        return
    found = plans_paper.gather(page.session.club, tried)
    paper = Paper(
        _("Plans of a loan"),
        "loan-plans",
        lambda tongue: plans_paper.render(found, language=tongue),
    )
    look_at(page, paper)
