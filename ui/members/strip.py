"""The figures above the list of members: shares against what is asked for, a way to the whole."""

from collections.abc import Sequence

from app.base.text import N_, _, ngettext
from app.targets.rules import Verdict, title
from ui.kit.door import PressCard
from ui.kit.gauges import ShareStrip
from ui.kit.layout import Row, SideBySide

_AGES = ("from_55", "from_60", "older_women_60", "older_women_55")
_SHORT = {
    "older_women_55": N_("Women of 55 and older"),
    "older_women_60": N_("Women of 60 and older"),
}
_SHARES = (24, 38)
"""The room of the first and second strip, in per cent of what is left."""


class Strip(PressCard):
    """At most three shares of the members on one card; pressed, it asks for the composition."""

    def __init__(self) -> None:
        super().__init__()
        self.can_be_pressed()
        self._around = Row(0, (18, 12, 18, 12))
        self.setLayout(self._around)
        self._ids: tuple[str, ...] = ()
        self._shares: list[ShareStrip] = []

    def show_verdicts(self, verdicts: Sequence[Verdict]) -> None:
        """Show how the members stand to the targets."""
        chosen = _chosen(verdicts)
        ids = tuple(verdict.id for verdict in chosen)
        if ids != self._ids:
            self._ids = ids
            self._shares = [ShareStrip(_short(verdict), 0, 0) for verdict in chosen]
            self._around.clear()
            self._around.add(_beside(self._shares), stretch=1)
        for share, verdict in zip(self._shares, chosen, strict=True):
            least = verdict.target.at_least
            share.set_share(
                verdict.numerator,
                verdict.denominator or 0,
                None if least is None else least / 100,
                _lack(verdict),
            )
        figures = "; ".join(share.accessibleName() for share in self._shares)
        self.setAccessibleName(_("Composition: {figures}").format(figures=figures))

    def figures(self) -> list[str]:
        """What the shares say, as a screen reader does."""
        return [share.accessibleName() for share in self._shares]


def _chosen(verdicts: Sequence[Verdict]) -> list[Verdict]:
    """Women, elders and who is in need. Of the figures about age that which has a number."""
    shares = {verdict.id: verdict for verdict in verdicts if verdict.target.denominator is not None}
    ages = [shares[name] for name in _AGES if name in shares]
    ages.sort(key=lambda verdict: verdict.target.at_least is None)
    wanted = (shares.get("women"), *ages[:1], shares.get("in_need"))
    return [verdict for verdict in wanted if verdict is not None]


def _short(verdict: Verdict) -> str:
    short = _SHORT.get(verdict.id)
    return _(short) if short else title(verdict.target)


def _beside(shares: Sequence[ShareStrip]) -> ShareStrip | SideBySide:
    first, *others = shares
    if not others:
        return first
    return SideBySide(first, _beside(others), share=_SHARES[-len(others)], gap=32)


def _lack(verdict: Verdict) -> str:
    if verdict.outcome == "unknown":
        count = len(verdict.unknown)
        return ngettext("{n} not known", "{n} not known", count).format(n=count)
    return ngettext("{n} more needed", "{n} more needed", verdict.more).format(n=verdict.more)
