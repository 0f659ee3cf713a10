"""Begin a book: the club's or the commune's, with its first officer and the recovery paper."""

from app.base.errors import Invalid
from app.base.names import Sex
from app.base.text import _
from app.club import officers
from app.club.passphrases import suggest_passphrase
from app.club.profile import Profile, new_club
from app.commune import records as communes
from ui.kit.choice import Choice
from ui.kit.entries import PassphraseField
from ui.kit.fields import Field, TextField
from ui.kit.form import Form, Values
from ui.kit.page import Shell
from ui.kit.recovery_paper import show_paper
from ui.kit.session import Session
from ui.welcome import books


class _BeginForm(Form):
    """When the book is made it opens, and the recovery paper is shown to be printed."""

    def save_now(self) -> None:
        session, shell = self.session, self.shell
        before = session.has_club
        super().save_now()
        if session.has_club and not before:
            show_paper(session, shell, officers.new_recovery_code(session.club))


def club_form(session: Session, shell: Shell) -> Form:
    """A club: where it is, who begins, and the passphrase."""

    def save(values: Values) -> None:
        profile = Profile(values["name"], values["commune"], values["province"], values["hamlet"])
        shell.open_club(
            new_club(
                books.new_folder(session.ports),
                profile,
                values["officer"],
                _twice(values),
                session.ports,
                _sex(values["sex"]),
            )
        )

    return _BeginForm(
        session,
        shell,
        _("Begin a club's book"),
        _("Where the club is, and who begins. The rest can be written later."),
        {
            "name": TextField(_("Name of the club"), _("As it stands in the founding decision")),
            "hamlet": TextField(_("Hamlet")),
            "commune": TextField(_("Commune")),
            "province": TextField(_("Province")),
            **_first_officer(session),
        },
        save,
        verb=_("Begin the book"),
        icon="book-open",
        draft="begin-club",
    )


def commune_form(session: Session, shell: Shell) -> Form:
    """The commune's book, which receives what the clubs send."""

    def save(values: Values) -> None:
        shell.open_club(
            communes.make(
                books.new_folder(session.ports),
                values["name"],
                values["province"] or None,
                values["officer"],
                _twice(values),
                session.ports,
            )
        )

    return _BeginForm(
        session,
        shell,
        _("Begin the commune's book"),
        _("For the commune's association, which puts its clubs together."),
        {
            "name": TextField(_("Name of the association"), _("Hội Người cao tuổi xã …")),
            "province": TextField(_("Province")),
            **_first_officer(session),
        },
        save,
        verb=_("Begin the book"),
        icon="book-open",
        draft="begin-commune",
    )


def _first_officer(session: Session) -> dict[str, Field]:
    suggested = suggest_passphrase(session.ports.rng)
    return {
        "officer": TextField(_("Your full name")),
        "sex": Choice(_("Woman or man"), [("F", _("Woman")), ("M", _("Man"))]),
        "passphrase": PassphraseField(
            _("Passphrase"), _("Four words, for example: {words}").format(words=suggested)
        ),
        "again": PassphraseField(_("The same once more")),
    }


def _twice(values: Values) -> str:
    if values["passphrase"] != values["again"]:
        raise Invalid({"again": _("The two are not the same. Type both again.")})
    return values["passphrase"]


def _sex(text: str) -> Sex | None:
    return "F" if text == "F" else "M" if text == "M" else None
