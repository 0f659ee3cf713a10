"""Typing in signed consent papers: what all papers of a meeting share is asked once, then one paper
after the other."""

from dataclasses import dataclass

from PySide6.QtCore import Qt

from app.base.dates import fmt_date
from app.base.errors import Invalid, UserError
from app.base.text import _
from app.members.rules import Member
from app.privacy import records
from app.privacy.rules import READ_BY, SIGNED_BY, doubts, read_paper
from app.privacy.texts import versions
from ui.kit.button import Button
from ui.kit.choice import Choice
from ui.kit.entries import DateField
from ui.kit.fields import Field, TextField
from ui.kit.form import Form, Values
from ui.kit.page import Shell
from ui.kit.people_field import PersonField
from ui.kit.say import guard
from ui.kit.session import Session
from ui.privacy import words
from ui.privacy.answers import AnswersField, answers_of
from ui.privacy.people import Register

_BESIDE = 3
"""So many fields stand at the left of the boxes."""


@dataclass(frozen=True, slots=True)
class Batch:
    """What the papers typed in now share, as texts of a form; how many are in the book, and whose
    was the last."""

    values: Values
    done: int = 0
    last: str = ""

    def words(self) -> str:
        """The line below the title."""
        said = _("Signed on {day}, collected by {who}.").format(
            day=self.values["signed_on"], who=self.values["collected_by"]
        )
        if self.done:
            kept = _("Kept so far: {n}, the last of {name}.")
            said += " " + kept.format(n=self.done, name=self.last)
        return said


class BatchForm(Form):
    """When the papers were signed, by whom they were collected, where they lie."""

    help_id = "privacy"

    def __init__(self, session: Session, shell: Shell, member: Member | None = None) -> None:
        self._member = member
        today = session.today()
        fields: dict[str, Field] = {
            "signed_on": DateField(_("Signed on"), today),
            "collected_by": TextField(_("Collected by")),
            "kept_at": TextField(_("Where the papers lie"), _("Such as: cupboard, green folder")),
        }
        known = versions()
        if len(known) > 1:
            said = _("It stands at the foot of the paper")
            fields["version"] = Choice(
                _("Version"), [(version, version) for version in known], said
            )
        super().__init__(
            session,
            shell,
            _("Type in consent papers"),
            _("Asked once for all papers that you type in now."),
            fields,
            self._check,
            verb=_("Go on"),
            icon="chevron-right",
            leave=_("Back"),
            columns=1,
            values={
                "signed_on": fmt_date(today),
                "collected_by": session.club.actor.name,
                "kept_at": _last_place(session),
                "version": known[-1],
            },
        )

    @guard
    def save_now(self) -> None:
        """Go on to the papers; this page goes away."""
        for field in self.fields.values():
            field.problem("")
        values = {"version": versions()[-1], **self.values()}
        try:
            self._check(values)
        except Invalid as error:
            self.show_problems(error.problems)
            return
        self.shell.back()
        self.shell.show(PaperForm(self.session, self.shell, Batch(values), self._member))

    def _check(self, values: Values) -> None:
        """Raise Invalid for what is wrong here; the rest of a paper comes later."""
        whole = {"C1": "yes", "signed_by": "signature", "read_by": "self", **values}
        read_paper({"version": versions()[-1], **whole}, self.session.today())


