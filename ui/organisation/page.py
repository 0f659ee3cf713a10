"""The club at a glance: its profile, its board, and the way to everything else it has and does."""

from typing import Any

from PySide6.QtWidgets import QWidget

from app.base.text import _, ngettext
from app.members import records as members
from app.organisation import records, rules, team_records, teams, work, work_records
from app.organisation.rules import ClubFacts, Office
from ui.kit.button import Button
from ui.kit.door import Door
from ui.kit.doors import Doors
from ui.kit.labels import facts, muted, section
from ui.kit.layout import SideBySide, card, padded
from ui.kit.page import Page, Shell
from ui.kit.rows import mark_line
from ui.kit.say import guard
from ui.kit.session import Session
from ui.organisation import profile, words
from ui.organisation.board import BoardPage
from ui.organisation.equipment import EquipmentPage
from ui.organisation.feedback import FeedbackPage
from ui.organisation.pairs import PairsPage
from ui.organisation.teams import TeamsPage
from ui.organisation.trainings import TrainingsPage
from ui.organisation.visits import VisitsPage

_PAGES: dict[str, type[Page]] = {
    "board": BoardPage,
    "teams": TeamsPage,
    "pairs": PairsPage,
    "equipment": EquipmentPage,
    "trainings": TrainingsPage,
    "visits": VisitsPage,
    "feedback": FeedbackPage,
}
_NAMED = ("chair", "deputy", "secretary", "treasurer")


class OrganisationPage(Page):
    """Profile and board as cards; a door with its figure for every other list."""

    help_id = "organisation"
    reads = (
        records.READS
        | team_records.PAIR_READS
        | work_records.EQUIPMENT_READS
        | work_records.TRAINING_READS
        | work_records.VISIT_READS
        | work_records.FEEDBACK_READS
        | {"membership"}
    )

    def __init__(self, session: Session, shell: Shell) -> None:
        super().__init__(session, shell)
        place = Button(_("Name and place"), icon="pencil", key="F2")
        place.clicked.connect(self._edit_place)
        founding = Button(_("Founding and regulation"), icon="pencil", key="F3")
        founding.clicked.connect(self._edit_founding)
        if session.may("club.write"):
            self.set_actions(place, founding)
        self._profile = padded(6)
        self.doors = {
            name: Door(title, str(number))
            for number, (name, title) in enumerate(
                (
                    ("board", _("Board")),
                    ("teams", _("Teams")),
                    ("pairs", _("Pairs")),
                    ("equipment", _("Equipment")),
                    ("trainings", _("Trainings")),
                    ("visits", _("Visits")),
                    ("feedback", _("Feedback")),
                ),
                start=1,
            )
        }
        for name, door in self.doors.items():
            door.setProperty("page", name)
            door.clicked.connect(self._pressed)
        board, *others = self.doors.values()
        self.body.add(SideBySide(board, card(self._profile), share=44))
        self.body.add(Doors(others))
        self.body.stretch()

    def arrive(self, **about: Any) -> None:
        what = str(about.get("what", ""))
        if what in _PAGES:
            self.shell.show(_PAGES[what](self.session, self.shell))

    def first_focus(self) -> QWidget:
        return self.doors["board"]

    def refresh(self) -> None:
        club, today = self.session.club, self.session.today()
        about = records.facts(club)
        code = _("code {code}").format(code=about.code) if about.code else None
        self.head(_("The club"), words.joined(about.name, code))
        self._show_profile(about)
        board = records.offices_on(club, today)
        here = {member.id for member in members.members(club, today)}
        self._show_board(board, rules.board_doubts(board, here))
        for name, text in self._figures(rules.board_of(board)).items():
            self.doors[name].fill(muted(text))

    # --- the two cards --------------------------------------------------------------------------

    def _show_profile(self, about: ClubFacts) -> None:
        self._profile.clear()
        self._profile.add(section(_("Profile")))
        place = words.joined(about.hamlet, about.commune, about.province)
        before = _("before 2025: {commune}").format(commune=about.old_commune)
        signed = _("of {day}").format(day=words.day(about.decided_on)) if about.decided_on else ""
        decision = " ".join(part for part in (about.decision, signed) if part)
        since = words.inside_since(about.regulation_on)
        known = (
            (_("Address"), f"{place} ({before})" if about.old_commune else place),
            (_("Founded on"), words.day(about.founded_on)),
            (_("Founding decision"), words.joined(decision, about.decided_by)),
            (_("Meets"), words.joined(about.meeting_day, about.meeting_place)),
            (_("Regulation"), words.joined(about.regulation, since)),
        )
        self._profile.add(facts([(name, value or _("Not known")) for name, value in known]))

    def _show_board(self, board: tuple[Office, ...], doubts: tuple[str, ...]) -> None:
        named = [
            (rules.office_words(office), office.name) for office in board if office.office in _NAMED
        ]
        others = {office.person_id: office.name for office in board if office.office == "board"}
        leads = {office.person_id for office in board if office.area}
        lines: list[QWidget] = [facts([*named, *_others(others)])] if named or others else []
        if leads:
            count = sum(1 for office in board if office.area)
            sentence = _("{n} of 8 areas have somebody in charge.").format(n=count)
            lines.append(muted(sentence))
        if doubts:
            lines.append(mark_line("circle-question-mark", doubts[0], "warn"))
        if not board:
            lines.append(muted(_("No board is written down yet")))
        self.doors["board"].fill(*lines)

    # --- figures --------------------------------------------------------------------------------

    def _figures(self, board: tuple[str, ...]) -> dict[str, str]:
        club, today = self.session.club, self.session.today()
        staffed = [each for each in team_records.teams(club, today) if each.team.covers(today)]
        pairs = sum(1 for pair in team_records.pairings(club) if pair.covers(today))
        things = work_records.equipment(club)
        due = sum(1 for thing in things if thing.to_check(today))
        taught = work.refreshed(work_records.trainings(club), board, today.year)
        exchanges = work.exchanges_in(work_records.visits(club), today.year)
        waiting = sum(1 for entry in work_records.feedback(club) if entry.open)
        count = ngettext("{n} team", "{n} teams", len(staffed)).format(n=len(staffed))
        short = [each for each in teams.volunteers(staffed) if each.count < each.least]
        return {
            "teams": words.joined(count, _("short of volunteers") if short else None),
            "pairs": ngettext("{n} pair", "{n} pairs", pairs).format(n=pairs),
            "equipment": _("{n} entries, {due} to check").format(n=len(things), due=due)
            if due
            else ngettext("{n} entry", "{n} entries", len(things)).format(n=len(things)),
            "trainings": _("Refresher: {n} of {of} people").format(n=taught.count, of=taught.of)
            if board
            else _("Who took part, and when"),
            "visits": _("Exchanges: {n} of at least {least}").format(
                n=exchanges, least=work.LEAST_EXCHANGES
            ),
            "feedback": ngettext(
                "{n} waits for an answer", "{n} wait for an answer", waiting
            ).format(n=waiting)
            if waiting
            else _("Nothing waits for an answer"),
        }

    # --- acts -----------------------------------------------------------------------------------

    @guard
    def _pressed(self) -> None:
        page = _PAGES[str(self.sender().property("page"))]
        self.shell.show(page(self.session, self.shell))

    @guard
    def _edit_place(self) -> None:
        self.shell.show(profile.place_form(self.session, self.shell))

    @guard
    def _edit_founding(self) -> None:
        self.shell.show(profile.founding_form(self.session, self.shell))


def _others(people: dict[str, str]) -> list[tuple[str, str]]:
    return [(_("Other board members"), ", ".join(people.values()))] if people else []
