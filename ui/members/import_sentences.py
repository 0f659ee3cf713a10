"""What an import does, in words: the sentences under its title, the green button."""

from collections.abc import Sequence

from app.base.text import _, ngettext
from app.members.import_changes import Change
from app.members.import_plan import ImportPlan


def summary(plan: ImportPlan) -> str:
    """What an import would do, in a few short sentences."""
    parts = []
    if plan.together:
        parts.append(_("All sheets together."))
    elif plan.other_sheets:
        parts.append(_("Sheet “{sheet}”.").format(sheet=plan.sheet))
    parts.append(
        ngettext("{n} person in the list.", "{n} people in the list.", plan.read).format(
            n=plan.read
        )
    )
    if plan.unchanged:
        parts.append(
            ngettext(
                "{n} person is in the book already, unchanged.",
                "{n} people are in the book already, unchanged.",
                plan.unchanged,
            ).format(n=plan.unchanged)
        )
    if plan.left_out:
        parts.append(
            ngettext("{n} is not added.", "{n} are not added.", len(plan.left_out)).format(
                n=len(plan.left_out)
            )
        )
    if plan.changes:
        count = len({change.person_id for change in plan.changes})
        parts.append(
            ngettext(
                "{n} entry of the book differs from the list.",
                "{n} entries of the book differ from the list.",
                count,
            ).format(n=count)
        )
    if plan.renewing:
        parts.append(
            ngettext(
                "{n} household status is renewed.",
                "{n} household statuses are renewed.",
                len(plan.renewing),
            ).format(n=len(plan.renewing))
        )
    if plan.doubts:
        parts.append(
            ngettext(
                "{n} thing deserves a look.", "{n} things deserve a look.", len(plan.doubts)
            ).format(n=len(plan.doubts))
        )
    parts.append(_("Nothing is written until you press the green button."))
    return " ".join(parts)


def verb(plan: ImportPlan, chosen: Sequence[Change]) -> str:
    """What the green button does, with the differences that are ticked."""
    added, renewed = len(plan.adding), len(plan.renewing)
    entries = len({change.person_id for change in chosen})
    if added and entries:
        return ngettext(
            "Add {n} person and take over the changes",
            "Add {n} people and take over the changes",
            added,
        ).format(n=added)
    if entries:
        return ngettext(
            "Take over the changes of {n} person", "Take over the changes of {n} people", entries
        ).format(n=entries)
    if renewed and not added:
        return ngettext(
            "Renew {n} household status", "Renew {n} household statuses", renewed
        ).format(n=renewed)
    return ngettext("Put {n} person into the book", "Put {n} people into the book", added).format(
        n=added
    )
