"""What else is behind the page of the money: lists, the club's regulation, loans from outside."""

from app.base.text import N_, _
from ui.kit.choose import Option, TilesPage
from ui.kit.page import Page, Shell
from ui.kit.session import Session

PAGES = {
    "all": (N_("All loans"), N_("Running, paid off, refused"), "hand-coins"),
    "coming": (N_("What comes back"), N_("Month by month, loan by loan"), "calendar-days"),
    "not-borrowed": (N_("Who has not borrowed"), N_("At least half should have"), "users"),
    "to-ask": (N_("Did it help?"), N_("Loans paid off, income not asked yet"), "sprout"),
    "needs": (N_("Who needs a loan"), N_("And who earns with the club"), "list"),
    "outside": (N_("Loans from outside"), N_("Social policy bank and others"), "landmark"),
    "products": (
        N_("The club's regulation"),
        N_("What may be borrowed, at what rate"),
        "scroll-text",
    ),
}
"""The pages by the name under which other rooms ask for them: title, second line, icon."""


def page_of(what: str, session: Session, shell: Shell) -> Page:
    """One of these pages."""
    from ui.loans import lists, livelihood, outside, products, to_ask

    makers: dict[str, type[Page]] = {
        "all": lists.AllLoansPage,
        "coming": lists.ComingBackPage,
        "not-borrowed": lists.NotBorrowedPage,
        "to-ask": to_ask.ToAskPage,
        "needs": livelihood.NeedsPage,
        "outside": outside.OutsidePage,
        "products": products.ProductsPage,
    }
    return makers[what](session, shell)


class MorePage(TilesPage):
    """What belongs to loans beside the fund."""

    help_id = "loans"

    def __init__(self, session: Session, shell: Shell) -> None:
        super().__init__(session, shell)
        self.head(_("More about loans"), _("Press a tile, or type its number."))
        self.offer(
            [
                Option(code, _(title), icon, _(second))
                for code, (title, second, icon) in PAGES.items()
            ]
        )
        self.body.stretch()

    def chosen(self, code: str) -> None:
        self.shell.show(page_of(code, self.session, self.shell))
