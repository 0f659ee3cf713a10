"""The first page: what to do today, most urgent first, and the seal that says the book is safe."""

from collections.abc import Sequence
from datetime import date, datetime
from itertools import islice

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLayout, QWidget

from app.base.dates import fmt_date, fmt_long
from app.base.lunar import lunar, lunar_words
from app.base.names import address, given_name
from app.base.text import _, ngettext
from app.bundle import records as bundles
from app.club import backup, drafts, officers
from app.club.backup import Safety
from app.club.history import VIETNAM
from app.club.profile import is_practice
from app.reports.suggestions import Suggestion, suggestions
from ui.kit.button import Button
from ui.kit.door import Door
from ui.kit.empty import Empty
from ui.kit.gauges import Seal
from ui.kit.labels import body, line, section
from ui.kit.layout import Column, Row, SideBySide, card, padded, plain, rule
from ui.kit.page import Page, Shell
from ui.kit.pager import Pager
from ui.kit.rows import mark_line, todo_row
from ui.kit.say import guard
from ui.kit.session import Session
from ui.kit.style import BUTTON, px
from ui.meetings.coming import ComingCard, present_meeting

LINES_A_PAGE = 6
SEND_AGAIN_DAYS = 35


class HomePage(Page):
    """To do at the left, the state of the book at the right."""

    help_id = "home"
    reads = frozenset(
        {
            *("person", "membership", "household_status", "consent", "follow_up", "reading"),
            *("club", "office", "paired_commune", "export", "data_request"),
            *("meeting", "meeting_rule", "attendance", "task", "sheet", "activity"),
        }
    )

    def __init__(self, session: Session, shell: Shell) -> None:
        super().__init__(session, shell)
        # A calm word, always there, so that nobody takes invented people for real ones.
        invented = _("Practice book: people and figures are invented.")
        self._practice = f". {invented}" if is_practice(session.club) else ""
        self._lines: list[Suggestion] = []
        self._shown = 0
        self._first: Button | None = None
        self._count = line("", "muted")
        self._pager = Pager()
        self._pager.turned.connect(self._turn)
        self._todo = Column(0)
        head = Row(8)
        head.addStrut(px(BUTTON))
        head.add(section(_("To do")))
        head.add(self._count)
        head.stretch()
        head.add(self._pager)
        left = Column(8)
        left.add(head)
        left.add(card(self._todo))
        left.stretch()
        self._state = Column(12)
        right = Column(8)
        self._coming = ComingCard()
        self._coming.opened.connect(self._open_meeting)
        # As high as the heading at the left with its pager, so that the cards begin together.
        heading = Row(8)
        heading.addStrut(px(BUTTON))
        right.add(heading)
        if session.may("meetings.read"):
            heading.add(section(_("Coming up")))
            right.add(self._coming)
        else:
            heading.add(section(_("State of the book")))
        right.add(plain(self._state))
        club = Door(_("The club"), "Ctrl+B")
        club.clicked.connect(self._open_club)
        right.add(club)
        right.stretch()
        self.body.add(SideBySide(_Side(left, 580), _Side(right, 360), share=62))
        self.body.stretch()

    def refresh(self) -> None:
        today = self.session.today()
        self.head(self._greeting(), _day_words(today) + self._practice)
        safety = backup.safety_state(self.session.club)
        self._lines = [
            *_safety_lines(safety, self.session),
            *_draft_lines(self.session, today),
            *suggestions(self.session.club, today),
            *_sending_lines(self.session, today),
        ]
        self._shown = min(self._shown, max(len(self._lines) - 1, 0) // LINES_A_PAGE)
        self._show_lines()
        self._show_state(safety, today)
        if self.session.may("meetings.read"):
            self._coming.show_meeting(
                present_meeting(self.session.club, today),
                today,
                may_write=self.session.may("meetings.write"),
            )

    def first_focus(self) -> QWidget | None:
        return self._first

    def lines(self) -> tuple[Suggestion, ...]:
        """What there is to do, on all pages of the list."""
        return tuple(self._lines)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        turns = {Qt.Key.Key_PageUp: -1, Qt.Key.Key_PageDown: 1}
        wanted = self._shown + turns.get(Qt.Key(event.key()), 0)
        if event.key() in turns and 0 <= wanted < _pages(self._lines):
            self._turn(wanted)
            return
        super().keyPressEvent(event)

    def _greeting(self) -> str:
        actor = self.session.club.actor
        sex = next((o.sex for o in officers.officers(self.session.club) if o.id == actor.id), None)
        form = f"{address(sex, None)} " if sex else ""
        return _("Good day, {name}").format(name=f"{form}{given_name(actor.name)}")

    # --- to do ------------------------------------------------------------------------------

    def _turn(self, page: int) -> None:
        self._shown = page
        self._show_lines()

    def _show_lines(self) -> None:
        before = self.focusWidget()
        was_here = isinstance(before, Button) and before.property("about") is not None
        self._fill()
        if was_here and self.isVisible() and self._first is not None:
            self._first.setFocus(Qt.FocusReason.OtherFocusReason)  # the button before is gone

    def _fill(self) -> None:
        self._todo.clear()
        self._first = None
        count = len(self._lines)
        self._count.setText(
            ngettext("({n} thing)", "({n} things)", count).format(n=count) if count else ""
        )
        self._pager.show_page(self._shown, _pages(self._lines))
        if not self._lines:
            self._todo.add(
                Empty("circle-check", _("Nothing to do today"), _("All that was due is done."))
            )
            return
        start = self._shown * LINES_A_PAGE
        for number, each in enumerate(self._lines[start : start + LINES_A_PAGE]):
            if number:
                self._todo.add(rule())
            self._todo.add(self._line(each, first=number == 0, urgent=start + number == 0))

    def _line(self, suggestion: Suggestion, *, first: bool, urgent: bool) -> QWidget:
        button = Button(suggestion.verb, kind="primary" if urgent else "plain")
        button.setProperty("about", suggestion.key)
        button.setAccessibleName(f"{suggestion.title}. {suggestion.verb}")
        button.clicked.connect(self._do)
        if first:
            self._first = button
        return todo_row(suggestion.icon, suggestion.title, suggestion.reason, button)

    @guard
    def _do(self) -> None:
        key = self.sender().property("about")
        chosen = next(each for each in self._lines if each.key == key)
        about = {"what": chosen.about} if chosen.about else {}
        self.shell.open(chosen.room, **about)

    # --- state ------------------------------------------------------------------------------

    def _show_state(self, safety: Safety, today: date) -> None:
        self._state.clear()
        seal = Seal(safe=safety.safe)
        words = Column(2)
        words.add(section(_("The book is safe") if safety.safe else _("A copy is needed")))
        words.add(body(_copies(safety, today)))
        words.stretch()
        top = Row(18)
        top.addWidget(seal, 0, Qt.AlignmentFlag.AlignTop)
        top.add(words, stretch=1)
        inside = padded(4)
        inside.add(top)
        inside.add(mark_line("stick", _away(safety, today)))
        inside.add(mark_line("send", self._sent(today)))
        self._state.add(card(inside))

    @guard
    def _open_meeting(self) -> None:
        self.shell.open("meetings", what="open")

    @guard
    def _open_club(self) -> None:
        self.shell.open("organisation")

    def _sent(self, today: date) -> str:
        sent = bundles.last_written(self.session.club)
        if bundles.commune(self.session.club) is None:
            return _("Not yet paired with the commune")
        if sent is None:
            return _("Nothing sent to the commune yet")
        return _("Number {seq} written for the commune {when}").format(
            seq=sent.seq, when=_ago(datetime.fromisoformat(sent.at), today)
        )


class _Side(QWidget):
    """A half of the page that wants `width` px at 100 %: with less the halves stand below each
    other, so that no sentence is broken into single words."""

    def __init__(self, layout: QLayout, width: float) -> None:
        super().__init__()
        self._width = width
        self.setLayout(layout)

    def sizeHint(self) -> QSize:
        return QSize(px(self._width), super().sizeHint().height())


def _day_words(today: date) -> str:
    return f"{fmt_long(today)}, {lunar_words(lunar(today))}"


def _pages(lines: Sequence[Suggestion]) -> int:
    return -(-len(lines) // LINES_A_PAGE)


def _copies(safety: Safety, today: date) -> str:
    if safety.newest_at is None:
        return _("No copy has been kept yet.")
    return ngettext(
        "{n} copy that was opened again, the newest {when}.",
        "{n} copies that were opened again, the newest {when}.",
        safety.copies,
    ).format(n=safety.copies, when=_ago(safety.newest_at, today, clock=True))


def _away(safety: Safety, today: date) -> str:
    if safety.newest_away_at is None:
        return _("No copy on a USB stick yet")
    return _("Copy on a USB stick: {when}").format(when=_ago(safety.newest_away_at, today))


def _ago(at: datetime, today: date, *, clock: bool = False) -> str:
    local = at.astimezone(VIETNAM)
    days = (today - local.date()).days
    if days <= 0:
        return _("today {time}").format(time=f"{local:%H:%M}".lstrip("0")) if clock else _("today")
    if days == 1:
        return _("yesterday")
    if days < 31:
        return ngettext("{n} day ago", "{n} days ago", days).format(n=days)
    return _("on {day}").format(day=fmt_date(local.date()))


def _safety_lines(safety: Safety, session: Session) -> Sequence[Suggestion]:
    if safety.safe or not session.may("backup.write"):
        return ()
    return (
        Suggestion(
            "safety",
            "shield-check",
            _("Keep a copy of the book"),
            safety.problems[0],
            _("Keep a copy"),
            "safekeeping",
        ),
    )


def _draft_lines(session: Session, today: date) -> Sequence[Suggestion]:
    """The form that was left last without saving: a power cut, or another errand."""
    titled = (draft for draft in drafts.drafts(session.club) if draft.title)
    for draft in islice(titled, 1):
        when = _ago(datetime.fromisoformat(draft.at), today, clock=True)
        return (
            Suggestion(
                "draft",
                "pencil",
                _("Not saved yet: {form}").format(form=draft.title),
                _("What you typed {when} is kept in the form.").format(when=when),
                _("Go on"),
                draft.room or "home",
            ),
        )
    return ()


def _sending_lines(session: Session, today: date) -> Sequence[Suggestion]:
    """When the commune has not got anything for a month."""
    if not session.may("bundle.write"):
        return ()
    commune = bundles.commune(session.club)
    sent = bundles.last_written(session.club)
    last = datetime.fromisoformat(sent.at).astimezone(VIETNAM).date() if sent else None
    if commune is None or (last is not None and (today - last).days <= SEND_AGAIN_DAYS):
        return ()
    return (
        Suggestion(
            "send",
            "stick",
            _("Send to the commune"),
            _("Nothing sent yet")
            if last is None
            else _("Last sent on {day}").format(day=fmt_date(last)),
            _("Open Send"),
            "send",
        ),
    )
