"""What is printed of the money of a meeting: its receipts to sign, and the list behind them."""

from app.base.text import _, ngettext
from app.meetings import booking_records
from app.meetings.meeting_records import month_words
from app.meetings.rules import Meeting
from ui.kit.button import Button
from ui.kit.page import Page, Shell
from ui.kit.rows import stack, todo_row
from ui.kit.say import guard
from ui.kit.session import Session
from ui.members.paper_page import Made, Printer


def show_receipts(page: Page, meeting: Meeting) -> None:
    """Show the papers of what was collected, above a page."""
    page.shell.show(ReceiptsPage(page.session, page.shell, meeting))


class ReceiptsPage(Page):
    """The papers of what was collected at a meeting, each with its button."""

    help_id = "fees"

    def __init__(self, session: Session, shell: Shell, meeting: Meeting) -> None:
        super().__init__(session, shell)
        self._meeting = meeting
        self._printer = Printer(self)
        month = month_words(meeting.month)
        self.head(
            _("Receipts of the meeting of {month}").format(month=month),
            _("They say what is booked now."),
        )
        booked = booking_records.booked(session.club, meeting.id)
        self._ids = [entry.id for entry in booked.vouchers]
        many = ngettext(
            "{n} receipt, two on a sheet, to sign",
            "{n} receipts, two on a sheet, to sign",
            len(self._ids),
        )
        self.receipts = Button(
            _("Look and print"), icon="printer", key="Ctrl+P", kind="primary", name=_("Receipts")
        )
        self.receipts.clicked.connect(self._receipts)
        self.list = Button(_("Look and print"), icon="printer", key="Ctrl+L", name=_("The list"))
        self.list.clicked.connect(self._list)
        self.excel = Button(_("To Excel"), icon="file-text", key="Ctrl+E")
        self.excel.clicked.connect(self._to_excel)
        names = _("Who paid what for what, with the numbers of the receipts")
        rows = (
            (_("Receipts"), many.format(n=len(self._ids)), self.receipts),
            (_("List of what was collected"), names, self.list),
            (_("The list for Excel"), _("A file to keep or to work on"), self.excel),
        )
        self.body.add(stack(todo_row("file-text", *row) for row in rows))
        self.body.add(self._printer.progress)
        self.body.stretch()

    def first_focus(self) -> Button:
        return self.receipts

    @guard
    def _receipts(self) -> None:
        from app.documents import vouchers

        found = vouchers.gather(self.session.club, self._ids)
        month = self._meeting.month
        made = Made(
            title=self.title(),
            file=f"phieu-thu-{month}",
            note=f"receipts {month}",
            render=lambda _tongue: vouchers.render(found),
        )
        self._printer.look(made)

    @guard
    def _list(self) -> None:
        self._printer.look(self._listed())

    @guard
    def _to_excel(self) -> None:
        self._printer.to_excel(self._listed())

    def _listed(self) -> Made:
        from app.documents import collected_list, listing_page

        listing, issuer = collected_list.gather(self.session.club, self._meeting.id)
        month = self._meeting.month
        return Made(
            title=listing.title,
            file=f"bang-ke-thu-{month}",
            note=f"collected {month}",
            render=lambda tongue: listing_page.render(listing, issuer, language=tongue),
            listing=listing,
        )