class PaperForm(Form):
    """One paper after the other; with `member` only that one's. `represented` when somebody else
    signed for the person."""

    help_id = "privacy"

    def __init__(
        self,
        session: Session,
        shell: Shell,
        batch: Batch,
        member: Member | None = None,
        *,
        represented: bool = False,
        values: Values | None = None,
    ) -> None:
        self._batch, self._member, self._by_other = batch, member, represented
        self._register = Register(session.club, session.today())
        super().__init__(
            session,
            shell,
            _("Consent paper of {name}").format(name=member.person.name)
            if member
            else _("Consent paper"),
            batch.words(),
            self._fields(),
            self._give,
            verb=_("Keep, next paper") if member is None else _("Keep this paper"),
            leave=_("That was all") if member is None else "",
            values={"signed_by": "signature", "read_by": "self", **(values or {})},
            draft="" if member is None else f"consent-paper-{member.id}",
        )
        other = Button(
            _("The member signed") if represented else _("Somebody signed for them"),
            icon="users",
            key="F4",
        )
        other.clicked.connect(self._switch)
        self.set_actions(other)
        for field in self.fields.values():
            field.edited.connect(self._look_again)

    def _fields(self) -> dict[str, Field]:
        fields: dict[str, Field] = {}
        if self._member is None:
            fields["person"] = PersonField(_("Who"), self._register)
        fields["answers"] = AnswersField()
        fields["signed_by"] = Choice(
            _("Signed with"), [(code, words.capital(_(word))) for code, word in SIGNED_BY.items()]
        )
        if self._by_other:
            fields["representative"] = TextField(_("Who signed"), _("Full name"))
            fields["representative_is"] = TextField(_("Who that is"), _("Son, daughter, guardian"))
            fields["representative_paper"] = TextField(
                _("Which paper says so"), _("Such as: decision of the court, number, day")
            )
        else:
            fields["read_by"] = Choice(
                _("Who read it"), [(code, words.capital(_(w))) for code, w in READ_BY.items()]
            )
        fields["witness"] = TextField(
            _("Witness"), _("Needed for a fingerprint; also who read it out")
        )
        fields["receiver"] = TextField(_("Receiver at point 4"), _("Only when point 4 says yes"))
        return fields

    def _arrange(self, columns: int) -> None:
        """The boxes at the right of the first fields, the rest below in pairs."""
        if columns == self._shown_columns or columns == 1:
            super()._arrange(columns)
            return
        for field in self.fields.values():
            self._cells.removeWidget(field)
        top, beside = Qt.AlignmentFlag.AlignTop, 0
        for name, field in self.fields.items():  # in this order the focus goes round
            if name == "answers":
                self._cells.addWidget(field, 0, 1, _BESIDE, 1, top)
            elif beside < _BESIDE:
                self._cells.addWidget(field, beside, 0, top)
                beside += 1
            else:
                place = beside - _BESIDE
                self._cells.addWidget(field, _BESIDE + place // 2, place % 2, top)
                beside += 1
        for column in range(2):
            self._cells.setColumnStretch(column, 1)
        self._shown_columns = columns

    @guard
    def save_now(self) -> None:
        """Keep the paper; when several are typed in, the next one stands here then."""
        if self._member is not None:
            super().save_now()
            return
        self.clear_error()
        for field in self.fields.values():
            field.problem("")
        values = self.values()
        try:
            name = self._give(values)
        except Invalid as error:
            self.show_problems(error.problems)
            return
        following = Batch(self._batch.values, self._batch.done + 1, name)
        self.shell.back()
        self.shell.show(PaperForm(self.session, self.shell, following))

    def _give(self, values: Values) -> str:
        """Write the paper down; the name of whose it is."""
        problems: dict[str, str] = {}
        person_id = self._member.id if self._member else values.get("person", "")
        if person_id not in self._register.known:
            problems["person"] = _("Type a part of the name, then choose who it is.")
        try:
            paper, answers = read_paper(self._texts(values), self.session.today())
        except Invalid as error:
            found = dict(error.problems)
            if "C1" in found:
                found["answers"] = found.pop("C1")
            raise Invalid({**problems, **found}) from error
        if problems:
            raise Invalid(problems)
        records.give_paper(self.session.club, person_id, paper, answers)
        somebody = self._register.get(person_id)
        return somebody.name if somebody else ""

    def _texts(self, values: Values) -> Values:
        whole = {"read_by": "self", **self._batch.values, **values}
        return {**whole, **answers_of(values["answers"])}

    @guard
    def _switch(self) -> None:
        """Between who signs alone and who is represented; what was typed stays."""
        values = self.values()
        self.shell.back()
        self.shell.show(
            PaperForm(
                self.session,
                self.shell,
                self._batch,
                self._member,
                represented=not self._by_other,
                values=values,
            )
        )

    @guard
    def _look_again(self, _text: object) -> None:
        """Say what looks odd below its field; it never stops anybody."""
        if not self.session.has_club:
            return
        values = self.values()
        person_id = self._member.id if self._member else values.get("person", "")
        asked: dict[str, str] = {}
        if person_id in self._register.known:
            today = self.session.today()
            represented = records.is_represented(self.session.club, person_id, today)
            try:
                paper, _answers = read_paper({"C1": "yes", **self._texts(values)}, today)
                asked = doubts(paper, represented=represented)
            except UserError:
                asked = {}
            if represented and not self._by_other:
                asked["signed_by"] = _(
                    "Somebody acts for this person by law. F4 when that one signed."
                )
        for name, field in self.fields.items():
            field.ask(asked.get(name, ""))


def paper_form(session: Session, shell: Shell, member: Member | None = None) -> Form:
    """Type in the paper of one member, or of many one after the other."""
    return BatchForm(session, shell, member)


def _last_place(session: Session) -> str:
    return records.last_place(session.club) or ""
