"""For screens with passphrases: the two fields of a new one, and the wait after wrong tries."""

from app.base.errors import Invalid
from app.base.job import Job
from app.base.text import _
from app.club.passphrases import suggest_passphrase
from app.club.ports import Ports
from ui.kit.entries import PassphraseField


def new_passphrase(ports: Ports, title: str = "") -> dict[str, PassphraseField]:
    """The fields "passphrase" and "again"."""
    words = suggest_passphrase(ports.rng)
    return {
        "passphrase": PassphraseField(
            title or _("Passphrase"), _("Four words, for example: {words}").format(words=words)
        ),
        "again": PassphraseField(_("The same once more")),
    }


def twice(values: dict[str, str]) -> str:
    """The passphrase, if it was typed twice alike. Raises Invalid (field "again")."""
    if values["passphrase"] != values["again"]:
        raise Invalid({"again": _("The two are not the same. Type both again.")})
    return values["passphrase"]


def count_down(ports: Ports, seconds: float, job: Job) -> None:
    """Wait second by second, so that one sees it and can stop it. Raises Cancelled."""
    whole = round(seconds)
    for done in range(whole):
        job.step(done, whole, _("Several tries did not fit. Please wait, seconds"))
        ports.sleep(1)
