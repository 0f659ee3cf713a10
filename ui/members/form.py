"""Forms of the register. Only the name is needed; the rest may be written later.

Eight fields fit on a screen, so a person has two forms: who it is, and papers and contact. Each
fills only its own fields; the others keep what the book says.
"""

from collections.abc import Callable, Mapping
from dataclasses import asdict
from datetime import date

from app.base.dates import fmt_date
from app.base.errors import Invalid
from app.base.text import N_, _
from app.members import doubts, parts_records, records, rules
from app.members.parts import INVOLVEMENTS, Involvement
from app.members.rules import HouseholdStatus, Member, Person
from ui.kit.choice import Choice, Ticks
from ui.kit.entries import BirthField, DateField
from ui.kit.fields import Field, TextField
from ui.kit.form import Form, Values
from ui.kit.page import Shell
from ui.kit.session import Session
from ui.members import words
from ui.members.alike import AlikeLine

DAY_FIELDS = ("bhyt_until",)


def texts_of(person: Person) -> Values:
    """A person as the texts of a form."""
    texts = {name: value or "" for name, value in asdict(person).items()}
    texts["birth"] = words.birth_text(person)
    for name in DAY_FIELDS:
        if texts[name]:
            texts[name] = fmt_date(date.fromisoformat(texts[name]))
    return texts


def who_fields(today: date) -> dict[str, Field]:
    """Who it is: what a meeting knows at once."""
    return {
        "name": TextField(_("Full name"), _("Family name, middle name and given name")),
        "birth": BirthField(_("Day or year of birth"), today),
        "sex": Choice(_("Woman or man"), [("F", _("Woman")), ("M", _("Man"))]),
        "joined_on": DateField(_("Joined on"), today, _("Leave empty when not known")),
        "phone": TextField(_("Telephone"), _("A child's number will do")),
        "status": Choice(
            _("Household in {year}").format(year=today.year),
            [(status, words.status_word(status)) for status in words.STATUS_ORDER],
            columns=2,
        ),
    }


def paper_fields(today: date) -> dict[str, Field]:
    """Papers, contact and notes."""
    return {
        "cccd": TextField(_("Citizen number"), _("12 digits; may be left empty")),
        "hamlet": TextField(_("Hamlet")),
        "bhyt": TextField(_("Health insurance card"), _("10, 12 or 15 signs")),
        "bhyt_until": DateField(_("Card is valid until"), today, ahead=36_500),
        "contact_name": TextField(_("In need, call"), _("Who it is: daughter: chị Hà")),
        "contact_phone": TextField(_("Their telephone")),
        "bhyt_place": TextField(_("Registered for care at")),
        "note": TextField(_("Note")),
    }


def add_form(session: Session, shell: Shell, then: Callable[[str], object]) -> Form:
    """Add a member; `then` gets the new id."""
    today = session.today()

    def save(values: Values) -> None:
        person, joined_on, status = _read_new(values, today)
        then(records.add_person(session.club, person, joined_on, status))

    purpose = _("Only the name is needed; the rest can be written later.")
    fields, values = who_fields(today), {"joined_on": fmt_date(today)}
    return _adding(session, shell, (_("Add a member"), purpose), fields, save, values)


def add_other_form(session: Session, shell: Shell, then: Callable[[str], object]) -> Form:
    """Add somebody who is no member: who helps, is cared for or gives, or a relative; `then` gets
    the new id."""
    today = session.today()
    fields = who_fields(today)
    del fields["status"]
    fields["joined_on"] = DateField(_("Since"), today)
    kinds = [(kind, words.capital(_(text))) for kind, text in INVOLVEMENTS.items()]
    fields["parts"] = Ticks(_("What they are to the club"), kinds, columns=2)

    def save(values: Values) -> None:
        person, since, _status = _read_new(values, today)
        club, person_id = session.club, session.club.new_id()
        with club.change(N_("Add {person}"), person=person_id):
            records.add_person(club, person, as_member=False, person_id=person_id)
            for kind in INVOLVEMENTS:
                if kind in values["parts"].split():
                    begun = Involvement("", kind, since or today.isoformat())
                    parts_records.begin_involvement(club, person_id, begun)
        then(person_id)

    title = _("Add somebody who is no member")
    purpose = _("Relatives, volunteers, donors: they stand in the register, and count nowhere.")
    return _adding(session, shell, (title, purpose), fields, save, {"joined_on": fmt_date(today)})


