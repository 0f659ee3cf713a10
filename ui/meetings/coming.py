"""The meeting that matters now, as a card: the open one, else the one nearest to today."""

from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.base.periods import Month
from app.base.text import _
from app.meetings import meeting_records
from app.meetings.rules import Meeting
from ui.kit.button import Button
from ui.kit.labels import big, body, section
from ui.kit.layout import Apart, Column, Flow, card, padded, plain
from ui.meetings import words

if TYPE_CHECKING:
    from app.club.file import Club

BACK, AHEAD = 12, 2
"""Months back in which an open meeting is looked for, and months ahead for the next one."""

LONG_PAST = 20
"""Days after which a meeting that was never begun is no longer the one that matters."""


def present_meeting(club: "Club", today: date) -> Meeting | None:
    """The newest meeting that is open; else the planned one nearest to today, unless it is long
    past; None without any."""
    this = Month.of(today)
    near = meeting_records.between(club, this.plus(-BACK), this.plus(AHEAD))
    still_open = [each for each in near if each.state == "open"]
    if still_open:
        return still_open[-1]
    days = {
        each.month: date.fromisoformat(each.planned_on)
        for each in near
        if each.state == "planned" and each.planned_on
    }
    month = min(
        (month for month, day in days.items() if (today - day).days <= LONG_PAST),
        key=lambda month: abs((days[month] - today).days),
        default=None,
    )
    return next((each for each in near if each.month == month), None)


class ComingCard(QWidget):
    """Says when and where, and opens it; `opened` when its button is pressed.

    With `primary` it is the first thing on its page: green button, lunar day, why it was moved.
    Without a meeting it says that none is planned.
    """

    opened = Signal()

    def __init__(self, *, primary: bool = False) -> None:
        super().__init__()
        self._whole = primary
        self._title, self._when, self._more = section(""), big(""), body("")
        self.button = Button(
            "",
            icon="calendar-check",
            key="Ctrl+M",
            kind="primary" if primary else "plain",
            main=primary,
        )
        self.button.clicked.connect(self.opened)
        self._acts = Flow(12)
        self._acts.add(self.button)
        told = Column(4)
        for part in (self._title, self._when, self._more):
            told.add(part)
        inside = padded(12)
        if primary:
            inside.add(Apart(plain(told), plain(self._acts), gap=14, grow=True))
        else:
            inside.add(plain(told))
            inside.add(plain(self._acts))
        outside = Column(0)
        outside.add(card(inside))
        self.setLayout(outside)

    def beside(self, button: Button) -> None:
        """Put another act beside its own."""
        self._acts.add(button)

    def show_meeting(self, meeting: Meeting | None, today: date, *, may_write: bool) -> None:
        """Tell of this meeting."""
        on = words.day(meeting) if meeting is not None else None
        if meeting is None or on is None:
            self._title.setText(_("Next meeting"))
            self._when.setText(_("No meeting is planned"))
            self._more.setText(_("Write down the rule once, and every month has its day."))
            self.button.rename(_("Begin a meeting"))
        else:
            self._title.setText(words.title(meeting))
            time = words.time_words(meeting.at_time) if meeting.state == "planned" else ""
            when = words.day_words(on) if self._whole else words.short_day(on)
            self._when.setText(_("{day}, at {time}").format(day=when, time=time) if time else when)
            self._more.setText(_more(meeting, on, today, whole=self._whole))
            go_on = meeting.state == "open"
            self.button.rename(_("Go on with the meeting") if go_on else _("Open the meeting"))
        self.button.setVisible(may_write or (meeting is not None and meeting.state == "open"))

    def said(self) -> tuple[str, str, str]:
        """What it tells: which meeting, when, and the line below."""
        return self._title.text(), self._when.text(), self._more.text()


def _more(meeting: Meeting, on: date, today: date, *, whole: bool) -> str:
    if meeting.state == "open":
        standing = _("The meeting is open.")
    elif on < today:
        standing = _("It is not written down yet.")
    else:
        standing = words.capital(words.away(on, today)) + "."
    parts = [standing, words.capital(words.lunar_day(on)) + "."] if whole else [standing]
    if meeting.place:
        parts.append(f"{meeting.place}.")
    if meeting.why and meeting.state == "planned" and whole:
        parts.append(meeting.why)
    return " ".join(parts)
