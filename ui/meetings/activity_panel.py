"""What was done in an area at a meeting, field by field; each field that is left is saved."""

from collections.abc import Mapping
from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QApplication, QWidget

from app.areas import records
from app.areas.deeds import Deed, deeds
from app.areas.rules import USUAL_KINDS, WOVEN, Activity, Kind, read_activity
from app.base import money
from app.base.areas import Area
from app.base.dates import fmt_date
from app.base.errors import Invalid
from app.base.names import fold
from app.base.text import _
from app.meetings import attendance_records
from ui.kit.button import Button
from ui.kit.entries import MoneyField, NumberField
from ui.kit.fields import Field, TextField
from ui.kit.form import Values
from ui.kit.layout import Cells, Column
from ui.kit.people_field import PersonField
from ui.meetings.deed_field import DeedField
from ui.meetings.kept import Kept
from ui.meetings.people import People
from ui.meetings.step import StepPage


class ActivityPanel(QWidget):
    """The fields of one activity. `saved` tells that the book has changed; `ended` that Enter was
    pressed in the last field. `woven` asks for the contents of plan 1648, else for outsiders;
    with a `kind` the activity is of that kind, and only its usual deeds are offered."""

    saved = Signal()
    ended = Signal()

    def __init__(
        self, step: StepPage, people: People, *, woven: bool, kind: Kind | None = None
    ) -> None:
        super().__init__()
        self._step, self._people, self._only = step, people, kind
        self._area: Area = "income"
        self._deeds: tuple[Deed, ...] = ()
        self._kind: Kind | None = None
        self._activity: Activity | None = None
        self.what = DeedField(_("What the club did"))
        self.what.chosen.connect(self._deed_chosen)
        self.fields: dict[str, Field] = {
            "what": self.what,
            "leader": PersonField(_("Who led it"), people, _("A part of the name")),
            "participants": NumberField(_("Members who took part"), _("people")),
        }
        if not woven:
            self.fields["outsiders"] = NumberField(_("Others who took part"), _("people"))
        self.fields["spent"] = MoneyField(_("Spent"), _("For example 50k"))
        self.fields["in_kind"] = TextField(_("Help in kind"), _("For example 10 kg of rice"))
        if woven:
            self.woven = DeedField(_("Woven in"), _("1, 2 or 3"))
            self.woven.offer([_(name) for name in WOVEN.values()])
            self.fields["woven"] = self.woven
        self.kept: Kept[Activity] = Kept(step, self.fields, self._read, self._store)
        self.kept.saved.connect(self.saved)
        cells = Cells(across=24, down=2)
        top = Qt.AlignmentFlag.AlignTop
        cells.addWidget(self.what, 0, 0, 1, 2, top)
        for place, field in enumerate(list(self.fields.values())[1:]):
            cells.addWidget(field, 1 + place // 2, place % 2, top)
        # The last field stands alone in its row: the way out of an activity stands beside it.
        self.take_out = Button(_("Take out"), icon="x", kind="danger")
        right = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
        cells.addWidget(self.take_out, 3, 1, right)
        cells.setColumnStretch(0, 1)
        cells.setColumnStretch(1, 1)
        column = Column(0)
        column.add(cells)
        column.stretch()
        self.setLayout(column)

    def show_activity(
        self, key: str, area: Area, activity: Activity | None, present: int | None
    ) -> None:
        """Show an activity of an area, or None for a new one; `present` people are proposed."""
        if area != self._area or not self._deeds:
            usual = deeds()[area]
            self._deeds = tuple(d for d in usual if self._only is None or d.kind == self._only)
            self.what.offer([deed.words() for deed in self._deeds])
        self._area, self._activity = area, activity
        self._kind = activity.kind if activity else None
        here = str(present) if present is not None else ""
        texts = _texts(activity) if activity else {"participants": here}
        self.kept.show(key, texts, activity)

    def first(self) -> QWidget:
        """Where typing begins."""
        return self.what.first()

    def focusNextPrevChild(self, forward: bool) -> bool:
        focus = QApplication.focusWidget()
        last = list(self.fields.values())[-1]
        if forward and focus is not None and last.isAncestorOf(focus):
            self.ended.emit()
            return True
        return super().focusNextPrevChild(forward)

    def _deed_chosen(self, place: int) -> None:
        deed = self._deeds[place]
        self._kind = deed.kind
        if deed.woven and "woven" in self.fields:
            self.fields["woven"].set_text(_(WOVEN[deed.woven]))

    def _read(self, values: Values) -> Activity:
        fields = {
            **values,
            "area": self._area,
            "kind": self._kind_of(values["what"]),
            "on_date": fmt_date(self._step.on),
            "woven": _woven_code(values.get("woven", "")),
        }
        if fields["woven"] and fields["woven"] not in WOVEN:
            raise Invalid({"woven": _("Type 1, 2 or 3, or leave it empty.")})
        today, meeting_id = self._step.session.today(), self._step.meeting.id
        found = read_activity(fields, today, self._people.known, meeting_id)
        before = self._activity
        if before is None:
            return found
        return replace(
            found,
            id=before.id,
            on_date=before.on_date,
            note=before.note,
            woven=found.woven if "woven" in self.fields else before.woven,
            outsiders=found.outsiders if "outsiders" in self.fields else before.outsiders,
            led_by=before.led_by if found.leader_id == before.leader_id else "",
        )

    def _kind_of(self, what: str) -> Kind:
        """The kind of the usual deed that was taken or typed, else the usual one of the area."""
        if self._only is not None:
            return self._only
        usual = (deed.kind for deed in self._deeds if deed.words() == what)
        return next(usual, None) or self._kind or USUAL_KINDS[self._area][0]

    def _store(self, activity: Activity) -> None:
        club = self._step.session.club
        with self._step.writing():
            if activity.id:
                records.change_activity(club, activity.id, activity)
            else:
                records.add_activity(club, activity)


def present(step: StepPage) -> int | None:
    """How many were at the meeting of a step, where they were counted."""
    month = step.meeting.month
    found = attendance_records.presence(step.session.club, month, month).get(month)
    return found.present if found is not None else None


def _woven_code(words: str) -> str:
    """The code of what was taken from the list, or typed in part."""
    alike = [code for code, name in WOVEN.items() if words and fold(words) in fold(_(name))]
    return alike[0] if len(alike) == 1 else words


def _texts(activity: Activity) -> Mapping[str, str]:
    def number(count: int | None) -> str:
        return "" if count is None else str(count)

    return {
        "what": activity.what,
        "leader": activity.leader_id or activity.leader or "",
        "participants": number(activity.participants),
        "outsiders": number(activity.outsiders),
        "spent": "" if activity.spent_vnd is None else money.fmt(activity.spent_vnd),
        "in_kind": activity.in_kind or "",
        "woven": _(WOVEN[activity.woven]) if activity.woven else "",
    }
