"""One person's consents, papers and requests, and what may be done about them."""

from datetime import date

from PySide6.QtWidgets import QWidget

from app.base.dates import fmt_date
from app.base.errors import Invalid
from app.base.text import _
from app.members import records as members
from app.members.reading import Reading
from app.members.rules import PURPOSES, Member, Purpose
from app.privacy import records, request_records
from app.privacy.requests import KINDS, DataRequest
from app.privacy.rules import SIGNED_BY, ConsentPaper, Mark
from ui.kit.button import Button
from ui.kit.choice import Ticks
from ui.kit.entries import DateField
from ui.kit.form import Form, Values
from ui.kit.labels import body, facts, muted, section
from ui.kit.layout import Column, Flow, SideBySide, card, padded, plain
from ui.kit.page import Page, Shell
from ui.kit.say import guard
from ui.kit.session import Session
from ui.privacy import prints, request, words
from ui.privacy.erase import ErasePage
from ui.privacy.paper import paper_form


class ConsentsPage(Page):
    """What one person agreed to, on which papers, and what they asked for."""

    help_id = "privacy"
    reads = records.READS | request_records.READS

    def __init__(self, session: Session, shell: Shell, person_id: str) -> None:
        super().__init__(session, shell)
        self.person_id = person_id
        self._member: Member | None = None
        self._marks: dict[Purpose, Mark] = {}
        self._withdraw = Button(_("Withdraw"), icon="undo-2", key="F4")
        self._withdraw.clicked.connect(self._open_withdraw)
        ask = Button(_("Write down a request"), icon="inbox", key="F6")
        ask.clicked.connect(self._open_request)
        self._type = Button(_("Type in a paper"), icon="pencil", key="F2", kind="primary")
        self._type.clicked.connect(self._type_in)
        if session.may("members.write"):
            self.set_actions(self._withdraw, ask, self._type)
        self._left, self._right = Column(14), Column(14)
        left, right = Column(0), Column(0)
        left.add(plain(self._left))
        left.stretch()
        right.add(plain(self._right))
        right.stretch()
        self.body.add(SideBySide(plain(left), plain(right), share=55))
        foot = Flow(12)
        everything = Button(_("Print all that is written"), icon="printer", key="Ctrl+P")
        everything.clicked.connect(self._print)
        entry = Button(_("Entry in the register"), icon="user", key="Ctrl+O")
        entry.clicked.connect(self._open_entry)
        erase = Button(_("Erase this person"), icon="x", key="Ctrl+Del", kind="danger")
        erase.clicked.connect(self._erase)
        for button in (everything, entry, *([erase] if session.may("erasure.write") else [])):
            foot.add(button)
        self._foot = plain(foot)
        self.body.stretch()
        self.body.add(self._foot)

    def refresh(self) -> None:
        today = self.session.today()
        self._left.clear()
        self._right.clear()
        try:
            member = members.member(self.session.club, self.person_id, today)
        except LookupError:
            member = None
        self._member = None if member is None or member.erased else member
        self._foot.setVisible(self._member is not None)
        if self._member is None:
            self._show_gone()
            return
        person = self._member.person
        self._marks = records.marks(self.session.club, self.person_id, today)
        code = self._member.code
        self.head(person.name, _("Number {code}. Consent and requests.").format(code=code))
        given = any(mark.standing == "given" for mark in self._marks.values())
        if given:
            self._withdraw.on()
        else:
            self._withdraw.off(_("Nothing is agreed to."))
        self._type.on()
        self._left.add(self._consent_card())
        self._right.add(self._papers_card())
        self._right.add(self._requests_card())

    def first_focus(self) -> QWidget | None:
        return self._type if self.session.may("members.write") else None

    def _show_gone(self) -> None:
        self._withdraw.off(_("Nobody is there."))
        self._type.off(_("Nobody is there."))
        self.head(
            _("No longer in the book"), _("This person was erased, or the adding was undone.")
        )

    # --- cards ------------------------------------------------------------------------------

    def _consent_card(self) -> QWidget:
        inside = padded(8)
        inside.add(section(_("What is agreed to")))
        asked = bool(records.papers(self.session.club, self.person_id))
        lines = [
            (_(PURPOSES[code]), words.mark_words(mark, asked=asked))
            for code, mark in self._marks.items()
        ]
        inside.add(facts(lines, share=55))
        return card(inside)

    def _papers_card(self) -> QWidget:
        inside = padded(8)
        inside.add(section(_("Papers")))
        found = records.papers(self.session.club, self.person_id)
        for paper in found:
            inside.add(body(_paper_words(paper)))
        if not found:
            inside.add(muted(_("No paper yet")))
        return card(inside)

    def _requests_card(self) -> QWidget:
        inside = padded(8)
        inside.add(section(_("Requests")))
        found = request_records.requests_of(self.session.club, self.person_id)
        for number, each in enumerate(found[:5]):
            open_it = Button(
                self._request_words(each), icon="inbox", key="F7" if not number else ""
            )
            open_it.setProperty("request", each.id)
            open_it.clicked.connect(self._open_one)
            row = Flow(8)
            row.add(open_it)
            inside.add(plain(row))
        if not found:
            inside.add(muted(_("Nothing was asked for")))
        return card(inside)

    def _request_words(self, each: DataRequest) -> str:
        until = request_records.deadlines_of(self.session.club, each)
        state = words.state_cell(each, until, self.session.today()).word
        return _("{what}, {day}: {state}").format(
            what=words.capital(_(KINDS[each.kind])), day=words.day(each.received_on), state=state
        )

    # --- acts -------------------------------------------------------------------------------

    @guard
    def _type_in(self) -> None:
        if self._member is not None:
            self.shell.show(paper_form(self.session, self.shell, self._member))

    @guard
    def _open_withdraw(self) -> None:
        if self._member is not None:
            self.shell.show(withdraw_form(self.session, self.shell, self._member))

    @guard
    def _open_request(self) -> None:
        if self._member is not None:
            self.shell.show(request.new_form(self.session, self.shell, self._member))

    @guard
    def _open_one(self) -> None:
        request_id = str(self.sender().property("request"))
        self.shell.show(request.RequestPage(self.session, self.shell, request_id))

    @guard
    def _open_entry(self) -> None:
        self.shell.open("members", what=self.person_id)

    @guard
    def _print(self) -> None:
        if self._member is not None:
            prints.print_record(self, self._member)

    @guard
    def _erase(self) -> None:
        if self._member is not None:
            self.shell.show(ErasePage(self.session, self.shell, self._member))


