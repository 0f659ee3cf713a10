"""How the register speaks of a person: one place for list, page and forms."""

from datetime import date

from app.base.dates import age, fmt_birth, fmt_date
from app.base.names import address
from app.base.text import _
from app.members.rules import REASONS, Member, Membership, Person

# On screen the household status is one short word; "none" says so, an unknown one stays empty.
STATUS_ORDER = ("poor", "near_poor", "difficult", "none")

FITS_A_ROW = 36  # letters of a column of words at 100 %


def status_word(status: str | None) -> str:
    """The household status in one word: "Poor", "Near-poor", "In difficulty", "No"."""
    return {
        "poor": _("Poor"),
        "near_poor": _("Near-poor"),
        "difficult": _("In difficulty"),
        "none": _("None of these"),
    }.get(status or "", "")


def full_name(person: Person, today: date) -> str:
    """The form of address and the whole name, as a title: "Bà Nguyễn Thị Đào"."""
    return capital(inside_name(person, today))


def inside_name(person: Person, today: date) -> str:
    """The same inside a sentence: "bà Nguyễn Thị Đào"."""
    years = age(person.birth, today).years if person.birth else None
    return f"{address(person.sex, years)} {person.name}"


def capital(text: str) -> str:
    """A text that begins a line."""
    return text[:1].upper() + text[1:]


def birth_and_age(person: Person, today: date) -> str:
    """ "1953, 73 years"; the year alone is all that a list needs."""
    if person.birth is None:
        return _("Not known")
    return _("{year}, {n} years").format(year=person.birth[:4], n=age(person.birth, today).years)


def phone(number: str | None) -> str:
    """A telephone number in groups, as it is read aloud."""
    if not number:
        return _("No number")
    return f"{number[:4]} {number[4:7]} {number[7:]}" if len(number) == 10 else number


def day(iso: str | None) -> str:
    """A day of the register, or "not known"."""
    return fmt_date(date.fromisoformat(iso)) if iso else _("Not known")


def short_facts(member: Member, today: date) -> str:
    """The sentence below the title of a person's page."""
    parts = []
    if member.person.birth:
        parts.append(_("{n} years").format(n=age(member.person.birth, today).years))
    if member.person.hamlet:
        parts.append(member.person.hamlet)
    period = member.membership
    if period is None:
        parts.append(_("not a member"))
    elif period.left_on is not None:
        parts.append(_("no longer a member since {day}").format(day=day(period.left_on)))
    elif period.joined_on is not None:
        parts.append(_("member since {day}").format(day=day(period.joined_on)))
    else:
        parts.append(_("member"))
    parts.append(_("number {code}").format(code=member.code))
    return capital(", ".join(parts) + ".")


def period(membership: Membership) -> str:
    """A period of membership: "Since 10/3/2021", "10/3/2021 to 2/6/2025: moved away"."""
    since = day(membership.joined_on)
    if membership.left_on is None:
        return _("Since {day}").format(day=since)
    until = day(membership.left_on)
    if membership.reason is None:
        return _("{since} to {until}").format(since=since, until=until)
    why = _(REASONS[membership.reason])
    return _("{since} to {until}: {why}").format(since=since, until=until, why=why)


def purpose(code: str) -> str:
    """A purpose of consent in a few words."""
    return {
        "C1": _("Name in the club's books"),
        "C2": _("Health readings kept"),
        "C3": _("Name to the commune"),
        "C4": _("Readings to a named receiver"),
        "C5": _("Photo"),
    }[code]


def in_need(person: Person) -> str:
    """Whom to call, with the number: "daughter: chị Hà, 0912 345 678"; "" when not known."""
    number = phone(person.contact_phone) if person.contact_phone else ""
    return ", ".join(part for part in (person.contact_name, number) if part)


def insurance(person: Person, today: date) -> str:
    """The insurance card and until when it holds, as far as they are known."""
    if person.bhyt is None and person.bhyt_until is None:
        return _("Not known")
    if person.bhyt_until is None:
        return person.bhyt or ""
    ended = date.fromisoformat(person.bhyt_until) < today
    until = (_("ended {day}") if ended else _("until {day}")).format(day=day(person.bhyt_until))
    return f"{person.bhyt}, {until}" if person.bhyt else until


def shortened(text: str, most: int = 90) -> str:
    """The beginning of a long text, in whole words; cards show no more."""
    if len(text) <= most:
        return text
    begins, _space, _cut = text[:most].rpartition(" ")
    return (begins or text[: most - 1]).rstrip(" ,.;:") + "…"


def if_long(text: str) -> str:
    """A text that a row of a table may be too narrow for; "" when it is short enough."""
    return text if len(text) > FITS_A_ROW else ""


def masked(cccd: str | None) -> str:
    """Whether a citizen number is known, without showing it to whoever stands behind."""
    return _("Known, hidden: …{end}").format(end=cccd[-3:]) if cccd else _("Not known")


def birth_text(person: Person) -> str:
    """The birth as it may be typed again."""
    return fmt_birth(person.birth) if person.birth else ""
