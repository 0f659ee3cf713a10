"""The products of the club's own regulation: what may be borrowed, at what interest, how long."""

import json
from collections.abc import Mapping
from dataclasses import asdict
from datetime import date
from typing import TYPE_CHECKING, Any

from app.base.errors import Refused
from app.base.text import N_, _
from app.loans.rules import Product
from app.members.row_records import require_row

if TYPE_CHECKING:
    from app.club.file import Club

READS = frozenset({"product"})
"""The tables behind the questions: what a page that asks them declares."""


def products(club: "Club", on: date | None = None) -> tuple[Product, ...]:
    """The products in the order of writing; `on` keeps those offered on that day."""
    club.require("funds.read")
    rows = club.db.query("select * from product order by until is not null, rowid")
    found = (_product(row) for row in rows)
    return tuple(each for each in found if on is None or _offered(each, on))


def product(club: "Club", product_id: str) -> Product:
    """One product. LookupError when there is none."""
    club.require("funds.read")
    for row in club.db.query("select * from product where id = :id", {"id": product_id}):
        return _product(row)
    raise LookupError(product_id)


def add_product(club: "Club", product: Product) -> str:
    """Write a product into the regulation (`forms.read_product`); its new id."""
    product_id = club.new_id()
    with club.change(N_("Loan product: {name}"), name=product.name):
        club.db.table("product").insert({**_columns(product), "id": product_id})
    return product_id


def change_product(club: "Club", product_id: str, product: Product) -> None:
    """Write a product anew; loans that were decided keep their terms. Raises Refused."""
    with club.change(N_("Change loan product: {name}"), name=product.name):
        require_row(club, "product", product_id)
        club.db.table("product").update(product_id, _columns(product))


def end_product(club: "Club", product_id: str, until: date) -> None:
    """Offer a product no more after a day. Raises Refused."""
    row = require_row(club, "product", product_id)
    with club.change(N_("End loan product: {name}"), name=row["name"]):
        club.db.table("product").update(product_id, {"until": until.isoformat()})


def remove_product(club: "Club", product_id: str) -> None:
    """Take out a product written by mistake. Raises Refused once a loan was asked for with it."""
    row = require_row(club, "product", product_id)
    asked = {"id": product_id}
    if next(club.db.query("select 1 from loan where product_id = :id limit 1", asked), None):
        raise Refused(_("Loans were given with this product. Nothing was changed. End it instead."))
    with club.change(N_("Take out loan product: {name}"), name=row["name"]):
        club.db.table("product").delete(product_id)


def _offered(product: Product, on: date) -> bool:
    return product.since <= on and (product.until is None or on <= product.until)


def _product(row: Mapping[str, Any]) -> Product:
    values = dict(row)
    values["since"] = date.fromisoformat(row["since"])
    values["until"] = None if row["until"] is None else date.fromisoformat(row["until"])
    values["ladder"] = tuple(json.loads(row["ladder"]))
    for name in ("cosigner", "in_kind"):
        values[name] = bool(row[name])
    return Product(**values)


def _columns(product: Product) -> dict[str, Any]:
    columns = asdict(product)
    del columns["id"]
    columns["since"] = product.since.isoformat()
    columns["until"] = None if product.until is None else product.until.isoformat()
    columns["ladder"] = json.dumps(product.ladder)
    for name in ("cosigner", "in_kind"):
        columns[name] = int(columns[name])
    return columns
