"""The club itself: its pages, each with its forms."""

from collections.abc import Iterator

from app.organisation import team_records
from screens.walk import TODAY, Walk
from ui.organisation.teams import TeamPage


def pages(step: Walk) -> Iterator[str]:
    step.open("organisation")
    yield "organisation"
    step.window.help()
    yield "organisation-help"
    step.window.back()
    for key, name in (("F2", "place"), ("F3", "founding")):
        step.press(key)
        yield f"organisation-{name}"
        step.window.back()
    forms = {
        "board": (("Ctrl+E", "new"), ("F3", "areas")),
        "teams": (),
        "pairs": (),
        "equipment": (("F4", "check"), ("F3", "look")),
        "trainings": (),
        "visits": (),
        "feedback": (("F3", "answer"),),
    }
    for page, more in forms.items():
        step.open("organisation", what=page)
        yield page
        for key, name in (("Ctrl+N", "add"), ("F2", "change"), *more):
            step.press(key)
            yield f"{page}-{name}"
            step.window.back()

    team = team_records.teams(step.session.club, TODAY)[0]
    step.show(TeamPage(step.session, step.window, team.id))
    yield "team"
    step.press("Ctrl+N")
    yield "team-people"
    step.window.back()
    step.window.back()
