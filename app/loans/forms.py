"""How loans are typed: products, requests, decisions, payments and changes, read from forms. Pure.

Every function raises Invalid with a sentence per field.
"""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import cast

from app.base.errors import UserError
from app.base.money import parse
from app.base.text import _
from app.funds.accounts import Where
from app.loans.rules import (
    IMPROVED,
    LIVELIHOODS,
    Appraisal,
    Decision,
    Improved,
    InKind,
    KindReturn,
    Livelihood,
    LivelihoodKind,
    Loan,
    OutsideLoan,
    Product,
    Request,
    Split,
)
from app.loans.schedule import INTERESTS, METHODS, Method, Terms, Timing
from app.members.reading import Reading

MOST_MONTHS = 120
HIGHEST_RATE = 1_000
HIGHEST_LATE = 1_500
AHEAD = 3_650
"""Days that the end of a loan from outside may lie ahead."""

_RATE = re.compile(r"(?P<whole>\d{1,2})(?:[.,](?P<decimals>\d{1,2}))? ?%?")


@dataclass(frozen=True, slots=True)
class Payment:
    """A payment as typed: `split` is None when the amount is to be shared out as usual."""

    on: date
    amount_vnd: int
    where: Where
    split: Split | None = None


@dataclass(frozen=True, slots=True)
class Change:
    """A change of a running loan as typed: months more or from now on, months of interest only, an
    amount waived; each form fills what it asks."""

    on: date
    reason: str
    months: int = 0
    grace_months: int = 0
    amount_vnd: int = 0


