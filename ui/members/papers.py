"""Lists and papers: which one, about the people whom the list shows, or about one person."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from app.base.text import N_, _, language, ngettext
from app.documents import (
    application,
    cards,
    congratulation,
    consent_form,
    my_record,
    my_record_page,
)
from app.documents.congratulation import Occasion
from app.members.rules import Member
from ui.kit.choose import Option, TilesPage
from ui.kit.layout import plain
from ui.kit.page import Shell
from ui.kit.session import Session
from ui.members import words as say
from ui.members.paper_kinds import KINDS
from ui.members.paper_page import Made, PaperPage, People, Printer

HONOURS = "honours"
"""The tile that leads to longevity and birthdays, whose lists have a page of their own."""

_HONOURS = (N_("Longevity and birthdays"), N_("Lists, posters and cards"), "gift")


class _PaperTiles(TilesPage):
    """Papers as tiles with a number each."""

    help_id = "papers"

    def __init__(self, session: Session, shell: Shell, offered: Mapping[str, tuple[str, str, str]]):
        super().__init__(session, shell)
        self.printer = Printer(self)
        self.offer(
            [
                Option(name, _(title), icon, _(second))
                for name, (title, second, icon) in offered.items()
            ]
        )
        self.body.add(plain(self.printer.progress))
        self.body.stretch()


class PapersPage(_PaperTiles):
    """The papers about `people`; `title` says who they are, as the list does."""

    def __init__(self, session: Session, shell: Shell, people: People, title: str) -> None:
        offered = {name: (kind.title, kind.second, kind.icon) for name, kind in KINDS.items()}
        super().__init__(session, shell, {**offered, HONOURS: _HONOURS})
        self._people = tuple(one for one in people if not one.erased)
        self._title = title
        about = ngettext(
            "{group}: {n} person. Press a tile, or type its number.",
            "{group}: {n} people. Press a tile, or type its number.",
            len(self._people),
        )
        self.head(_("Lists and papers"), about.format(group=title, n=len(self._people)))

    def chosen(self, code: str) -> None:
        if code == HONOURS:
            from ui.members.longevity import LongevityPage

            self.shell.show(LongevityPage(self.session, self.shell))
            return
        page = PaperPage(self.session, self.shell, KINDS[code], self._people, self._title)
        self.shell.show(page)


# --- one person ---------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _One:
    """A paper about one person: English texts marked with N_, and how it is made."""

    title: str
    second: str
    icon: str
    make: Callable[[Session, Member], Made]


def _record(session: Session, member: Member) -> Made:
    tongue = language()
    record, issuer = my_record.gather(session.club, session.today(), member.code, tongue)
    return Made(
        title=_("All that the club has written of this person."),
        file=_("all-about-{code}").format(code=member.code),
        note="my_record",
        render=lambda _tongue: my_record_page.render(record, issuer, language=tongue),
        person_id=member.id,
    )


def _card(session: Session, member: Member) -> Made:
    today = session.today()
    found, issuer = cards.gather(session.club, today, [member.code])
    return Made(
        title=_("Member card. Print on thick paper at real size, cut along the marks."),
        file=_("card-{code}").format(code=member.code),
        note="cards 1",
        render=lambda tongue: cards.render(found, issuer, today, language=tongue),
        person_id=member.id,
    )


def _consent(session: Session, member: Member) -> Made:
    today = session.today()
    found, issuer = consent_form.gather(session.club, today, [member.code])
    return Made(
        title=_("Consent form, one sheet, printed on both sides."),
        file=_("consent-form-{code}").format(code=member.code),
        note="consent_forms 1",
        render=lambda tongue: consent_form.render(found, issuer, today, language=tongue),
        person_id=member.id,
        sides="long",
    )


def _application(session: Session, member: Member) -> Made:
    today = session.today()
    found, issuer = application.gather(session.club, today, [member.code])
    return Made(
        title=_("Application for membership"),
        file=_("application-{code}").format(code=member.code),
        note="applications 1",
        render=lambda _tongue: application.render(found, issuer, today),
        person_id=member.id,
    )


def _greeting(occasion: Occasion) -> Callable[[Session, Member], Made]:
    def make(session: Session, member: Member) -> Made:
        return greeting(session, session.today(), occasion, member)

    return make


def greeting(session: Session, on: date, occasion: Occasion, member: Member) -> Made:
    """A card of congratulation for one person, dated `on`."""
    found, issuer = congratulation.gather(session.club, on, occasion, [member.code])
    return Made(
        title=_("Print on both sides, turning on the short edge; fold in the middle."),
        file=_("congratulation-{code}").format(code=member.code),
        note=f"congratulation {occasion}",
        render=lambda tongue: congratulation.render(found, issuer, on, language=tongue),
        person_id=member.id,
        sides="short",
    )


ONE: Mapping[str, _One] = {
    "record": _One(
        N_("All about me"),
        N_("All that is written, to be checked"),
        "scroll-text",
        _record,
    ),
    "card": _One(N_("Member card"), N_("With a code to scan"), "id-card", _card),
    "consent": _One(
        N_("Consent form"),
        N_("Five points to be ticked"),
        "file-text",
        _consent,
    ),
    "application": _One(
        N_("Application for membership"),
        N_("Filled in, only to be signed"),
        "user-plus",
        _application,
    ),
    "birthday": _One(N_("Birthday card"), N_("A4, folded once"), "cake", _greeting("birthday")),
    "longevity": _One(N_("Longevity card"), N_("A4, folded once"), "gift", _greeting("longevity")),
}


class PersonPapersPage(_PaperTiles):
    """The papers about one person; each tile makes its paper at once."""

    def __init__(self, session: Session, shell: Shell, member: Member) -> None:
        offered = {name: (one.title, one.second, one.icon) for name, one in ONE.items()}
        super().__init__(session, shell, offered)
        self._member = member
        called = say.full_name(member.person, session.today())
        about = _("{name}. Press a tile, or type its number.")
        self.head(_("Print papers"), about.format(name=called))

    def chosen(self, code: str) -> None:
        self.printer.look(ONE[code].make(self.session, self._member))


def person_papers(session: Session, shell: Shell, member: Member) -> None:
    """Show which papers there are about one person."""
    shell.show(PersonPapersPage(session, shell, member))
