"""Invitations to a meeting: which layout, for whom; then the paper to look at, print or save."""

from PySide6.QtWidgets import QWidget

from app.base.periods import Month
from app.base.text import _
from app.documents import invitation
from app.documents.invitation import Layout
from app.meetings import meeting_records
from ui.kit.button import Button
from ui.kit.choice import Choice
from ui.kit.fields import LinesField
from ui.kit.layout import plain
from ui.kit.page import Page, Shell
from ui.kit.say import guard
from ui.kit.session import Session
from ui.members.paper_page import Made, Printer

OFFICIAL: Layout = "official"
PLAIN: Layout = "plain"


class InvitePage(Page):
    """Ctrl+Enter makes the invitations: one for each line of names, or blank ones without any."""

    help_id = "sheets"

    def __init__(self, session: Session, shell: Shell, month: Month) -> None:
        super().__init__(session, shell)
        self._month = month
        self._printer = Printer(self)
        self.head(
            _("Invitations"),
            _("To the meeting of month {month}, with its day, place and themes.").format(
                month=meeting_records.month_words(month)
            ),
        )
        self.layout_of = Choice(
            _("Which invitation"),
            [
                (OFFICIAL, _("Official, for guests and offices")),
                (PLAIN, _("Large print, two on a sheet, for members")),
            ],
            columns=1,
        )
        self.layout_of.set_text(OFFICIAL)
        self.names = LinesField(
            _("Who is invited"),
            _("One on each line, with title: Ông Nguyễn Văn A, Chủ tịch Hội. Empty: blank ones."),
            lines=6,
        )
        make = Button(_("Make and look"), icon="eye", key="Ctrl+Enter", kind="primary", main=True)
        make.clicked.connect(self._make)
        self.set_actions(make)
        self.body.add(self.layout_of)
        self.body.add(self.names)
        self.body.add(plain(self._printer.progress))
        self.body.stretch()

    def first_focus(self) -> QWidget:
        return self.layout_of.first()

    @guard
    def _make(self) -> None:
        found = invitation.gather(self.session.club, self._month)
        guests = tuple(name.strip() for name in self.names.text().splitlines() if name.strip())
        layout = PLAIN if self.layout_of.text() == PLAIN else OFFICIAL
        self._printer.look(
            Made(
                title=_("Invitation to the meeting of month {n}").format(n=self._month.month),
                file=_("invitation-{month}").format(month=self._month),
                note=f"invitation {self._month}",
                render=lambda tongue: invitation.render(found, guests, layout, language=tongue),
            )
        )