def _adding(
    session: Session,
    shell: Shell,
    head: tuple[str, str],
    fields: dict[str, Field],
    save: Callable[[Values], object],
    values: Values,
) -> Form:
    form = Form(
        session,
        shell,
        *head,
        fields,
        save,
        verb=_("Add this person"),
        leave=_("Leave without adding"),
        values=values,
        draft="add-member" if "status" in fields else "add-other",
    )
    # Its own line says who it may be, at every key.
    _warn(form, session, session.today(), alike=False)
    form.above_buttons.add(AlikeLine(form))
    return form


def _read_new(
    values: Mapping[str, str], today: date
) -> tuple[Person, str | None, HouseholdStatus | None]:
    """Everything wrong is said at once."""
    problems: dict[str, str] = {}
    person, joined_on = None, None
    try:
        person = rules.read_person(values, today)
    except Invalid as error:
        problems.update(error.problems)
    try:
        joined_on = rules.read_joining(values, today)
    except Invalid as error:
        problems.update(error.problems)
    if problems or person is None:
        raise Invalid(problems)
    return person, joined_on, _status(values.get("status", ""), today.year)


def _status(typed: str, year: int) -> HouseholdStatus | None:
    for status in rules.STATUSES:
        if typed == status:
            return HouseholdStatus(year, status)
    return None


def edit_form(session: Session, shell: Shell, member: Member, *, papers: bool) -> Form:
    """Change who it is, or papers and contact."""
    today = session.today()
    fields = paper_fields(today) if papers else who_fields(today)
    fields.pop("joined_on", None)
    texts = texts_of(member.person)
    in_force = member.status if member.status and member.status.year == today.year else None

    def save(values: Values) -> None:
        person = rules.read_person({**texts, **values}, today)
        status = _status(values.get("status", ""), today.year)
        with session.club.change(N_("Change the entry of {person}"), person=member.id):
            if person != member.person:
                records.edit_person(session.club, member.id, person)
            if status is not None and (in_force is None or status.status != in_force.status):
                records.set_household_status(session.club, member.id, status)

    form = Form(
        session,
        shell,
        words.full_name(member.person, today),
        _("Papers and contact") if papers else _("Who it is"),
        fields,
        save,
        verb=_("Keep this"),
        values={**texts, "status": in_force.status if in_force else ""},
        draft=f"edit-{member.id}-{papers}",
    )
    _warn(form, session, today, but_not=member.id, known=texts)
    return form


def _warn(
    form: Form,
    session: Session,
    today: date,
    but_not: str | None = None,
    known: Mapping[str, str] | None = None,
    *,
    alike: bool = True,
) -> None:
    """Say what looks odd while somebody types: below the field, and never in the way."""

    def look_again(_text: object) -> None:
        if not session.has_club:  # a field that loses the focus because the book is closed
            return
        values = {**(known or {}), **form.values()}
        person, asked = doubts.looked_at(values, today)
        if joining := _joining_doubt(values, person, today):
            asked["joined_on"] = joining
        found = records.look_alikes(session.club, person, today, but_not) if alike else ()
        if found:
            same_card = person.cccd is not None and found[0].person.cccd == person.cccd
            asked["cccd" if same_card and "cccd" in form.fields else "name"] = _already(found[0])
        for name, field in form.fields.items():
            field.ask(asked.get(name, ""))

    for field in form.fields.values():
        field.edited.connect(look_again)


def _already(other: Member) -> str:
    return _("Already in the book: {name}, born {year}, number {code}.").format(
        name=other.person.name,
        year=(other.person.birth or _("not known"))[:4],
        code=other.code,
    )


def _joining_doubt(values: Mapping[str, str], person: Person, today: date) -> str | None:
    try:
        return doubts.joining_doubt(rules.read_joining(values, today), person.birth)
    except Invalid as error:
        return error.problems["joined_on"]
