"""What a club sends, and what the commune answers."""

import hashlib
from datetime import date
from pathlib import Path

from app.bundle import write
from app.club.file import Club
from app.commune.receive import Outcome
from tests.exchange import Exchange
from tests.makers import TODAY


def send(exchange: Exchange, on: date = TODAY) -> Path:
    """One file on the stick; its twin is removed."""
    first, second = write.export(exchange.club, exchange.stick, on).files
    second.unlink()
    return first


def sum_of(commune: Club) -> str:
    return hashlib.sha256((commune.folder / "commune.db").read_bytes()).hexdigest()


def told(outcomes: list[Outcome]) -> list[tuple[str, str | None]]:
    return [(outcome.result, outcome.reason) for outcome in outcomes]
