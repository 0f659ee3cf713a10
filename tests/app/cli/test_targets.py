"""`so-clb composition`."""

import json
from pathlib import Path
from typing import Any

from click.testing import CliRunner

from app.cli.main import main
from tests.app.members.lists import write_xlsx


def run(*args: object) -> str:
    done = CliRunner().invoke(main, ["--language", "en", *(str(arg) for arg in args)])
    assert done.exit_code == 0, done.output
    return done.stdout


def answer(*args: object) -> Any:
    return json.loads(run(*args, "--json"))


def filled(club_folder: Path, tmp_path: Path) -> Path:
    """31 women and 26 men, 20 of them poor."""
    rows = [
        [f"Nguyễn {'Thị' if number < 31 else 'Văn'} Người {number}", 1930 + number,
         "Nữ" if number < 31 else "Nam", "x" if number < 20 else ""]
        for number in range(57)
    ]  # fmt: skip
    heads = ["Họ tên", "Năm sinh", "Giới tính", "Hộ nghèo"]
    path = write_xlsx(tmp_path / "list.xlsx", {"DS": [heads, *rows]})
    run("import-members", club_folder, path, "--year", 2026)
    return club_folder


def test_each_target_with_figures_and_verdict(club_folder: Path, tmp_path: Path) -> None:
    folder = filled(club_folder, tmp_path)
    on = ("--on", "2026-06-30", "--rules", "national-1533")
    told = {one["id"]: one for one in answer("composition", folder, *on)}
    assert told["women"] == {
        "id": "women",
        "title": "Women",
        "numerator": 31,
        "denominator": 57,
        "percent": 54,
        "target": 60,
        "ideal_to": 70,
        "verdict": "short",
        "advice": "8 more women reach 60 %",
        "clause": "Đoạn “Các câu lạc bộ … bảo đảm chất lượng, chỉ tiêu theo quy định”",
        "unknown": 0,
    }
    assert (told["from_55"]["percent"], told["from_55"]["verdict"]) == (73, "reached")  # 42 of 57
    assert (told["in_need"]["verdict"], told["in_need"]["unknown"]) == ("unknown", 37)
    assert (told["size"]["numerator"], told["size"]["target"]) == (57, None)


def test_the_table_says_which_document_and_day(club_folder: Path, tmp_path: Path) -> None:
    folder = filled(club_folder, tmp_path)
    lines = run("composition", folder, "--on", "30/6/2026").splitlines()
    assert lines[0] == "Bắc Ninh, 2026–2030 (bac-ninh-2026), 30/6/2026"
    assert lines[1].startswith("Kế hoạch của UBND tỉnh Bắc Ninh")
    assert lines[2].startswith("57 members on this day.")
    assert lines[4].startswith("Women among those 60+")
    assert "31 of 37, 83 %" in lines[4]


def test_unknown_rules_name_the_known(club_folder: Path) -> None:
    done = CliRunner().invoke(main, ["composition", str(club_folder), "--rules", "nix"])
    assert done.exit_code == 1
    assert "bac-ninh-2026" in done.output
