"""How the commune's screens speak of clubs and of what they sent."""

import re
from collections.abc import Iterable
from datetime import date, timedelta

from app.base.text import _, ngettext
from app.commune.records import Changes, Status
from app.commune.rules import ACCEPTED, ALREADY, FORK, QUARANTINED, REFUSED, STALE
from ui.kit.chips import Result

SENDS_WITHIN = timedelta(days=35)
"""A club that sends every month is late after that."""


_LONG = re.compile(r"(CLB|Câu lạc bộ)\s+(Liên thế hệ\s+)?(tự giúp nhau\s+)?", re.IGNORECASE)


def short_name(name: str) -> str:
    """What tells a club from its neighbours in a list: without the words that all begin with."""
    rest = name[match.end() :] if (match := _LONG.match(name)) else name
    return f"{rest[:1].upper()}{rest[1:]}" or name


def state(status: Status, today: date) -> Result:
    """Where a club stands, worst first: word, icon and colour."""
    if status.revoked_on is not None:
        return Result(_("No longer received"), icon="lock")
    if len(status.heads) > 1:
        return Result(_("Two copies"), icon="triangle-alert", tone="bad", bold=True)
    if status.as_of is None:
        return Result(_("Nothing yet"), icon="minus")
    if today - status.as_of > SENDS_WITHIN:
        return Result(_("Long ago"), icon="clock", tone="warn")
    return Result(_("Received"), icon="circle-check", tone="good")


def is_late(status: Status, today: date) -> bool:
    """Whether a club that we receive from has sent nothing for more than a month."""
    if status.revoked_on is not None:
        return False
    return status.as_of is None or today - status.as_of > SENDS_WITHIN


def outcome(result: str) -> Result:
    """What became of a file."""
    return {
        ACCEPTED: Result(_("Received"), icon="circle-check", tone="good"),
        ALREADY: Result(_("Here already"), icon="check"),
        STALE: Result(_("An older one"), icon="clock"),
        FORK: Result(_("Two different copies"), icon="triangle-alert", tone="bad"),
        QUARANTINED: Result(_("Set aside"), icon="inbox", tone="warn"),
        REFUSED: Result(_("Not received"), icon="circle-alert", tone="bad"),
    }[result]


def changes(changed: Changes) -> str:
    """What an export changed, in a sentence."""
    parts = []
    if changed.members_added:
        parts.append(_("{n} more people").format(n=changed.members_added))
    if changed.members_gone:
        parts.append(_("{n} people fewer").format(n=changed.members_gone))
    if changed.members_changed:
        parts.append(_("{n} people changed").format(n=changed.members_changed))
    if changed.readings > 0:
        parts.append(_("{n} more readings").format(n=changed.readings))
    elif changed.readings < 0:
        parts.append(_("{n} readings fewer").format(n=-changed.readings))
    if not parts and changed.figures:
        parts.append(
            ngettext("{n} count changed", "{n} counts changed", changed.figures).format(
                n=changed.figures
            )
        )
    text = ", ".join(parts) or _("Nothing changed")
    return f"{text[:1].upper()}{text[1:]}."


def numbers(seqs: Iterable[int]) -> str:
    """ "3, 4, 7": numbers of exports."""
    return ", ".join(str(seq) for seq in seqs)


def share(part: int | None, whole: int | None) -> str:
    """ "42 of 60"; nothing where nothing was counted."""
    if part is None:
        return ""
    return str(part) if whole is None else _("{n} of {whole}").format(n=part, whole=whole)
