import dev
import tour

from app.cli.main import COMMANDS


def test_the_tour_shows_the_main_jobs() -> None:
    shown = {step.command[0] for step in tour.steps()}
    assert shown <= COMMANDS.keys()
    assert COMMANDS.keys() - shown == {"doctor", "key", "pair"}, "show the new command too"


def test_the_tour_takes_its_lists_from_where_they_lie() -> None:
    imports = [step.command for step in tour.steps() if step.command[0] == "import-members"]
    lists = [command[-1] for command in imports if command[1] == tour.ROSTER_CLUB]
    assert len(lists) == 2
    assert all((dev.ROOT / path).is_file() for path in lists)
