"""What is known of somebody's health beside readings: illnesses as a doctor told them, allergies,
medicines; check-ups; slips. One page of lists, each line opened by Enter."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from PySide6.QtWidgets import QWidget

from app.base.dates import fmt_date
from app.base.text import _
from app.health import check_up_records, fact_records, referral_records
from app.health.check_ups import CheckUp
from app.health.facts import ILLNESSES, KINDS, Fact, Kind, read_fact
from app.health.referrals import OUTCOMES, WHYS, Referral
from app.members import records as members
from ui.health import words
from ui.health.check_ups import CheckUpForm
from ui.health.referral import NewSlipForm, ReferralForm
from ui.kit.button import Button
from ui.kit.chips import Result
from ui.kit.choice import Choice
from ui.kit.choose import ChoosePage, Option
from ui.kit.empty import Empty
from ui.kit.entries import DateField
from ui.kit.fields import Field, TextField
from ui.kit.form import Form, Values
from ui.kit.labels import muted
from ui.kit.layout import Row
from ui.kit.page import Page, Shell
from ui.kit.say import guard
from ui.kit.session import Session
from ui.kit.table import Column, Table

_ICONS: Mapping[Kind, str] = {
    "illness": "stethoscope",
    "allergy": "triangle-alert",
    "medicine": "heart-pulse",
}

READS = frozenset({"person", "consent", "health_fact", "check_up", "referral"})
"""The tables behind this page."""

Record = Fact | CheckUp | Referral


@dataclass(frozen=True, slots=True)
class Entry:
    """One line, whatever it is about."""

    id: str
    what: str
    words: str
    when: str
    state: Result
    record: Record


class KnownPage(Page):
    """Illnesses, allergies and medicines first, then check-ups and slips, the newest first."""

    help_id = "known"
    reads = READS

    def __init__(self, session: Session, shell: Shell, person_id: str) -> None:
        super().__init__(session, shell)
        self.person_id = person_id
        check_up = Button(_("Add a check-up"), icon="stethoscope", key="F4")
        check_up.clicked.connect(self._add_check_up)
        slip = Button(_("Write a slip"), icon="file-text", key="F5")
        slip.clicked.connect(self._add_slip)
        add = Button(_("Add illness or medicine"), icon="plus", key="Ctrl+N", kind="primary")
        add.clicked.connect(self._add)
        self.set_actions(check_up, slip, add)
        self.table: Table[Entry] = Table(
            [
                Column(_("Kind"), lambda one: one.what, bold=True),
                Column(_("What"), lambda one: one.words, wide=True),
                Column(_("Since, day"), lambda one: one.when, keep=40),
                Column(_("State"), lambda one: one.state.word, cell=lambda one: one.state),
            ],
            key=lambda one: one.id,
            name=_("Known of this person"),
        )
        self.table.opened.connect(self._open)
        first = Button(_("Add illness or medicine"), icon="plus", kind="primary")
        first.clicked.connect(self._add)
        self.table.set_empty(
            Empty(
                "stethoscope",
                _("Nothing written yet"),
                _("Only what helps in need: what a doctor told, allergies, medicines."),
                first,
            )
        )
        self.said = muted("")
        above = Row()
        above.add(self.said, stretch=1)
        above.add(self.table.pager)
        self.body.add(above)
        self.body.add(self.table, stretch=1)

    def refresh(self) -> None:
        club, today = self.session.club, self.session.today()
        self.head(
            self._name(),
            _("Illnesses as a doctor told them, allergies, medicines, check-ups, slips."),
        )
        agreed = members.purposes_in_force(club, today).get(self.person_id, frozenset())
        self.said.setText(
            _("Point 2 of the consent paper is signed.")
            if fact_records.PURPOSE in agreed
            else _("Point 2 of the consent paper is not signed: no illness can be added.")
        )
        self.table.set_rows(_entries(self.session, self.person_id))

    def first_focus(self) -> QWidget:
        return self.table

    def _name(self) -> str:
        today = self.session.today()
        person = members.member(self.session.club, self.person_id, today).person
        return words.full_name(person.name, person.sex, person.birth, today)

    # --- acts -------------------------------------------------------------------------------

    @guard
    def _open(self, entry: Entry) -> None:
        record = entry.record
        if isinstance(record, Referral):
            self.shell.show(ReferralForm(self.session, self.shell, record.id))
        elif isinstance(record, CheckUp):
            page = CheckUpForm(self.session, self.shell, self.person_id, self._name(), record)
            self.shell.show(page)
        else:
            name = self._name()
            form = FactForm(self.session, self.shell, self.person_id, name, record.kind, record)
            self.shell.show(form)

    @guard
    def _add(self) -> None:
        options = [Option(kind, _(text), _ICONS[kind]) for kind, text in KINDS.items()]
        title = _("What is to be written down")
        self.shell.show(ChoosePage(self.session, self.shell, title, options, self._write))

    def _write(self, kind: str) -> None:
        chosen = next(each for each in KINDS if each == kind)
        self.shell.show(FactForm(self.session, self.shell, self.person_id, self._name(), chosen))

    @guard
    def _add_check_up(self) -> None:
        self.shell.show(CheckUpForm(self.session, self.shell, self.person_id, self._name()))

    @guard
    def _add_slip(self) -> None:
        self.shell.show(NewSlipForm(self.session, self.shell, self.person_id))


def _entries(session: Session, person_id: str) -> Sequence[Entry]:
    club, today = session.club, session.today().isoformat()
    found = [
        Entry(
            one.id,
            _(KINDS[one.kind]),
            one.words() + (f" ({one.told_by})" if one.told_by else ""),
            _day(one.since),
            _stands(one, today),
            one,
        )
        for one in fact_records.facts(club, person_id)
    ]
    found += [
        Entry(
            one.id,
            _("Check-up"),
            ". ".join(part for part in (one.findings, one.advice) if part),
            _day(one.on_date),
            _next(one),
            one,
        )
        for one in check_up_records.check_ups(club, person_id)
    ]
    found += [
        Entry(
            one.id,
            _("Slip"),
            ". ".join(part for part in (_(WHYS[one.why]), one.note, one.advice) if part),
            _day(one.on_date),
            came(one),
            one,
        )
        for one in referral_records.referrals(club, person_id)
    ]
    return found


def came(slip: Referral) -> Result:
    """What came of a slip, or that nobody knows yet."""
    if slip.outcome is None:
        return Result(_("no answer yet"), icon="clock", tone="warn")
    if slip.outcome == "not_gone":
        return Result(_(OUTCOMES[slip.outcome]), icon="circle-alert", tone="warn")
    return Result(_(OUTCOMES[slip.outcome]), icon="check", tone="good")


def _stands(fact: Fact, today: str) -> Result:
    if fact.holds(today):
        urgent = fact.kind == "allergy"
        return Result(_("stands"), icon="triangle-alert" if urgent else "check", bold=urgent)
    return Result(_("ended on {day}").format(day=_day(fact.until)), icon="circle")


def _next(check_up: CheckUp) -> Result:
    if check_up.next_on is None:
        return Result()
    return Result(_("next on {day}").format(day=_day(check_up.next_on)), icon="calendar-days")


def _day(iso: str | None) -> str:
    return fmt_date(date.fromisoformat(iso)) if iso else ""


class FactForm(Form):
    """An illness, an allergy or a medicine, new or changed. Needs point 2 of the consent paper."""

    help_id = "known"

    def __init__(
        self,
        session: Session,
        shell: Shell,
        person_id: str,
        name: str,
        kind: Kind,
        fact: Fact | None = None,
    ) -> None:
        self._person_id, self._kind, self._fact = person_id, kind, fact
        today = session.today()
        illnesses = [(code, _(text)) for code, text in ILLNESSES.items()]
        told = TextField(_("Who said so"), _("A doctor, a prescription"))
        days = {"since": DateField(_("Since"), today)}
        if fact is not None:
            days["until"] = DateField(_("No longer since"), today)
        fields: dict[str, Field]
        if kind == "illness":
            fields = {
                "code": Choice(_("Which illness"), illnesses, columns=2),
                "text": TextField(_("In words"), _("Another illness, or more about it")),
                "told_by": told,
            }
        elif kind == "medicine":
            fields = {
                "text": TextField(_("Medicine"), _("As on the prescription")),
                "dose": TextField(_("Dose"), _("For example 5 mg, one in the morning")),
                "told_by": told,
            }
        else:
            fields = {"text": TextField(_("Allergy to"), _("A medicine, a food"))}
        fields |= days
        super().__init__(
            session,
            shell,
            name,
            _("{kind}: only what helps in need, as a doctor told it.").format(kind=_(KINDS[kind])),
            fields,
            self._store,
            verb=_("Save"),
            columns=2,
            values=_values(fact),
            draft=f"health.fact {person_id} {kind} {fact.id if fact else ''}",
        )
        if fact is not None:
            remove = Button(_("Take out"), icon="x", kind="danger")
            remove.clicked.connect(self._remove)
            self.set_actions(remove)

    def _store(self, values: Values) -> None:
        found = read_fact(values, self.session.today(), self._person_id, self._kind)
        if self._fact is None:
            fact_records.add_fact(self.session.club, found)
        else:
            fact_records.change_fact(self.session.club, self._fact.id, found)

    @guard
    def _remove(self) -> None:
        if self._fact is not None:
            fact_records.remove_fact(self.session.club, self._fact)
            self.shell.back()


def _values(fact: Fact | None) -> dict[str, str]:
    if fact is None:
        return {}
    return {
        "code": fact.code or "",
        "text": fact.text or "",
        "dose": fact.dose or "",
        "told_by": fact.told_by or "",
        "since": _day(fact.since),
        "until": _day(fact.until),
    }
