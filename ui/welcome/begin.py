"""Begin a book: the club's or the commune's, with its first officer and the recovery paper."""

from collections.abc import Callable

from app.base.job import Job
from app.base.names import Sex
from app.base.text import _
from app.club import officers
from app.club.file import Club
from app.club.profile import Profile, new_club
from app.commune import records as communes
from ui.kit.choice import Choice
from ui.kit.fields import Field, TextField
from ui.kit.form import Values
from ui.kit.page import Shell
from ui.kit.passphrases import new_passphrase, twice
from ui.kit.recovery_paper import show_paper
from ui.kit.session import Session
from ui.welcome import books
from ui.welcome.door import WorkForm
from ui.welcome.first_steps import open_new_or_not


def club_form(session: Session, shell: Shell) -> WorkForm:
    """A club: where it is, who begins, and the passphrase."""

    def work(values: Values, _job: Job) -> Club:
        profile = Profile(values["name"], values["commune"], values["province"], values["hamlet"])
        return new_club(
            books.new_folder(session.ports),
            profile,
            values["officer"],
            twice(values),
            session.ports,
            _sex(values["sex"]),
        )

    return _form(
        session,
        shell,
        _("Begin a club's book"),
        _("Step 1 of 4: where the club is, and who begins. The rest can be written later."),
        {
            "name": TextField(_("Name of the club"), _("As it stands in the founding decision")),
            "hamlet": TextField(_("Hamlet")),
            "commune": TextField(_("Commune")),
            "province": TextField(_("Province")),
            "officer": TextField(_("Your full name")),
            "sex": Choice(_("Woman or man"), [("F", _("Woman")), ("M", _("Man"))]),
        },
        work,
        "begin-club",
    )


def commune_form(session: Session, shell: Shell) -> WorkForm:
    """The commune's book, which receives what the clubs send."""

    def work(values: Values, _job: Job) -> Club:
        return communes.make(
            books.new_folder(session.ports),
            values["name"],
            values["province"] or None,
            values["officer"],
            twice(values),
            session.ports,
        )

    return _form(
        session,
        shell,
        _("Begin the commune's book"),
        _("For the commune's association, which puts its clubs together."),
        {
            "name": TextField(_("Name of the association"), _("Hội Người cao tuổi xã …")),
            "province": TextField(_("Province")),
            "officer": TextField(_("Your full name")),
        },
        work,
        "begin-commune",
    )


def _form(
    session: Session,
    shell: Shell,
    title: str,
    purpose: str,
    place: dict[str, Field],
    work: Callable[[Values, Job], Club],
    draft: str,
) -> WorkForm:
    def then(club: Club) -> None:
        """The book is open; above its first page its steps, above them the paper to be printed."""
        code = officers.new_recovery_code(club)
        open_new_or_not(session, shell, club)
        show_paper(session, shell, code)

    return WorkForm(
        session,
        shell,
        title,
        purpose,
        {**place, **new_passphrase(session.ports)},
        work,
        then,
        verb=_("Begin the book"),
        what=_("Making the book"),
        icon="book-open",
        draft=draft,
    )


def _sex(text: str) -> Sex | None:
    return "F" if text == "F" else "M" if text == "M" else None
