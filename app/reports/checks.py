"""Everything that can be asked of an open book, its money too: the file, the ledger, the loans."""

from app.base.job import NO_JOB, Job
from app.base.text import _
from app.club import check as of_file
from app.club.check import Finding
from app.club.file import Club
from app.funds import check as of_funds
from app.loans import check as of_loans


def check(club: Club, job: Job = NO_JOB) -> tuple[Finding, ...]:
    """Look at everything that the officer at work may read of. Changes nothing, and goes on after a
    fault."""
    found = of_file.check(club, job)
    job.step(0, 1, _("The money"))
    if club.actor.may("funds.read"):
        found += of_funds.looks(club)
    if club.actor.may("loans.read"):
        found += of_loans.looks(club)
    return found
