"""Papers of this room, seen before they are printed: the register, blank forms, what is written of
one person."""

from collections.abc import Callable

from app.base.job import Job
from app.base.text import _, language
from app.club.file import Club
from app.documents import consent_form, consent_register, listing_page, my_record, my_record_page
from app.members.rules import Member
from ui.kit import pick
from ui.kit.page import Page
from ui.kit.preview import Preview

Make = Callable[[Club], bytes]


def print_register(page: Page) -> None:
    """Every member's marks as a list for the ring binder."""
    today, tongue = page.session.today(), language()

    def make(club: Club) -> bytes:
        register, issuer = consent_register.gather(club, today)
        listing = consent_register.to_listing(register, today)
        return listing_page.render(listing, issuer, language=tongue)

    _show(page, make, _("Register of consents"), "consents", _("consents.pdf"))


def print_forms(page: Page, members: tuple[Member, ...]) -> None:
    """A form with the name of each of these members, two pages each."""
    today, tongue = page.session.today(), language()
    codes = [member.code for member in members]

    def make(club: Club) -> bytes:
        signers, issuer = consent_form.gather(club, today, codes)
        return consent_form.render(signers, issuer, today, language=tongue)

    detail = f"consent_forms {len(codes)}"
    _show(page, make, _("Consent forms to sign"), detail, _("consent-forms.pdf"))


def print_record(page: Page, member: Member) -> None:
    """Everything that the club has written of one person."""
    today, tongue = page.session.today(), language()

    def make(club: Club) -> bytes:
        record, issuer = my_record.gather(club, today, member.code, tongue)
        return my_record_page.render(record, issuer, language=tongue)

    name = _("{code}-my-record.pdf").format(code=member.code)
    _show(page, make, _("All about {name}").format(name=member.person.name), "my_record", name)


def _show(page: Page, make: Make, title: str, detail: str, name: str) -> None:
    """Make the paper in the background, then show it with its printer."""
    club = page.session.club

    def work(_job: Job) -> bytes:
        return make(club)

    def look(pdf: bytes) -> None:
        def note() -> None:
            club.log_access("print", detail=detail)

        def save(data: bytes) -> None:
            path = pick.save_file(preview, _("Save the paper"), name)
            if path is not None:
                pick.write(path, data)
                note()
                preview.good(_("The paper is saved."), str(path))

        preview = Preview(page.session, page.shell, pdf, _("Look before printing"), title, save)
        preview.printed.connect(note)
        page.shell.show(preview)

    page.run(work, look, _("Making the paper"))
