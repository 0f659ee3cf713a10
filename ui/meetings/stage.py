"""The big screen of a meeting: slides for the hall on a television or projector, turned from here.

What is on it hides health, debts, and who was helped. The curtain (F12) covers it too.
"""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QCloseEvent, QGuiApplication, QKeyEvent, QScreen
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.areas.picture_records import year_picture
from app.base.periods import Month
from app.base.text import _
from app.club.profile import profile
from app.meetings import plan_records, records
from app.meetings.slides import Slide, slides
from app.members import longevity
from app.members import records as members
from ui.kit.button import Button
from ui.kit.labels import body
from ui.kit.layout import Apart, Row, plain
from ui.kit.page import Page, Shell
from ui.kit.pager import Pager
from ui.kit.say import guard
from ui.kit.session import Session
from ui.meetings.slide_view import SlideView

NEXT = (Qt.Key.Key_Right, Qt.Key.Key_PageDown, Qt.Key.Key_Space, Qt.Key.Key_Down)
BEFORE = (Qt.Key.Key_Left, Qt.Key.Key_PageUp, Qt.Key.Key_Up)


def gather(session: Session, month: Month) -> tuple[Slide, ...]:
    """The slides of the meeting of a month. Raises UserError when it has not begun."""
    club = session.club
    told = records.summary(club, month)
    here = members.members(club, session.today())
    agreed = members.purposes_in_force(club, session.today())
    named = [
        each.name
        for each in longevity.birthdays(here, month)
        if each.kind == "solar" and "C5" in agreed.get(each.person_id, frozenset())
    ]
    year = year_picture(club, month.year)
    return slides(profile(club).name, told, year, plan_records.themes(club, month), named)


class Stage(QWidget):
    """The window on the other screen: one slide and nothing else. Arrows turn, Esc takes it off."""

    def __init__(self, page: "StagePage") -> None:
        super().__init__(None, Qt.WindowType.Window)
        self._page = page
        self.setWindowTitle(_("Big screen"))
        self.view = SlideView()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.view)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self._page.take_off()
        elif event.key() == Qt.Key.Key_F12:
            self._page.cover()
        elif event.key() in (*NEXT, *BEFORE):
            self._page.turn_by(1 if event.key() in NEXT else -1)
        else:
            super().keyPressEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        super().closeEvent(event)
        self._page.taken_off()


class StagePage(Page):
    """What the hall sees, small; the arrows turn it here and there."""

    help_id = "stage"
    reads = records.READS

    def __init__(self, session: Session, shell: Shell, month: Month) -> None:
        super().__init__(session, shell)
        self._month, self._place = month, 0
        self._slides: Sequence[Slide] = ()
        self.stage: Stage | None = None
        self._on = Button(
            _("Show on the big screen"), icon="layout-grid", key="F11", kind="primary"
        )
        self._on.clicked.connect(self.put_on)
        self._cover = Button(_("Cover the big screen"), icon="eye-off", key="F10")
        self._cover.clicked.connect(self.cover)
        self.set_actions(self._cover, self._on)
        self.view = SlideView()
        self.view.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.view.setProperty("ring", True)
        self.body.add(self.view, stretch=1)
        self.pager = Pager()
        self.pager.turned.connect(self._turn)
        foot = Row(12)
        foot.add(body(_("Arrows turn the slides here and on the big screen.")), stretch=1)
        self.body.add(Apart(plain(foot), self.pager, gap=12))
        session.covered.connect(self._covered)

    def refresh(self) -> None:
        self._slides = gather(self.session, self._month)
        self._place = min(self._place, len(self._slides) - 1)
        self.head(
            _("Big screen"),
            _("No health, no debts, nobody who was helped or absent is on these slides."),
        )
        self._show_slide()

    def first_focus(self) -> QWidget:
        return self.view

    def leaving(self) -> None:
        self.take_off()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (*NEXT, *BEFORE) and not event.modifiers():
            self.turn_by(1 if event.key() in NEXT else -1)
        else:
            super().keyPressEvent(event)

    @guard
    def put_on(self) -> None:
        """Show the slides on the second screen, or over this one when there is no other."""
        if self.stage is not None:
            self.take_off()
            return
        self.stage = Stage(self)
        self.stage.setGeometry(_other_screen(self).geometry())
        self._show_slide()
        self.stage.showFullScreen()
        self._on.rename(_("Take off the big screen"), "x")

    def take_off(self) -> None:
        """Close the window on the other screen."""
        if self.stage is not None:
            self.stage.close()

    def taken_off(self) -> None:
        """The window on the other screen is gone."""
        if self.stage is not None:
            self.stage.deleteLater()
            self.stage = None
            self._on.rename(_("Show on the big screen"), "layout-grid")

    def cover(self) -> None:
        """Hide what the hall sees, or show it again."""
        self._set_cover(not self.view.covered())

    def turn_by(self, step: int) -> None:
        """Go some slides on or back."""
        self._turn(self._place + step)

    def _turn(self, place: object) -> None:
        self._place = max(0, min(int(str(place)), len(self._slides) - 1))
        self._show_slide()

    def _show_slide(self) -> None:
        slide = self._slides[self._place]
        self.pager.show_page(self._place, len(self._slides))
        self.view.show_slide(slide)
        if self.stage is not None:
            self.stage.view.show_slide(slide)

    def _covered(self, covered: object) -> None:
        """The curtain of the program was drawn, or is away."""
        self._set_cover(bool(covered))

    def _set_cover(self, covered: bool) -> None:
        self.view.cover(covered)
        if self.stage is not None:
            self.stage.view.cover(covered)
        self._cover.rename(_("Uncover the big screen") if covered else _("Cover the big screen"))


def show_stage(page: Page, month: Month) -> None:
    """Open the page of the big screen above another page."""
    page.shell.show(StagePage(page.session, page.shell, month))


def _other_screen(widget: QWidget) -> QScreen:
    """The screen that the program is not on; its own when there is only one."""
    mine = widget.screen()
    return next((one for one in QGuiApplication.screens() if one is not mine), mine)
