"""`so-clb words`: an amount in Vietnamese words."""

import click

from app.base import money
from app.cli.main import emit


# A negative amount begins like an option.
@click.command(context_settings={"ignore_unknown_options": True})
@click.argument("amount")
@click.option("--south", is_flag=True, help="Say ngàn and lẻ instead of nghìn and linh.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON document.")
def words(amount: str, south: bool, as_json: bool) -> None:
    """Print AMOUNT in Vietnamese words: 1005000, 1.005.000 or 1tr5."""
    number = money.parse(amount)
    style = money.SOUTH if south else money.NORTH
    said = money.words(number, style)
    if as_json:
        emit({"amount": number, "words": said, "sentence": money.sentence(number, style)})
    else:
        click.echo(said)
