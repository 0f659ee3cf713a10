"""Step 6: the action of the month for the community, an activity of self-help like others."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from app.areas import records
from app.areas.rules import Activity
from app.base.text import _
from ui.kit.button import Button
from ui.kit.labels import muted
from ui.kit.layout import Flow, card, padded, plain
from ui.kit.page import Shell
from ui.kit.say import guard
from ui.kit.session import Session
from ui.meetings.activity_panel import ActivityPanel, present
from ui.meetings.people import People
from ui.meetings.step import StepPage, Way


class CommunityStep(StepPage):
    """The fields of one action; others of this meeting stand above them with a key each."""

    step = "community"
    help_id = "meeting-areas"
    reads = records.ACTIVITY_READS | {"attendance", "meeting_step"}
    quiet = True

    def __init__(self, session: Session, shell: Shell, way: Way) -> None:
        super().__init__(session, shell, way)
        self.purpose_is(_("What the club does this month for everybody in the village."))
        self.another = Button(_("Another action"), icon="plus", key="Ctrl+N")
        self.another.clicked.connect(self._add)
        self.set_actions(*([self.another] if self.may_write else []))
        self._at = 0
        self._actions: tuple[Activity, ...] = ()
        self._people = People(session)
        self.panel = ActivityPanel(self, self._people, woven=False, kind="community")
        self.panel.saved.connect(self.refresh)
        self.panel.ended.connect(self._to_end)
        self._others = Flow(8)
        self._list = plain(self._others)
        self.panel.take_out.clicked.connect(self._remove)
        inside = padded(10)
        inside.add(self.panel)
        self._of_month = muted("")
        self.body.add(self._of_month)
        self.body.add(self._list)
        self.body.add(card(inside))
        self.body.stretch()
        self.panel.kept.lock(not self.may_write)

    # --- what the meeting asks ----------------------------------------------------------------

    def refresh(self) -> None:
        if self.panel.kept.storing:
            return
        found = records.activities_of_meeting(self.session.club, self.meeting.id)
        self._actions = tuple(each for each in found if each.kind == "community")
        self._at = min(self._at, len(self._actions))
        self._people.renew([each.leader_id for each in self._actions])
        activity = self._actions[self._at] if self._at < len(self._actions) else None
        key = f"meeting.{self.meeting.id}.community.{self._at}"
        self.panel.show_activity(key, "self_help", activity, present(self))
        waits = bool(self.session.drafts.texts(key))
        self.panel.take_out.setVisible(self.may_write and (activity is not None or waits))
        self._show_others()
        self._say_of_month()

    def first_focus(self) -> QWidget:
        return self.panel.first()

    def leaving(self) -> None:
        self.panel.kept.flush()

    def finish(self) -> bool:
        if self.panel.kept.flush():
            return True
        wrong = self.panel.kept.first_problem()
        if wrong is not None:
            wrong.setFocus(Qt.FocusReason.OtherFocusReason)
        return False

    def _say_of_month(self) -> None:
        """Actions of the month on other days count too: they are not typed again."""
        month = self.meeting.month
        found = [
            each.what
            for each in records.activities(self.session.club, month.first, month.last)
            if each.kind == "community" and each.meeting_id is None
        ]
        words = _("Written already for this month: {what}.").format(what="; ".join(found))
        self._of_month.setText(words if found else "")
        self._of_month.setVisible(bool(found))

    # --- acts ---------------------------------------------------------------------------------

    def _show_others(self) -> None:
        self._others.clear()
        for place, each in enumerate(self._actions):
            if place == self._at:
                continue
            button = Button(each.what, icon="check", name=_("Open: {what}").format(what=each.what))
            button.setProperty("place", place)
            button.clicked.connect(self._open)
            self._others.add(button)
        self._list.setVisible(self._others.count() > 0)

    @guard
    def _open(self) -> None:
        place = self.sender().property("place")
        if self.finish():
            self._at = int(place)
            self.refresh()
            self.panel.first().setFocus(Qt.FocusReason.OtherFocusReason)

    @guard
    def _add(self) -> None:
        if self.finish():
            self._at = len(self._actions)
            self.refresh()
            self.panel.first().setFocus(Qt.FocusReason.OtherFocusReason)

    @guard
    def _remove(self) -> None:
        self.panel.kept.give_up()
        if self._at < len(self._actions):
            with self.writing():
                records.remove_activity(self.session.club, self._actions[self._at].id)
        self._at = 0
        self.refresh()
        self.panel.first().setFocus(Qt.FocusReason.OtherFocusReason)

    def _to_end(self) -> None:
        if self.finish():
            self.next.setFocus(Qt.FocusReason.TabFocusReason)
