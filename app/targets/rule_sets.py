"""The rule sets of resources/targets: one file per document and period, read once and checked."""

from collections.abc import Iterable, Mapping
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from app.base.dated import Words, read_editions
from app.base.errors import UserError
from app.base.files import resource
from app.base.names import fold
from app.base.text import _
from app.targets.rules import COUNTS, TITLES, RuleSet, Target

_KEYS = frozenset(
    {
        *("id", "numerator", "denominator", "at_least", "ideal_to"),
        *("clause", "quote", "note", "verified"),
    }
)
_PROVINCE_WORDS = ("tinh ", "thanh pho ", "tp ", "tp. ")


@cache
def rule_sets(folder: Path | None = None) -> tuple[RuleSet, ...]:
    """Every rule set of the program (or of another folder), the oldest first.

    Raises ValueError, naming the file, for one that cites nothing or asks what cannot be counted.
    """
    place = folder or resource("targets")
    found = [_read(path) for path in sorted(place.glob("*.toml"))]
    return tuple(sorted(found, key=lambda one: (one.basis.effective_from, one.id)))


def rule_set(rule_set_id: str) -> RuleSet:
    """The rule set with this id. Raises UserError, which names all, when there is none."""
    for one in rule_sets():
        if one.id == rule_set_id:
            return one
    known = ", ".join(one.id for one in rule_sets())
    raise UserError(
        _("There are no targets called “{name}”. Choose one of: {known}.").format(
            name=rule_set_id, known=known
        )
    )


def in_force(day: date, province: str | None = None) -> RuleSet:
    """What a club in `province` is measured by on a day: the province's own, else the country's.

    Where two periods overlap, the older one holds to its end. Before the first document it is the
    first, after the last one the last.
    """
    local = [one for one in rule_sets() if _same_province(one.province, province)]
    national = [one for one in rule_sets() if one.province is None]
    for one in (*local, *national):
        if one.holds_on(day):
            return one
    return national[0] if day < national[0].basis.effective_from else national[-1]


def _same_province(one: str | None, other: str | None) -> bool:
    return one is not None and other is not None and _plain(one) == _plain(other)


def _plain(province: str) -> str:
    """ "Tỉnh Bắc Ninh" as "bac ninh"."""
    folded = fold(province)
    for word in _PROVINCE_WORDS:
        folded = folded.removeprefix(word)
    return folded.strip(" .")


def _read(path: Path) -> RuleSet:
    editions = read_editions(path)
    if len(editions) > 1:
        raise ValueError(f"{path.name}: another document or period is another file")
    basis, row = editions[0]
    try:
        targets = tuple(_target(each, basis.verified) for each in row["target"])
        _check(targets)
        return RuleSet(
            id=path.stem,
            title=Words.of(row["title"]),
            document=row["document"],
            province=row.get("province"),
            basis=basis,
            targets=targets,
        )
    except (KeyError, ValueError) as error:
        raise ValueError(f"{path.name}: {error!r}") from error


def _target(row: Mapping[str, Any], verified: bool) -> Target:
    if strange := set(row) - _KEYS:
        raise ValueError(f"{row['id']}: what is {sorted(strange)}?")
    return Target(
        id=row["id"],
        numerator=row["numerator"],
        denominator=row.get("denominator"),
        at_least=row.get("at_least"),
        ideal_to=row.get("ideal_to"),
        clause=row.get("clause", ""),
        quote=row.get("quote", ""),
        note=Words.of(row["note"]) if "note" in row else None,
        verified=row.get("verified", verified),
    )


def _check(targets: Iterable[Target]) -> None:
    seen: set[str] = set()
    for target in targets:
        if target.id in seen or target.id not in TITLES:
            raise ValueError(f"{target.id}: stands there twice, or has no title in rules.py")
        seen.add(target.id)
        for name in (target.numerator, target.denominator):
            if name is not None and name not in COUNTS:
                raise ValueError(f"{target.id}: nobody counts {name}")
        if target.at_least is None:
            if target.note is None or target.ideal_to is not None:
                raise ValueError(f"{target.id}: say in a note why there is no figure")
            continue
        if not target.clause or (target.verified and not target.quote):
            raise ValueError(f"{target.id}: cite the clause and quote the words")
        top = 100 if target.denominator else 10_000
        if not 0 < target.at_least < (target.ideal_to or top) <= top:
            raise ValueError(f"{target.id}: {target.at_least} to {target.ideal_to} is no range")
