"""The club at a glance: its profile, its board, and the way to everything else it has and does."""

from typing import Any

from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from app.base.text import _, ngettext
from app.members import records as members
from app.organisation import records, rules, team_records, teams, work, work_records
from app.organisation.rules import ClubFacts, Office
from ui.kit.button import Button
from ui.kit.door import Door
from ui.kit.labels import facts, muted, section
from ui.kit.layout import Flow, SideBySide, card, padded, plain
from ui.kit.page import Page, Shell
from ui.kit.rows import mark_line
from ui.kit.say import guard
from ui.kit.session import Session
from ui.kit.tiles import Tile, Tiles
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
    """Profile and board as cards; a tile with its figure for every list."""

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
        self._profile = padded(6)
        self._board = Door(_("Board"), "1")
        self._board.setProperty("page", "board")
        self._board.clicked.connect(self._pressed)
        self.body.add(SideBySide(card(self._profile), self._board, share=52))
        self.tiles = {
            name: Tile(title, " ", icon=icon, number=str(number))
            for number, (name, title, icon) in enumerate(
                (
                    ("teams", _("Teams"), "users"),
                    ("pairs", _("Who looks after whom"), "handshake"),
                    ("equipment", _("Equipment"), "list"),
                    ("trainings", _("Trainings of the board"), "book-open"),
                    ("visits", _("Exchanges and supervision"), "calendar-check"),
                    ("feedback", _("Feedback and complaints"), "inbox"),
                ),
                start=2,
            )
        }
        for name, tile in self.tiles.items():
            tile.setProperty("page", name)
            tile.clicked.connect(self._pressed)
        self.body.add(Tiles(list(self.tiles.values())))
        self.body.stretch()

    def arrive(self, **about: Any) -> None:
        what = str(about.get("what", ""))
        if what in _PAGES:
            self.shell.show(_PAGES[what](self.session, self.shell))

    def first_focus(self) -> QWidget:
        return self._board

    def keyPressEvent(self, event: QKeyEvent) -> None:
        for tile in self.tiles.values():
            if event.text() == tile.number:
                tile.click()
                return
        super().keyPressEvent(event)

    def refresh(self) -> None:
        club, today = self.session.club, self.session.today()
        about = records.facts(club)
        self.head(about.name, _("The club itself: who leads it, what it has, what it does."))
        self._show_profile(about)
        board = records.offices_on(club, today)
        here = {member.id for member in members.members(club, today)}
        self._show_board(board, rules.board_doubts(board, here))
        for name, text in self._figures(rules.board_of(board)).items():
            self.tiles[name].say(text)

    # --- the two cards --------------------------------------------------------------------------

    def _show_profile(self, about: ClubFacts) -> None:
        self._profile.clear()
        self._profile.add(section(_("Profile")))
        place = words.joined(about.hamlet, about.commune, about.province)
        before = _("before 2025: {commune}").format(commune=about.old_commune)
        signed = _("of {day}").format(day=words.day(about.decided_on)) if about.decided_on else ""
        decision = " ".join(part for part in (about.decision, signed) if part)
        rules_since = words.term(about.regulation_on, None) if about.regulation_on else ""
        known = (
            (_("Where"), f"{place} ({before})" if about.old_commune else place),
            (_("Code"), about.code),
            (_("Founded on"), words.day(about.founded_on)),
            (_("Founding decision"), words.joined(decision, about.decided_by)),
            (_("Meets"), words.joined(about.meeting_day, about.meeting_place)),
            (_("Regulation"), words.joined(about.regulation, rules_since)),
        )
        self._profile.add(facts([(name, value or _("Not known")) for name, value in known]))
        if self.session.may("club.write"):
            buttons = Flow(8)
            for text, key, slot in (
                (_("Name and place"), "F2", self._edit_place),
                (_("Founding and regulation"), "F3", self._edit_founding),
            ):
                button = Button(text, icon="pencil", key=key)
                button.clicked.connect(slot)
                buttons.add(button)
            self._profile.stretch()
            self._profile.add(plain(buttons))

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
        self._board.fill(*lines)

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
        volunteers = [teams.enough_words(each) for each in teams.volunteers(staffed)]
        return {
            "teams": "\n".join([count, *volunteers]),
            "pairs": ngettext("{n} pair", "{n} pairs", pairs).format(n=pairs),
            "equipment": _("{n} entries, {due} to check").format(n=len(things), due=due)
            if due
            else ngettext("{n} entry", "{n} entries", len(things)).format(n=len(things)),
            "trainings": work.refreshed_words(taught) if board else _("Who took part, and when"),
            "visits": _("Exchanges in {year}: {n} of at least {least}").format(
                year=today.year, n=exchanges, least=work.LEAST_EXCHANGES
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
