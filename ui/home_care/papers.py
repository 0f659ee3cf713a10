"""The papers of home care: what is printed before a month, and after it."""

from collections.abc import Callable

from app.base.periods import Month
from app.base.text import _, language
from ui.home_care import words
from ui.kit import pick
from ui.kit.choose import ChoosePage, Option
from ui.kit.page import Shell
from ui.kit.preview import Preview
from ui.kit.session import Session


class PapersPage(ChoosePage):
    """Which paper; it is shown before it is printed."""

    help_id = "home_care"

    def __init__(self, session: Session, shell: Shell, month: Month) -> None:
        self.month = month
        ahead = month.next()
        options = [
            Option(
                "next",
                _("Sheets for month {month}").format(month=words.month_of(ahead)),
                "printer",
                _("For each volunteer, with large boxes"),
            ),
            Option(
                "this",
                _("Sheets for month {month}").format(month=words.month_of(month)),
                "printer",
                _("Printed again"),
            ),
            Option("watch", _("To look after"), "triangle-alert", _("Who was not seen, signs")),
            Option("summary", _("The month in figures"), "list", _("Visits and minutes of each")),
        ]
        super().__init__(session, shell, _("Papers of home care"), options, self._make)

    def _make(self, code: str) -> None:
        papers: dict[str, Callable[[], tuple[bytes, str, str]]] = {
            "next": lambda: self._sheets(self.month.next()),
            "this": lambda: self._sheets(self.month),
            "watch": lambda: self._list("watch"),
            "summary": lambda: self._list("summary"),
        }
        pdf, title, name = papers[code]()
        show(self.session, self.shell, pdf, title, name)

    def _sheets(self, month: Month) -> tuple[bytes, str, str]:
        from app.documents import care_sheets

        value = care_sheets.gather(self.session.club, month)
        title = _("Sheets for month {month}").format(month=words.month_of(month))
        name = _("home-visits-{month}.pdf").format(month=month)
        return care_sheets.render(value, language=language()), title, name

    def _list(self, which: str) -> tuple[bytes, str, str]:
        from app.documents import care_lists, listing_page

        picture, issuer = care_lists.gather(self.session.club, self.month)
        make = care_lists.supervisor if which == "watch" else care_lists.summary
        listing = make(picture)
        pdf = listing_page.render(listing, issuer, language=language())
        return pdf, listing.title, f"{listing.kind}-{self.month}.pdf"


def show(session: Session, shell: Shell, pdf: bytes, title: str, name: str) -> None:
    """Show a paper of home care; it can be printed, or saved under `name`."""

    def save(data: bytes) -> None:
        path = pick.save_file(preview, _("Save the paper"), name)
        if path is not None:
            pick.write(path, data)
            preview.good(_("The paper is saved."), str(path))

    hint = _("For the volunteers and the health lead, not for the wall.")
    preview = Preview(session, shell, pdf, title, hint, save)
    shell.show(preview)
