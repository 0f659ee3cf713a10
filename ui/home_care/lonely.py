"""Who may be lonely: whom to visit, with the reasons in words."""

from PySide6.QtWidgets import QWidget

from app.base.text import _, ngettext
from app.reports import radar_records
from app.reports.radar import Lonely
from ui.kit.empty import Empty
from ui.kit.page import Page, Shell
from ui.kit.say import guard
from ui.kit.session import Session
from ui.kit.table import Column, Table


class LonelyPage(Page):
    """Who needs it most comes first; Enter opens the person."""

    help_id = "home_care"
    reads = radar_records.READS

    def __init__(self, session: Session, shell: Shell) -> None:
        super().__init__(session, shell)
        self.set_actions()
        self.table: Table[Lonely] = Table(
            (
                Column(_("Who"), lambda each: each.name, bold=True),
                Column(_("Why"), lambda each: _(", ").join(each.reasons), wide=True),
            ),
            key=lambda each: each.person_id,
            name=_("Who may be lonely"),
        )
        self.table.opened.connect(self._open)
        self.body.add(self.table.pager)
        self.body.add(self.table, stretch=1)

    def first_focus(self) -> QWidget:
        return self.table

    def refresh(self) -> None:
        found = radar_records.lonely(self.session.club, self.session.today())
        said = ngettext(
            "{n} member could do with a visit. The board decides.",
            "{n} members could do with a visit. The board decides.",
            len(found),
        )
        self.head(_("Who may be lonely"), said.format(n=len(found)) if found else "")
        self.table.set_rows(found)
        self.table.set_empty(
            Empty("check", _("Nobody stands out"), _("Everybody comes, is measured and visited."))
        )

    @guard
    def _open(self, each: Lonely) -> None:
        from ui.members.person import PersonPage

        self.shell.show(PersonPage(self.session, self.shell, each.person_id))
