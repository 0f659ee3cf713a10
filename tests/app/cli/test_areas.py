"""`so-clb areas`."""

import json
from pathlib import Path
from typing import Any

from click.testing import CliRunner

from app.areas import records
from app.areas.rules import Activity
from app.base.areas import AREAS
from app.cli.main import main
from app.club.file import open_file
from tests.makers import fast_ports


def run(*args: object) -> str:
    done = CliRunner().invoke(main, ["--language", "en", *(str(arg) for arg in args)])
    assert done.exit_code == 0, done.output
    return done.stdout


def filled(folder: Path) -> Path:
    """All areas in May, all but rights in June."""
    club = open_file(folder, fast_ports())
    for month in (5, 6):
        for area in AREAS:
            if (area, month) != ("rights", 6):
                on = f"2026-{month:02}-21"
                records.add_activity(club, Activity("", area, "other", on, "Việc"))
    club.close()
    return folder


def test_the_year_as_json(club_folder: Path) -> None:
    folder = filled(club_folder)
    told: dict[str, Any] = json.loads(run("areas", folder, "--year", 2026, "--json"))
    assert list(told) == ["areas", "complete_months", "missing"]
    assert list(told["areas"]) == list(AREAS)
    assert told["areas"]["income"]["2026-05"] == 1
    assert told["areas"]["rights"]["2026-06"] == 0
    assert told["complete_months"] == ["2026-05"]
    assert told["missing"]["2026-06"] == ["rights"]
    assert "2026-05" not in told["missing"]
    assert "2026-04" not in told["missing"]  # before the first entry


def test_the_year_in_words(club_folder: Path) -> None:
    folder = filled(club_folder)
    lines = run("areas", folder, "--year", 2026).splitlines()
    assert lines[0].split()[:3] == ["Area", "M5", "M6"]
    assert next(line for line in lines if line.startswith("Rights")).split()[-7:-5] == ["1", "-"]
    assert any(line.startswith("1 of ") for line in lines)
    assert "Month 6: nothing yet in Rights and benefits." in lines
    assert "0 of 0 months have all 8 areas." in run("areas", folder, "--year", 2025)
