"""One request: what was asked, until when, and the acts that answer it."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from app.base.dates import fmt_date
from app.base.errors import Invalid
from app.base.text import N_, _
from app.members import records as members
from app.members.rules import Member, shown_name
from app.privacy import request_records
from app.privacy.requests import (
    KINDS,
    OUTCOMES,
    DataRequest,
    Deadlines,
    RequestKind,
    read_answer,
    read_end,
    read_extension,
    read_request,
)
from ui.kit.button import Button
from ui.kit.choice import Choice
from ui.kit.entries import DateField
from ui.kit.fields import Field, LinesField, TextField
from ui.kit.form import Form, Values
from ui.kit.labels import facts, muted, section
from ui.kit.layout import Column, Flow, card, padded, plain
from ui.kit.page import Page, Shell
from ui.kit.people_field import PersonField
from ui.kit.say import guard
from ui.kit.session import Session
from ui.privacy import prints, words
from ui.privacy.erase import ErasePage
from ui.privacy.people import Register

# What does what was asked for.
_DOES: dict[RequestKind, tuple[str, str]] = {
    "view": (N_("Print all that is written"), "printer"),
    "correct": (N_("Open the entry"), "pencil"),
    "withdraw": (N_("Record what is taken back"), "undo-2"),
    "restrict": (N_("Record what is taken back"), "undo-2"),
    "erase": (N_("Erase this person"), "x"),
}


class RequestPage(Page):
    """What was asked, the days that count, and what was done so far."""

    help_id = "privacy"
    reads = request_records.READS

    def __init__(self, session: Session, shell: Shell, request_id: str) -> None:
        super().__init__(session, shell)
        self._request_id = request_id
        self._request: DataRequest | None = None
        self._answer = Button(_("Was answered"), icon="check", key="F3")
        self._answer.clicked.connect(self._open_answer)
        self._more = Button(_("Takes longer"), icon="clock", key="F4")
        self._more.clicked.connect(self._open_extension)
        self._end = Button(_("End it"), icon="circle-check", key="F2", kind="primary")
        self._end.clicked.connect(self._open_end)
        self._may = session.may("members.write")
        if self._may:
            self.set_actions(self._answer, self._more, self._end)
        self._inside = Column(14)
        self.body.add(plain(self._inside))
        self.body.stretch()

    def first_focus(self) -> QWidget | None:
        return self._end if self._end.isVisibleTo(self) else None

    def refresh(self) -> None:
        club, today = self.session.club, self.session.today()
        self._inside.clear()
        try:
            found = request_records.request(club, self._request_id)
        except LookupError:
            self._request = None
            self._set_acts(None)
            self.head(_("No longer in the book"), _("Writing this request down was undone."))
            return
        self._request = found
        self._set_acts(found)
        member = members.member(club, found.person_id, today)
        until = request_records.deadlines_of(club, found)
        state = words.state_cell(found, until, today).word
        self.head(
            _("{name} asks to {what}").format(name=shown_name(member), what=_(KINDS[found.kind])),
            f"{state}.",
        )
        self._inside.add(self._asked(found, until))
        if found.done_on is None and not member.erased:
            self._inside.add(self._act(found))

    def _set_acts(self, found: DataRequest | None) -> None:
        """Only what can still be done stands at the top."""
        waits = self._may and found is not None and found.done_on is None
        self._end.setVisible(waits)
        self._answer.setVisible(waits and found is not None and found.answered_on is None)
        self._more.setVisible(waits and found is not None and found.extended_on is None)

    def _asked(self, found: DataRequest, until: Deadlines) -> QWidget:
        inside = padded(8)
        inside.add(section(_("What was asked")))
        lines = [
            (_("Received on"), words.day(found.received_on)),
            (_("Asked by"), found.asked_by or _("the person")),
            (_("In detail"), found.detail or "–"),
        ]
        if found.answered_on is None:
            by = fmt_date(until.answer_by)
            lines.append((_("To answer by"), _("{day} (2 working days)").format(day=by)))
        else:
            lines.append((_("Answered on"), words.day(found.answered_on)))
        lines.append((_("To do by"), fmt_date(until.act_by)))
        if found.extended_on:
            lines.append((_("Takes longer because"), found.extended_why or ""))
        if found.done_on and found.outcome:
            outcome = words.capital(_(OUTCOMES[found.outcome]))
            lines.append((_("Ended on"), f"{words.day(found.done_on)}: {outcome}"))
            lines.append((_("What was told"), found.result or "–"))
        inside.add(facts(lines, share=30))
        inside.add(
            muted(
                _("Days by: {source}. Public holidays are not counted out.").format(
                    source=until.source
                )
            )
        )
        if not until.verified:
            inside.add(muted(_("A lawyer has not confirmed these days yet.")))
        return card(inside)

    def _act(self, found: DataRequest) -> QWidget:
        word, icon = _DOES[found.kind]
        button = Button(_(word), icon=icon, key="Ctrl+D")
        button.clicked.connect(self._do)
        allowed = self.session.may("erasure.write") if found.kind == "erase" else True
        row = Flow(12)
        if allowed and (self._may or found.kind == "view"):
            row.add(button)
        else:
            row.add(muted(_("Ask the chair to do this.")))
        return plain(row)

    # --- acts -------------------------------------------------------------------------------

    @guard
    def _do(self) -> None:
        found = self._request
        if found is None:
            return
        member = members.member(self.session.club, found.person_id, self.session.today())
        if found.kind == "view":
            prints.print_record(self, member)
        elif found.kind == "correct":
            self.shell.open("members", what=found.person_id)
        elif found.kind == "erase":
            self.shell.show(ErasePage(self.session, self.shell, member))
        else:
            self.shell.open("privacy", what=found.person_id)

    @guard
    def _open_answer(self) -> None:
        self._form(
            _("Was answered"),
            _("Told the person that the request is here and what happens now."),
            {"answered_on": DateField(_("Answered on"), self.session.today())},
            {"answered_on": fmt_date(self.session.today())},
            lambda found, values: request_records.answer(
                self.session.club, read_answer(found, values, self.session.today())
            ),
        )

    @guard
    def _open_extension(self) -> None:
        self._form(
            _("Takes longer"),
            _("Possible once. The person must be told why, before the day is over."),
            {
                "extended_on": DateField(_("Told on"), self.session.today()),
                "extended_why": LinesField(_("Why it takes longer"), lines=2),
            },
            {"extended_on": fmt_date(self.session.today())},
            lambda found, values: request_records.extend(
                self.session.club, read_extension(found, values, self.session.today())
            ),
        )

    @guard
    def _open_end(self) -> None:
        options = [(code, words.capital(_(word))) for code, word in OUTCOMES.items()]
        self._form(
            _("End the request"),
            _("What became of it, and what the person was told."),
            {
                "outcome": Choice(_("Outcome"), options),
                "done_on": DateField(_("On"), self.session.today()),
                "result": LinesField(_("What the person was told"), lines=3),
            },
            {"done_on": fmt_date(self.session.today())},
            lambda found, values: request_records.end(
                self.session.club, read_end(found, values, self.session.today())
            ),
        )

    def _form(
        self,
        title: str,
        purpose: str,
        fields: dict[str, Field],
        values: Values,
        write: Callable[[DataRequest, Values], None],
    ) -> None:
        found = self._request
        if found is None:
            return

        def save(typed: Values) -> None:
            write(request_records.request(self.session.club, found.id), typed)

        form = Form(
            self.session,
            self.shell,
            title,
            purpose,
            fields,
            save,
            verb=_("Keep this"),
            values=values,
            columns=1,
        )
        self.shell.show(form)


def new_form(session: Session, shell: Shell, member: Member | None = None) -> Form:
    """Write down what somebody asks; `member` is who, when it is known already."""
    today = session.today()
    register = Register(session.club, today)
    fields: dict[str, Field] = {}
    if member is None:
        fields["person"] = PersonField(_("Who asks"), register)
    fields["kind"] = Choice(
        _("Asks to"), [(code, words.capital(_(word))) for code, word in KINDS.items()]
    )
    fields["received_on"] = DateField(_("Received on"), today)
    fields["asked_by"] = TextField(
        _("Asked by"), _("Empty when the person asked; else who asks for them")
    )
    fields["detail"] = LinesField(_("In detail"), lines=2)

    def save(values: Values) -> None:
        person_id = member.id if member else values.get("person", "")
        problems: dict[str, str] = {}
        if person_id not in register.known:
            problems["person"] = _("Type a part of the name, then choose who it is.")
        try:
            asked = read_request(person_id, values, today)
        except Invalid as error:
            raise Invalid({**problems, **error.problems}) from error
        if problems:
            raise Invalid(problems)
        request_records.receive(session.club, asked)

    return Form(
        session,
        shell,
        _("{name} asks for something").format(name=member.person.name)
        if member
        else _("Write down a request"),
        _("From this day on the days count: answer within 2 working days."),
        fields,
        save,
        verb=_("Keep this"),
        values={"received_on": fmt_date(today)},
        columns=2,
        draft=f"request-{member.id if member else 'new'}",
    )