class _Reading(Reading):
    """Reads the fields that forms of loans share."""

    def amount(self, name: str, sentence: str) -> int:
        """An amount above nothing that must be there."""
        found = self.dong(name)
        if name not in self.problems and not found:
            self.problems[name] = sentence
        return found or 0

    def rate(self, name: str, most: int = HIGHEST_RATE) -> int | None:
        """Hundredths of a percent a month: "1", "0,65", "0.8 %"; None when nothing was typed."""
        typed = self.text(name)
        if typed is None:
            return None
        found = _RATE.fullmatch(typed)
        rate = -1
        if found is not None:
            rate = int(Decimal(f"{found['whole']}.{found['decimals'] or '0'}") * 100)
        if not 0 <= rate <= most:
            self.problems[name] = _(
                "Type the percent of a month, such as 1 or 0,8, at most {most}."
            ).format(most=most // 100)
        return rate

    def months(self, name: str, sentence: str, least: int = 1) -> int:
        """A number of months that must be there."""
        found = self.count(name, least, MOST_MONTHS)
        if found is None and name not in self.problems:
            self.problems[name] = sentence
        return found or least

    def day_of(self, name: str, *, ahead: int = 0) -> date:
        """A day that must be there; any when it is not, for then `close` raises."""
        found = self.needed_day(name, ahead=ahead)
        return date.fromisoformat(found) if found else date.min

    def maybe_date(self, name: str, *, ahead: int = 0) -> date | None:
        """A day, or None."""
        found = self.day(name, ahead=ahead)
        return date.fromisoformat(found) if found else None

    def terms(self, principal: int) -> Terms | None:
        """The terms of a loan; None when something of them cannot be read."""
        rate = self.rate("rate")
        if rate is None:
            self.problems["rate"] = _("Write the interest of a month.")
        months = self.months("months", _("Write for how many months."))
        method = self.code("method", METHODS, _("Choose how it is paid back."))
        interest = self.code("interest", INTERESTS, _("Choose when interest is paid."))
        unit = self.dong("round")
        grace = self.count("grace", 0, MOST_MONTHS) or 0
        self._check_plan(method, interest, months, grace)
        if self.problems:
            return None
        return Terms(
            principal,
            rate or 0,
            months,
            cast("Method", method),
            cast("Timing", interest),
            unit or 1,
            grace,
        )

    def _check_plan(self, method: str, interest: str, months: int, grace: int) -> None:
        if method == "annuity" and interest in INTERESTS and interest != "monthly":
            self.problems["interest"] = _("Equal payments go with interest each month.")
        if grace >= months and "months" not in self.problems:
            self.problems["grace"] = _("Interest only must end before the term does.")


def read_product(fields: Mapping[str, str], today: date) -> Product:
    """A product from `name`, `most`, `rate`, `months`, `method`, `interest`, `round`, `grace`,
    `late`, `ladder` ("5tr, 10tr, 20tr"), `cosigner` and `in_kind` ("yes" or ""), `since`, `note`;
    its id is ""."""
    reading = _Reading(fields, today)
    name = reading.needed("name", _("Write the name of the product."))
    most = reading.amount("most", _("Write the largest loan."))
    terms = reading.terms(max(most, 1))
    late = reading.rate("late", HIGHEST_LATE)
    ladder = _ladder(reading)
    since = reading.day_of("since", ahead=366)
    reading.close()
    if terms is None:
        raise ValueError("terms that cannot be read have problems")
    return Product(
        id="",
        name=name,
        most_vnd=most,
        most_months=terms.months,
        rate_bp=terms.rate_bp,
        method=terms.method,
        since=since,
        interest=terms.interest,
        round_vnd=terms.round_vnd,
        grace_months=terms.grace_months,
        late_bp=late,
        cosigner=fields.get("cosigner") == "yes",
        ladder=ladder,
        in_kind=fields.get("in_kind") == "yes",
        note=reading.text("note"),
    )


def read_plan(fields: Mapping[str, str], today: date) -> tuple[Terms, date]:
    """A loan that is only thought of, from `principal`, `rate`, `months`, `method`, `interest`,
    `round`, `grace`, and the day of its pay-out from `on`."""
    reading = _Reading(fields, today)
    terms = reading.terms(reading.amount("principal", _("Write how much is lent.")) or 1)
    on = reading.day_of("on", ahead=366)
    reading.close()
    if terms is None:
        raise ValueError("terms that cannot be read have problems")
    return terms, on


def _ladder(reading: _Reading) -> tuple[int, ...]:
    typed = reading.text("ladder")
    if typed is None:
        return ()
    try:
        steps = tuple(parse(part) for part in re.split(r"[;,] |;", typed) if part.strip())
    except UserError as error:
        reading.problems["ladder"] = str(error)
        return ()
    if min(steps) < 1 or list(steps) != sorted(steps):
        reading.problems["ladder"] = _("Each step is at least as large as the one before.")
    return steps


def read_request(fields: Mapping[str, str], today: date, known: Collection[str] = ()) -> Request:
    """A request from `person` (an id of `known`), `requested_on`, `product`, `asked` or goods
    (`goods`, `quantity` such as "2 con", `value`, `return_rule`), `months`, `purpose`, `cosigner`
    (an id of `known`, or the words for somebody else) and `note`."""
    reading = _Reading(fields, today)
    goods = _goods(reading)
    cosigner = reading.text("cosigner")
    asked = None if goods else reading.amount("asked", _("Write how much is asked for."))
    found = Request(
        person_id=reading.needed_person("person", known),
        requested_on=reading.day_of("requested_on"),
        asked_vnd=asked,
        in_kind=goods,
        product_id=reading.text("product"),
        months=reading.count("months", 1, MOST_MONTHS),
        purpose=reading.text("purpose"),
        cosigner=cosigner if cosigner not in known else None,
        cosigner_id=cosigner if cosigner in known else None,
        note=reading.text("note"),
    )
    if found.cosigner_id is not None and found.cosigner_id == found.person_id:
        reading.problems["cosigner"] = _("Somebody else must answer for it too.")
    reading.close()
    return found


def _goods(reading: _Reading) -> InKind | None:
    what = reading.text("goods")
    if what is None:
        return None
    quantity, unit = reading.quantity("quantity")
    return InKind(what, quantity, unit, reading.dong("value"), reading.text("return_rule"))


def read_appraisal(fields: Mapping[str, str], today: date, since: date) -> Appraisal:
    """What was found, from `on` (not before the request of the day `since`), `by`, `opinion`."""
    reading = _Reading(fields, today)
    on = reading.needed_day("on")
    reading.not_before("on", on, since.isoformat())
    by = reading.needed("by", _("Write who looked into it."))
    opinion = reading.needed("opinion", _("Write what was found."))
    reading.close()
    return Appraisal(date.fromisoformat(on), by, opinion)


def read_decision(
    fields: Mapping[str, str], today: date, asked: Loan, meeting_id: str | None = None
) -> Decision:
    """What was decided about a request, from `on`, `approved` ("yes" or "no"), `votes_for`,
    `votes_against`, `note`, and for an approved loan of money `principal`, `rate`, `months`,
    `method`, `interest`, `round`, `grace`, `late`; for goods only `months`."""
    reading = _Reading(fields, today)
    on = reading.needed_day("on")
    reading.not_before("on", on, asked.requested_on.isoformat())
    approved = reading.code("approved", ("yes", "no"), _("Choose yes or no.")) == "yes"
    terms = months = late = None
    if approved and asked.in_kind is not None:
        months = reading.months("months", _("Write for how many months."))
    elif approved:
        terms = reading.terms(reading.amount("principal", _("Write how much is lent.")) or 1)
        late = reading.rate("late", HIGHEST_LATE)
    votes_for = reading.count("votes_for", 0, 10_000)
    votes_against = reading.count("votes_against", 0, 10_000)
    reading.close()
    return Decision(
        on=date.fromisoformat(on),
        approved=approved,
        terms=terms,
        months=months,
        late_bp=late,
        meeting_id=meeting_id,
        votes_for=votes_for,
        votes_against=votes_against,
        note=reading.text("note"),
    )


def read_payment(fields: Mapping[str, str], today: date) -> Payment:
    """A payment from `on`, `where` ("cash" or "bank") and `amount`; or from its parts `interest`,
    `late_interest`, `principal` and `held`, which then must add up to the amount."""
    reading = _Reading(fields, today)
    on = reading.day_of("on")
    where = reading.code("where", ("cash", "bank"), _("Choose where the money is."))
    amount = reading.amount("amount", _("Write how much was paid."))
    names = ("interest", "late_interest", "principal", "held")
    parts = {name: reading.dong(name) for name in names}
    split = None
    if any(part is not None for part in parts.values()):
        split = Split(
            interest_vnd=parts["interest"] or 0,
            late_interest_vnd=parts["late_interest"] or 0,
            principal_vnd=parts["principal"] or 0,
            held_vnd=parts["held"] or 0,
        )
        if split.total_vnd != amount and not reading.problems:
            reading.problems["amount"] = _("The parts do not add up to the amount.")
    reading.close()
    return Payment(on, amount, cast("Where", where), split)


def read_new_term(fields: Mapping[str, str], today: date) -> Change:
    """Months more, or a new term, from `on`, `months`, `grace` and `reason`."""
    reading = _Reading(fields, today)
    on = reading.day_of("on")
    months = reading.months("months", _("Write for how many months."))
    grace = reading.count("grace", 0, MOST_MONTHS) or 0
    if grace >= months and "months" not in reading.problems:
        reading.problems["grace"] = _("Interest only must end before the term does.")
    reason = reading.needed("reason", _("Write why."))
    reading.close()
    return Change(on, reason, months, grace)


def read_amount_change(fields: Mapping[str, str], today: date) -> Change:
    """A waiver, or money got back after writing off, from `on`, `amount` and `reason`, which only a
    waiver needs."""
    reading = _Reading(fields, today)
    on = reading.day_of("on")
    amount = reading.amount("amount", _("Write how much."))
    reading.close()
    return Change(on, reading.text("reason") or "", amount_vnd=amount)


def read_reason(fields: Mapping[str, str], today: date) -> Change:
    """A writing off, or a voucher taken back, from `on` and `reason`."""
    reading = _Reading(fields, today)
    on = reading.day_of("on")
    reason = reading.needed("reason", _("Write why."))
    reading.close()
    return Change(on, reason)


def read_return(
    fields: Mapping[str, str], today: date, since: date, known: Collection[str] = ()
) -> KindReturn:
    """Goods given back from `on`, `quantity`, `what`, and `to` (an id of `known`) when they were
    passed on to another member."""
    reading = _Reading(fields, today)
    on = reading.needed_day("on")
    reading.not_before("on", on, since.isoformat())
    quantity, unit = reading.quantity("quantity")
    to = reading.person("to", known)
    reading.close()
    return KindReturn(date.fromisoformat(on), quantity, reading.text("what") or unit, to)


def read_improved(fields: Mapping[str, str], today: date) -> tuple[date, Improved, str | None]:
    """Whether income improved, from `on`, `improved` and `note`."""
    reading = _Reading(fields, today)
    on = reading.day_of("on")
    improved = reading.code("improved", IMPROVED, _("Choose what the borrower said."))
    reading.close()
    return on, cast("Improved", improved), reading.text("note")


def read_outside(
    fields: Mapping[str, str], today: date, known: Collection[str] = ()
) -> OutsideLoan:
    """A loan from somebody else from `person`, `lender`, `amount`, `since`, `due_on`, `purpose` and
    `through_club` ("yes" or ""); its id is ""."""
    reading = _Reading(fields, today)
    found = OutsideLoan(
        id="",
        person_id=reading.needed_person("person", known),
        lender=reading.needed("lender", _("Write who lends.")),
        amount_vnd=reading.amount("amount", _("Write how much.")),
        since=reading.day_of("since"),
        due_on=reading.maybe_date("due_on", ahead=AHEAD),
        purpose=reading.text("purpose"),
        through_club=fields.get("through_club") == "yes",
    )
    if found.due_on is not None and found.due_on < found.since:
        reading.problems["due_on"] = _("This is before the beginning.")
    reading.close()
    return found


def read_livelihood(
    fields: Mapping[str, str], today: date, known: Collection[str] = ()
) -> Livelihood:
    """Who needs a loan, or takes part in an income activity, from `person`, `kind`, `since` and
    `note`; its id is ""."""
    reading = _Reading(fields, today)
    found = Livelihood(
        id="",
        person_id=reading.needed_person("person", known),
        kind=cast("LivelihoodKind", reading.code("kind", LIVELIHOODS, _("Choose what it is."))),
        since=reading.day_of("since"),
        note=reading.text("note"),
    )
    reading.close()
    return found
