import json

import pytest
from click.testing import CliRunner

from app.cli.main import main


def run(*args: str) -> str:
    done = CliRunner().invoke(main, ["words", *args])
    assert done.exit_code == 0, done.output
    return done.stdout


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (("1005000",), "một triệu không trăm linh năm nghìn đồng\n"),
        (("1.005.000",), "một triệu không trăm linh năm nghìn đồng\n"),
        (("1005000", "--south"), "một triệu không trăm lẻ năm ngàn đồng\n"),
        (("-5",), "âm năm đồng\n"),
        (("0",), "không đồng\n"),
    ],
)
def test_an_amount_is_said_in_words(args: tuple[str, ...], said: str) -> None:
    assert run(*args) == said


def test_json_holds_the_sentence_of_vouchers_too() -> None:
    assert json.loads(run("1tr25", "--json")) == {
        "amount": 1_250_000,
        "words": "một triệu hai trăm năm mươi nghìn đồng",
        "sentence": "Một triệu hai trăm năm mươi nghìn đồng chẵn",
    }


def test_what_is_no_amount_ends_in_one_sentence() -> None:
    done = CliRunner().invoke(main, ["words", "many"])
    assert done.exit_code == 1
    assert done.stdout == ""
    assert "many" in done.stderr
    assert done.stderr.count("\n") == 1
