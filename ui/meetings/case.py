"""Step 5: one case in need is chosen, and what help it gets; cases of before come first."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from app.areas import case_records
from app.areas.rules import HELP_FORMS, WHOSE, Help, HelpCase, read_case, read_closing, read_help
from app.base import money
from app.base.dates import fmt_date
from app.base.errors import Invalid
from app.base.names import fold
from app.base.text import _
from ui.kit.button import Button
from ui.kit.chips import Result
from ui.kit.choice import Choice
from ui.kit.entries import MoneyField
from ui.kit.fields import Field, TextField
from ui.kit.form import Form, Values
from ui.kit.labels import muted, section
from ui.kit.layout import Apart, Cells, Column, Flow, SideBySide, plain
from ui.kit.page import Shell
from ui.kit.people_field import PersonField
from ui.kit.say import guard
from ui.kit.session import Session
from ui.kit.table import Column as TableColumn
from ui.meetings.deed_field import DeedField
from ui.meetings.kept import Kept
from ui.meetings.people import People
from ui.meetings.sentence import SentenceField
from ui.meetings.short_table import ShortTable
from ui.meetings.step import StepPage, Way

NEW = "new"


class CaseStep(StepPage):
    """The list of cases, and the chosen one: whose it is, what the need is, the help of today."""

    step = "case"
    help_id = "cases"
    reads = case_records.READS | {"meeting_step"}
    quiet = True

    def __init__(self, session: Session, shell: Shell, way: Way) -> None:
        super().__init__(session, shell, way)
        self.purpose_is(_("Cases of before stand at the left: Enter writes what help is given."))
        self._people = People(session)
        self._cases: tuple[HelpCase, ...] = ()
        self._case: HelpCase | None = None
        self._help: Help | None = None
        self._wanted: str | None = None
        self.new_button = Button(_("New case"), icon="plus", key="Ctrl+N")
        self.new_button.clicked.connect(self._new)
        self.set_actions(*([self.new_button] if self.may_write else []))
        self.table: ShortTable[HelpCase] = ShortTable(
            [TableColumn(_("Cases"), HelpCase.called, cell=self._mark, wide=True)],
            key=lambda case: case.id,
            name=_("Cases in need"),
        )
        self.table.moved.connect(self._moved)
        self.table.opened.connect(self._to_help)
        self._none = muted(_("No case is open. Write down the one that the meeting chooses."))
        self.close_button = Button(_("This case is over"), icon="check", key="Ctrl+K")
        self.close_button.clicked.connect(self._close_case)
        left = Column(8)
        left.add(self._none)
        left.add(self.table, stretch=1)
        left.add(self.table.pager)
        self.take_out = Button(_("Take out this case"), icon="x", kind="danger")
        self.take_out.clicked.connect(self._remove)
        closing = Flow(32)
        closing.add(self.close_button)
        closing.add(self.take_out)
        left.add(plain(closing))
        left.stretch()
        self._build_case()
        self._build_help()
        right = Column(6)
        right.add(self._case_title)
        right.add(self._case_fields)
        right.add(Apart(self._help_title, plain(self._helps), gap=16))
        right.add(self._help_fields)
        right.stretch()
        both = SideBySide(plain(left), plain(right), share=27, gap=24, least=840)
        self.body.add(both, stretch=1)
        for kept in (self.kept, self.help_kept):
            kept.saved.connect(self._saved)
            kept.lock(not self.may_write)

    def _build_case(self) -> None:
        self.whose = Choice(_("Whose case"), [(code, _(name)) for code, name in WHOSE.items()])
        self.whose.edited.connect(self._fit_fields)
        self.person = PersonField(_("The member"), self._people)
        self.name = TextField(_("Name"))
        self.hamlet = TextField(_("Hamlet"))
        self.situation = SentenceField(_("What the need is"))
        self._cells = Cells(across=16, down=4)
        self._cells.setColumnStretch(0, 1)
        self._cells.setColumnStretch(1, 1)
        self._case_title = section("")
        self._case_fields = plain(self._cells)
        fields: dict[str, Field] = {
            "whose": self.whose,
            "person": self.person,
            "name": self.name,
            "hamlet": self.hamlet,
            "situation": self.situation,
        }
        for field in fields.values():  # now, so that Tab goes through them before the help
            field.setParent(self._case_fields)
        self._fit_fields()
        self.kept: Kept[HelpCase] = Kept(self, fields, self._read_case, self._store_case)

    def _build_help(self) -> None:
        self._forms = {_(name): code for code, name in HELP_FORMS.items()}
        self.form = DeedField(_("Form of help"), _("A number from the list"))
        self.form.offer(list(self._forms))
        self.what = TextField(_("What was given"), _("For example 10 kg of rice"))
        self.value = MoneyField(_("Worth"), _("For example 150k"))
        given = SideBySide(self.what, self.value, share=50, least=400)
        self._help_title = section(_("Help given today"))
        self._helps = Flow(8)
        self._help_fields = SideBySide(self.form, given, share=33, least=680)
        fields: dict[str, Field] = {
            "form": self.form,
            "what": self.what,
            "value": self.value,
        }
        self.help_kept: Kept[Help] = Kept(self, fields, self._read_help, self._store_help)

    # --- what the meeting asks ----------------------------------------------------------------

    def refresh(self) -> None:
        if self.kept.storing or self.help_kept.storing:
            return
        club, meeting = self.session.club, self.meeting
        own = case_records.cases_of_meeting(club, meeting.id)
        chosen = {case.id for case in own}
        on = self.on
        of_before = [
            case
            for case in case_records.cases_between(club, date.min, on)
            if case.id not in chosen and (case.open or self._of_today(case))
        ]
        self._cases = (*of_before, *own)
        first = self._wanted is None
        if first:  # when first seen: the case of this meeting, else a new one
            self._wanted = own[0].id if own else NEW
        self._case = next((case for case in self._cases if case.id == self._wanted), None)
        self._people.renew([case.person_id for case in self._cases])
        self.table.set_rows(self._cases)
        if self._case is not None:
            self.table.select(self._case.id)
            if first:
                self._help = next(iter(self._of_today(self._case)), None)
        for widget in (self.table, self.close_button):
            widget.setVisible(bool(self._cases))
        self._none.setVisible(not self._cases)
        self._show_case()

    def first_focus(self) -> QWidget:
        if not self.may_write:
            return self.table
        return self.whose.first() if self._case is None else self.form.first()

    def leaving(self) -> None:
        self.kept.flush()
        self.help_kept.flush()

    def finish(self) -> bool:
        for kept in (self.kept, self.help_kept):
            if not kept.flush():
                wrong = kept.first_problem()
                if wrong is not None:
                    wrong.setFocus(Qt.FocusReason.OtherFocusReason)
                return False
        return True

    # --- showing ------------------------------------------------------------------------------

    def _show_case(self) -> None:
        case, meeting_id = self._case, self.meeting.id
        self._case_title.setText(case.called() if case is not None else _("A new case"))
        key = f"case {meeting_id} {case.id if case else NEW}"
        self.kept.show(key, _texts(case), _bare(case) if case else None)
        self._fit_fields()
        given = self._of_today(case) if case is not None else ()
        if self._help is not None:
            self._help = next((each for each in given if each.id == self._help.id), None)
        help_key = f"help {meeting_id} {self._help.id if self._help else NEW}"
        shown = self._help
        self.help_kept.show(
            help_key, self._help_texts(shown), replace(shown, helped_by="") if shown else None
        )
        self._show_helps(given)
        self.close_button.setVisible(self.may_write and case is not None and case.open)
        mine = case is not None and case.meeting_id == meeting_id
        self.take_out.setVisible(self.may_write and mine)

    def _fit_fields(self) -> None:
        """Ask only for what belongs to a member, to a family, or to somebody from outside."""
        whose = self.whose.text() or "member"
        pairs = {
            "member": (self.person, self.situation),
            "family": (self.person, self.name),
            "outsider": (self.name, self.hamlet),
        }
        first, second = pairs[whose]
        fields = (self.whose, self.person, self.name, self.hamlet, self.situation)
        for field in fields:
            self._cells.removeWidget(field)
        top = Qt.AlignmentFlag.AlignTop
        self._cells.addWidget(self.whose, 0, 0, 1, 2, top)
        self._cells.addWidget(first, 1, 0, top)
        self._cells.addWidget(second, 1, 1, top)
        if second is not self.situation:
            self._cells.addWidget(self.situation, 2, 0, 1, 2, top)
        for field in fields:
            field.setVisible(field in (self.whose, first, second, self.situation))

    def _show_helps(self, given: Sequence[Help]) -> None:
        self._helps.clear()
        for each in given:
            if self._help is not None and each.id == self._help.id:
                continue
            button = Button(
                _help_words(each),
                icon="check",
                name=_("Open: {what}").format(what=_help_words(each)),
            )
            button.setProperty("help", each.id)
            button.clicked.connect(self._open_help)
            self._helps.add(button)
        if self._help is not None and self.may_write:
            more = Button(_("More help"), icon="plus", key="Ctrl+H")
            more.clicked.connect(self._more_help)
            self._helps.add(more)
        holder = self._helps.parentWidget()
        if holder is not None:
            holder.setVisible(self._helps.count() > 0)

    def _of_today(self, case: HelpCase) -> tuple[Help, ...]:
        day = self.on.isoformat()
        return tuple(each for each in case.helps if each.on_date == day)

    def _mark(self, case: HelpCase) -> Result:
        """Whom a case is about, and whether there is help for it today."""
        helped = bool(self._of_today(case)) or not case.open
        return Result(case.called(), icon="check" if helped else "circle")

    # --- reading and storing ------------------------------------------------------------------

    def _read_case(self, values: Values) -> HelpCase:
        before = self._case
        found_on = before.found_on if before else self.on.isoformat()
        fields = {**values, "found_on": _day(found_on)}
        today, meeting_id = self.session.today(), self.meeting.id
        found = read_case(fields, today, self._people.known, meeting_id)
        if before is None:
            return found
        return replace(found, id=before.id, meeting_id=before.meeting_id)

    def _store_case(self, case: HelpCase) -> None:
        club = self.session.club
        with self.writing():
            if case.id:
                case_records.change_case(club, case.id, case)
            else:
                self._wanted = case_records.add_case(club, case)

    def _read_help(self, values: Values) -> Help:
        case, before = self._case, self._help
        if case is None:
            raise Invalid({"form": _("First write above whose case it is and what the need is.")})
        fields = {
            **values,
            "form": self._form_code(values["form"]),
            "on_date": fmt_date(self.on),
        }
        found = read_help(fields, self.session.today(), (), case.found_on)
        if before is None:
            return replace(found, case_id=case.id)
        kept = replace(before, helped_by="")
        return replace(kept, form=found.form, what=found.what, value_vnd=found.value_vnd)

    def _form_code(self, typed: str) -> str:
        """The code of a form of help that was taken from the list, or typed in part."""
        alike = [code for name, code in self._forms.items() if typed and fold(typed) in fold(name)]
        return self._forms.get(typed) or (alike[0] if len(alike) == 1 else "")

    def _store_help(self, help_: Help) -> None:
        club = self.session.club
        with self.writing():
            if help_.id:
                case_records.change_help(club, help_.id, help_)
            else:
                new = case_records.give_help(club, help_.case_id, help_)
                self._help = replace(help_, id=new)

    def _saved(self) -> None:
        self.refresh()

    # --- acts ---------------------------------------------------------------------------------

    @guard
    def _moved(self, case: HelpCase) -> None:
        if self._case is not None and case.id == self._case.id:
            return
        if not self.finish():
            if self._case is not None:
                self.table.select(self._case.id)
            return
        self._wanted = case.id
        self._help = next(iter(self._of_today(case)), None)
        self.refresh()

    def _to_help(self) -> None:
        self.form.first().setFocus(Qt.FocusReason.TabFocusReason)

    @guard
    def _new(self) -> None:
        if self.finish():
            self._wanted, self._help = NEW, None
            self.refresh()
            self.whose.first().setFocus(Qt.FocusReason.TabFocusReason)

    @guard
    def _open_help(self) -> None:
        wanted = self.sender().property("help")
        if self.finish() and self._case is not None:
            self._help = next(each for each in self._case.helps if each.id == wanted)
            self._show_case()
            self._to_help()

    @guard
    def _more_help(self) -> None:
        if self.finish():
            self._help = None
            self._show_case()
            self._to_help()

    @guard
    def _remove(self) -> None:
        if self._case is None:
            return
        for kept in (self.kept, self.help_kept):
            kept.give_up()
        with self.writing():
            case_records.remove_case(self.session.club, self._case.id)
        self._wanted, self._help = None, None
        self.refresh()
        self.whose.first().setFocus(Qt.FocusReason.OtherFocusReason)

    @guard
    def _close_case(self) -> None:
        case = self._case
        if case is None or not self.finish():
            return

        def save(values: Values) -> None:
            today = self.session.today()
            fields = {**values, "closed_on": fmt_date(self.on)}
            closed_on, result = read_closing(fields, today, case.found_on)
            with self.writing():
                case_records.close_case(self.session.club, case.id, closed_on, result)

        self.shell.show(
            Form(
                self.session,
                self.shell,
                _("This case is over"),
                case.called(),
                {"result": SentenceField(_("How it ended"))},
                save,
                verb=_("Keep this"),
                columns=1,
                draft=f"case.{case.id}.over",
            )
        )

    def _help_texts(self, help_: Help | None) -> Values:
        if help_ is None:
            return {}
        return {
            "form": _(HELP_FORMS[help_.form]),
            "what": help_.what or "",
            "value": "" if help_.value_vnd is None else money.fmt(help_.value_vnd),
        }


def _texts(case: HelpCase | None) -> Values:
    if case is None:
        return {"whose": "member"}
    return {
        "whose": case.whose,
        "person": case.person_id or "",
        "name": case.name or "",
        "hamlet": case.hamlet or "",
        "situation": case.situation,
    }


def _bare(case: HelpCase) -> HelpCase:
    """A case as its fields give it."""
    return replace(case, who="", helps=(), closed_on=None, result=None)


def _help_words(help_: Help) -> str:
    worth = money.fmt(help_.value_vnd) if help_.value_vnd else ""
    words = help_.what or _(HELP_FORMS[help_.form])
    return f"{words}, {worth}" if worth else words


def _day(iso: str) -> str:
    return fmt_date(date.fromisoformat(iso))
