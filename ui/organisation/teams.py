"""The teams of the club, and who is in one of them."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from app.base.dates import fmt_date
from app.base.text import _, ngettext
from app.organisation import team_records, teams
from app.organisation.teams import PARTS, TEAM_KINDS, Staffed, Team, TeamMember
from ui.kit.button import Button
from ui.kit.choice import Choice
from ui.kit.entries import DateField
from ui.kit.fields import Field, TextField
from ui.kit.form import Form, Values
from ui.kit.page import Shell
from ui.kit.people_field import PeopleField
from ui.kit.register import Register
from ui.kit.say import guard
from ui.kit.session import Session
from ui.kit.table import Column
from ui.organisation import words
from ui.organisation.lists import ListPage


class TeamsPage(ListPage[Staffed]):
    """Every team with how many are in it today; Enter opens its people."""

    icon = "users"
    reads = team_records.TEAM_READS

    def name(self) -> str:
        return _("Teams")

    def columns(self) -> Sequence[Column[Staffed]]:
        return (
            Column(_("Team"), lambda each: each.team.name, bold=True, wide=True),
            Column(_("Kind"), lambda each: _(TEAM_KINDS[each.team.kind]), keep=60),
            Column(_("Leader"), lambda each: _leader(each), keep=70),
            Column(
                _("People"),
                lambda each: str(len(each.members)) if each.team.until is None else "",
                sort=lambda each: len(each.members),
                align="right",
                keep=90,
            ),
            Column(_("Period"), lambda each: words.term(each.team.since, each.team.until), keep=40),
        )

    def add_words(self) -> str:
        return _("Add a team")

    def empty(self) -> tuple[str, str]:
        return (
            _("No team yet"),
            _("Write down who cares at home, who sings, who looks after the loans."),
        )

    def hint_words(self) -> str:
        return _("Enter opens a team and its people.")

    def refresh(self) -> None:
        found = team_records.teams(self.session.club, self.session.today())
        figures = [f"{teams.enough_words(each)}." for each in teams.volunteers(found)]
        self.head(_("Teams"), " ".join(figures) if found else "")
        self.show_rows(found)

    def add(self) -> None:
        club, today = self.session.club, self.session.today()

        def save(values: Values) -> None:
            self.added(team_records.add_team(club, teams.read_team(values, today)))

        fields = _team_fields(today)
        del fields["until"]
        self.shell.show(
            Form(
                self.session,
                self.shell,
                _("Add a team"),
                _("Who is in it comes next: open the team with Enter."),
                fields,
                save,
                verb=_("Add this team"),
                values={"since": fmt_date(today)},
                draft="team-new",
            )
        )

    def change(self, row: Staffed) -> None:
        self.shell.show(team_form(self.session, self.shell, row.team))

    def remove(self, row: Staffed) -> None:
        team_records.remove_team(self.session.club, row.id)

    def open(self, row: Staffed) -> None:
        self.shell.show(TeamPage(self.session, self.shell, row.id))


class TeamPage(ListPage[TeamMember]):
    """Who is and was in one team."""

    icon = "users"
    reads = team_records.TEAM_READS

    def __init__(self, session: Session, shell: Shell, team_id: str) -> None:
        self.team_id = team_id
        self._team: Team | None = None
        super().__init__(session, shell)

    def name(self) -> str:
        return _("People of the team")

    def columns(self) -> Sequence[Column[TeamMember]]:
        return (
            Column(_("Full name"), lambda each: each.name, bold=True, wide=True),
            Column(_("Part in the team"), lambda each: _(PARTS[each.part]), keep=90),
            Column(_("Time in the team"), lambda each: words.term(each.since, each.until)),
            Column(_("Note"), lambda each: each.note or "", keep=30),
        )

    def add_words(self) -> str:
        return _("Add people")

    def empty(self) -> tuple[str, str]:
        return _("Nobody in this team yet"), _("Several people can be added at once.")

    def title_buttons(self) -> Sequence[Button]:
        self._change_team = Button(_("Change the team"), icon="pencil", key="F3")
        self._change_team.clicked.connect(self._edit_team)
        return (self._change_team,) if self.may else ()

    def row_buttons(self) -> Sequence[Button]:
        end = Button(_("Leaves the team"), icon="check")
        end.clicked.connect(self._end)
        person = Button(_("The person"), icon="user", key="F5")
        person.clicked.connect(self._open_person)
        return end, person

    def hint_words(self) -> str:
        return ""

    def refresh(self) -> None:
        try:
            team, inside = team_records.team(self.session.club, self.team_id)
        except LookupError:
            self._team = None
            gone = _("What was written of this team was taken back. Ctrl Y writes it again.")
            self.head(_("No longer in the book"), gone)
            self.show_rows(())
            return
        self._team = team
        now = [member for member in inside if member.until is None]
        count = ngettext("{n} person.", "{n} people.", len(now)).format(n=len(now))
        kind = _(TEAM_KINDS[team.kind])
        self.head(team.name, f"{kind}. {words.term(team.since, team.until)}. {count}")
        self.show_rows(sorted(inside, key=lambda member: member.until is not None))

    def add(self) -> None:
        club, today, team = self.session.club, self.session.today(), self._team
        if team is None:
            return
        register = Register(club, today)

        def save(values: Values) -> None:
            people, part, since = teams.read_team_members(values, today, register.known)
            team_records.add_to_team(club, team.id, people, part, since)
            self.added()

        self.shell.show(
            Form(
                self.session,
                self.shell,
                _("Add people"),
                team.name,
                {
                    "people": PeopleField(_("Who"), register),
                    "part": _part(),
                    "since": DateField(_("Since"), today),
                },
                save,
                verb=_("Add these people"),
                values={"part": "member", "since": fmt_date(max(today, _founded(team)))},
                columns=1,
                draft=f"team-people-{team.id}",
            )
        )

    def change(self, row: TeamMember) -> None:
        self._show_time(row, ("part", "since", "until", "note"))

    def remove(self, row: TeamMember) -> None:
        team_records.remove_team_member(self.session.club, row.id)

    def whole(self, row: TeamMember) -> Sequence[tuple[str, str]]:
        return (
            (_("Full name"), row.name),
            (_("Part in the team"), _(PARTS[row.part])),
            (_("Time in the team"), words.term(row.since, row.until)),
            (_("Note"), row.note or ""),
        )

    def _show_time(self, row: TeamMember, names: Sequence[str]) -> None:
        club, today = self.session.club, self.session.today()
        texts = {
            "part": row.part,
            "since": words.day(row.since),
            "until": words.day(row.until) or ("" if "part" in names else fmt_date(today)),
            "note": row.note or "",
        }
        fields: dict[str, Field] = {
            "part": _part(),
            "since": DateField(_("Since"), today),
            "until": DateField(
                _("No longer in the team from"), today, _("Empty while it goes on"), ahead=92
            ),
            "note": TextField(_("Note")),
        }

        def save(values: Values) -> None:
            changed = teams.read_team_member({**texts, **values}, today, row)
            team_records.change_team_member(club, changed)

        self.shell.show(
            Form(
                self.session,
                self.shell,
                row.name,
                self._team.name if self._team else "",
                {name: fields[name] for name in names},
                save,
                verb=_("Keep this"),
                values=texts,
                columns=1,
            )
        )

    @guard
    def _end(self) -> None:
        self._show_time(self.chosen(), ("until",))

    @guard
    def _open_person(self) -> None:
        self.shell.open("members", what=self.chosen().person_id)

    @guard
    def _edit_team(self) -> None:
        if self._team is not None:
            self.shell.show(team_form(self.session, self.shell, self._team))


def team_form(session: Session, shell: Shell, team: Team) -> Form:
    """Change what is written of a team; a day in `until` ends it for everybody in it."""
    today = session.today()

    def save(values: Values) -> None:
        changed = replace(teams.read_team(values, today), note=team.note)
        team_records.change_team(session.club, team.id, changed)

    return Form(
        session,
        shell,
        _("Change the team"),
        _("When a team ends, everybody leaves it on the same day."),
        _team_fields(today),
        save,
        verb=_("Keep this"),
        values={
            "name": team.name,
            "kind": team.kind,
            "since": words.day(team.since),
            "until": words.day(team.until),
        },
        draft=f"team-{team.id}",
    )


def _team_fields(today: date) -> dict[str, Field]:
    return {
        "kind": Choice(_("Kind"), [(code, _(name)) for code, name in TEAM_KINDS.items()]),
        "name": TextField(_("Name of the team"), _("Empty: it is called like its kind")),
        "since": DateField(_("Founded on"), today),
        "until": DateField(_("Ended on"), today, _("Empty while it goes on"), ahead=92),
    }


def _part() -> Choice:
    return Choice(_("Part in the team"), [(code, _(name)) for code, name in PARTS.items()])


def _leader(each: Staffed) -> str:
    return words.joined(*(member.name for member in each.members if member.part == "lead"))


def _founded(team: Team) -> date:
    return date.fromisoformat(team.since)
