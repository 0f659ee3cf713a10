"""One visit in detail: who came, how long, what was done, what must be told."""

from dataclasses import replace

from app.base.dates import fmt_long
from app.base.text import N_, _
from app.home_care import forms, records, visit_records
from app.home_care.rules import MISSED, SIGNS, TASKS, Report, Visit
from ui.home_care import words
from ui.home_care.who import who_field
from ui.kit.choice import Choice, Ticks
from ui.kit.entries import NumberField
from ui.kit.fields import Field, TextField
from ui.kit.form import Form, Values
from ui.kit.page import Shell
from ui.kit.people_field import PersonField
from ui.kit.register import Register
from ui.kit.session import Session


def visit_form(session: Session, shell: Shell, before: Visit) -> Form:
    """The form of a visit, new (without an id) or written before. A sign chosen here is written as
    something to report; what was reported from the visit before is changed, not told twice."""
    club, today = session.club, session.today()
    ids = [each for each in (before.volunteer_id, before.second_id) if each]
    register = Register(club, today, ids)
    people = {each.id: each for each in records.cared_people(club, before.on)}

    told = None
    if before.id:
        found = visit_records.reports(club, before.on, before.on)
        told = next((one for one in found if one.visit_id == before.id), None)

    def save(values: Values) -> None:
        typed = {**values, "state": before.state}
        visit = forms.read_visit(typed, today, register.known, before, people)
        with club.change(N_("Home visit with its details")):
            visit_id = visit_records.write_visit(club, visit)
            sign = values.get("sign")
            if sign in SIGNS and visit.state == "made":
                report = told or Report("", visit.cared_id, visit.on, sign, None, visit_id)
                what = report.what if told and told.what else visit.note
                visit_records.write_report(club, replace(report, sign=sign, what=what))

    cared = people.get(before.cared_id)
    about = words.called(cared, today) if cared else ""
    fields: dict[str, Field] = {}
    if cared is None:
        fields["cared"] = who_field(_("Who was visited"), people.values(), today)
    came = PersonField(_("Volunteer"), register)
    if before.state == "missed":
        why = [(c, _(name)) for c, name in MISSED.items()]
        fields |= {
            "missed_why": Choice(_("Why it was missed"), why),
            "note": TextField(_("Note")),
            "volunteer": came,
        }
    else:
        done = [(c, _(name)) for c, name in TASKS.items()]
        signs = [(c, _(name)) for c, name in SIGNS.items()]
        fields |= {
            "minutes": NumberField(_("Minutes spent")),
            "pressure": TextField(_("Blood pressure"), _("Such as 135/80; may stay empty")),
            "note": TextField(_("Note")),
            "volunteer": came,
            "visitor": TextField(_("Somebody else came"), _("A relative, a neighbour")),
            "sign": Choice(_("Must be reported"), signs, wide=True),
            "tasks": Ticks(_("What was done"), done, columns=5, wide=True),
        }
    missed = before.state == "missed"
    if missed:
        title = _("Missed visit to {name}").format(name=about)
    else:
        title = _("Visit to {name}").format(name=about) if about else _("A visit")
    return Form(
        session,
        shell,
        title,
        fmt_long(before.on),
        fields,
        save,
        verb=_("Keep this"),
        columns=3,
        least=words.THIRD,
        values={**_texts(before), "sign": told.sign if told else ""},
        draft=f"visit-{before.id or before.on.isoformat()}-{before.cared_id}",
    )


def _texts(visit: Visit) -> dict[str, str]:
    pressure = "" if visit.systolic is None else f"{visit.systolic}/{visit.diastolic}"
    return {
        "volunteer": visit.volunteer_id or "",
        "visitor": visit.visitor or "",
        "minutes": "" if visit.minutes is None else str(visit.minutes),
        "tasks": " ".join(visit.tasks),
        "pressure": pressure,
        "missed_why": visit.missed_why or "",
        "note": visit.note or "",
    }