def withdraw_form(session: Session, shell: Shell, member: Member) -> Form:
    """Which consents a member takes back, and from when on."""
    today = session.today()
    given = [
        (code, _(PURPOSES[code]))
        for code, mark in records.marks(session.club, member.id, today).items()
        if mark.standing == "given"
    ]

    def save(values: Values) -> None:
        form = Reading(values, today)
        day = form.needed_day("day")
        chosen = [code for code in PURPOSES if code in values["purposes"].split()]
        if not chosen:
            form.problems["purposes"] = _("Tick what is taken back.")
        form.close()
        if not given:
            raise Invalid({"purposes": _("Nothing is agreed to.")})
        records.withdraw(session.club, member.id, chosen, date.fromisoformat(day))

    return Form(
        session,
        shell,
        _("{name} takes back consent").format(name=member.person.name),
        _("From that day on it counts no more: the next file for the commune leaves it out."),
        {
            "purposes": Ticks(_("What is taken back"), given),
            "day": DateField(_("From which day"), today),
        },
        save,
        verb=_("Record this"),
        values={"day": fmt_date(today)},
        columns=1,
        draft=f"withdraw-{member.id}",
    )


def _paper_words(paper: ConsentPaper) -> str:
    parts = [
        words.day(paper.signed_on),
        _(SIGNED_BY[paper.signed_by]),
        _("version {version}").format(version=paper.version),
        _("collected by {who}").format(who=paper.collected_by),
    ]
    if paper.witness:
        parts.append(_("witness {who}").format(who=paper.witness))
    if paper.representative:
        parts.append(
            _("signed by {who} ({what})").format(
                who=paper.representative, what=paper.representative_is or ""
            )
        )
    if paper.kept_at:
        parts.append(_("lies in {place}").format(place=paper.kept_at))
    return ", ".join(parts)
