"""The papers of the health room by one key each."""

from app.base.dates import Month
from app.base.text import _, language, ngettext
from app.documents import health_lists, health_month, listing_page, queue_slips
from ui.health.paper import Paper, Printing
from ui.kit.choose import Option, TilesPage
from ui.kit.page import Shell
from ui.kit.session import Session


class PapersPage(TilesPage):
    """Books and new lines, slips with numbers, slips and the list for the station, the wall."""

    help_id = "health-papers"

    def __init__(self, session: Session, shell: Shell) -> None:
        super().__init__(session, shell)
        self._printing = Printing(self)
        self.head(_("Papers of the health room"), _("Press a tile, or type its number."))
        offered = (
            ("lines", _("New lines for the books"), _("Since the last printing"), "pencil"),
            ("books", _("Whole health books"), _("A5, large print"), "book-open"),
            ("queue", _("Queue slips"), _("Numbers for a measuring day"), "list"),
            ("slips", _("Slips for the health station"), _("In one pile"), "file-text"),
            ("station", _("List for the health station"), _("Slips without an answer"), "inbox"),
            ("wall", _("The club's month"), _("For the wall, without names"), "chart-column"),
        )
        self.offer([Option(code, title, icon, second) for code, title, second, icon in offered])
        self.body.stretch()

    def chosen(self, code: str) -> None:
        {
            "lines": self._lines,
            "books": self._books,
            "queue": self._queue,
            "slips": self._slips,
            "station": self._station,
            "wall": self._wall,
        }[code]()

    def _lines(self) -> None:
        from ui.health.books import LINES, BooksPage

        self.shell.show(BooksPage(self.session, self.shell, what=LINES))

    def _books(self) -> None:
        from ui.health.books import BooksPage

        self.shell.show(BooksPage(self.session, self.shell))

    def _slips(self) -> None:
        from ui.health.slips import SlipsPage

        self.shell.show(SlipsPage(self.session, self.shell, self.session.today()))

    def _queue(self) -> None:
        queue, tongue = queue_slips.gather(self.session.club, self.session.today()), language()
        self._printing.show(
            Paper(
                lambda: queue_slips.render(queue, language=tongue),
                _("Queue slips"),
                _("queue-slips.pdf"),
                f"queue_slips {queue.count}",
                ngettext(
                    "Number 1 to {n}, twelve on a sheet. Cut through the whole pile.",
                    "Numbers 1 to {n}, twelve on a sheet. Cut through the whole pile.",
                    queue.count,
                ).format(n=queue.count),
            )
        )

    def _station(self) -> None:
        tongue = language()
        listing, issuer = health_lists.station(self.session.club, self.session.today())
        self._printing.show(
            Paper(
                lambda: listing_page.render(listing, issuer, language=tongue),
                listing.title,
                _("health-station.pdf"),
                f"{listing.kind} {len(listing.rows)}",
                _("Bring it to the health station; bring it back filled in."),
            )
        )

    def _wall(self) -> None:
        tongue, month = language(), Month.of(self.session.today())
        wall = health_month.gather(self.session.club, month)
        self._printing.show(
            Paper(
                lambda: health_month.render(wall, language=tongue),
                _("The club's month"),
                _("health-month.pdf"),
                f"health-month {month}",
                _("Figures only, nobody by name: it may hang on the wall."),
            )
        )
