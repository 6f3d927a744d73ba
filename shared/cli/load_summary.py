"""What `selvage load` says when it is done."""

import json
from dataclasses import asdict, dataclass
from functools import partial
from pathlib import Path

from rich.console import Console
from rich.table import Table

from shared.domain.words import counted
from shared.store.orders import Changes, Contents

#: How many reasons for refusing rows are shown; the rejects file has all.
MOST_REASONS = 8


@dataclass(frozen=True, slots=True)
class LoadSummary:
    """What a file held, what it changed, and what was refused."""

    file: str
    shape: str
    contents: Contents
    changes: Changes
    #: Customers of the file who were erased before, and so left out.
    forgotten_customers: int
    #: Reason to number of rows.
    refused: dict[str, int]
    #: Where the refused rows are; None when there were none.
    rejects: Path | None

    @property
    def commonest_reasons(self) -> list[tuple[str, int]]:
        """The reasons by number of rows, most first."""
        return sorted(self.refused.items(), key=lambda item: (-item[1], item[0]))

    def as_json(self, seconds: float) -> str:
        """One JSON object, the reasons most frequent first."""
        summary = {
            "file": self.file,
            "shape": self.shape,
            "nothing_new": self.changes.is_empty,
            **asdict(self.contents),
            **asdict(self.changes),
            "forgotten_customers": self.forgotten_customers,
            "refused": sum(self.refused.values()),
            "reasons": dict(self.commonest_reasons),
            "rejects": str(self.rejects) if self.rejects else None,
            "seconds": round(seconds, 2),
        }
        return json.dumps(summary, default=lambda moment: moment.isoformat())

    def print_to(self, console: Console, seconds: float) -> None:
        """The same for people."""
        say = partial(console.print, soft_wrap=True, markup=False)
        contents, changes = self.contents, self.changes
        if not changes.is_empty:
            say(f"Loaded {self.file} ({self.shape}) in {seconds:.1f} s.")
            say(self._table())
        elif contents.orders:
            say(f"Nothing new: the store already holds every order of {self.file} ({contents.orders:,}).")
        else:
            say(f"Nothing new: {self.file} holds no order that can be stored.")
        if contents.first_order_at and contents.last_order_at:
            say(f"The orders are from {contents.first_order_at:%Y-%m-%d} to {contents.last_order_at:%Y-%m-%d}.")
        if changes.invented_names:
            say(f"Names and addresses are invented for customers who had none: {changes.invented_names:,}.")
        if self.forgotten_customers:
            say(f"Left out, since they were erased: {counted(self.forgotten_customers, 'customer')}.")
        if self.refused:
            say(self._reasons())
            say(f"The refused rows are in {self.rejects}, with the reason for each.")

    def _table(self) -> Table:
        contents, changes = self.contents, self.changes
        table = Table(box=None, pad_edge=False)
        for heading in ("", "in the file", "new", "changed", "withdrawn"):
            table.add_column(heading, justify="right" if heading else "left")
        orders = (contents.orders, changes.new_orders, changes.changed_orders, changes.withdrawn_orders)
        customers = (contents.customers, changes.new_customers, changes.changed_customers)
        table.add_row("orders", *(f"{count:,}" for count in orders))
        table.add_row("lines", f"{contents.lines:,}")
        table.add_row("customers", *(f"{count:,}" for count in customers))
        return table

    def _reasons(self) -> Table:
        table = Table(box=None, pad_edge=False)
        table.add_column("refused rows", justify="right")
        table.add_column("because")
        for reason, count in self.commonest_reasons[:MOST_REASONS]:
            table.add_row(f"{count:,}", reason)
        if hidden := self.commonest_reasons[MOST_REASONS:]:
            table.add_row(f"{sum(count for _, count in hidden):,}", f"{len(hidden)} other reasons")
        return table
