"""What else is behind the page of the money: lists, the club's regulation, loans from outside."""

from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from app.base.text import N_, _
from ui.kit.choose import KEYS, Option
from ui.kit.page import Page, Shell
from ui.kit.say import guard
from ui.kit.session import Session
from ui.kit.tiles import Tile, Tiles

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


class MorePage(Page):
    """Tiles with the numbers 1 to 7."""

    help_id = "loans"

    def __init__(self, session: Session, shell: Shell) -> None:
        super().__init__(session, shell)
        self.head(_("More about loans"), _("Press a tile, or type its number."))
        self.tiles: dict[str, Tile] = {}
        for key, (code, (title, second, icon)) in zip(KEYS, PAGES.items(), strict=False):
            option = Option(code, _(title), icon, _(second))
            tile = Tile(option.title, option.second, icon=option.icon, number=key)
            tile.setProperty("code", code)
            tile.clicked.connect(self._pressed)
            self.tiles[key] = tile
        self.body.add(Tiles(list(self.tiles.values())))
        self.body.stretch()

    def first_focus(self) -> QWidget:
        return self.tiles["1"]

    def keyPressEvent(self, event: QKeyEvent) -> None:
        tile = self.tiles.get(event.text())
        if tile is not None:
            tile.click()
        else:
            super().keyPressEvent(event)

    @guard
    def _pressed(self) -> None:
        code = str(self.sender().property("code"))
        self.shell.show(page_of(code, self.session, self.shell))
