"""What `selvage backtest` does: read the file, ask every contestant, draw."""

from datetime import UTC, date, datetime
from pathlib import Path

from rich.progress import Progress

from shared.cli.backtest_plots import draw
from shared.cli.backtest_summary import BacktestSummary
from shared.cli.load import TOLERANCE, progress_bar
from shared.errors import Permanent
from shared.order_files.purchase_log import PurchaseLog, read_purchase_log
from shared.segmentation.backtest.run import backtest


def run(
    orders: Path, *, cutoff: date | None, horizon: int, seed: int, currency: str, plots: Path | None
) -> BacktestSummary:
    """How every contestant did; with `plots`, their charts are in that folder.

    Raises Permanent or InvalidPayload when the file, the cutoff or the horizon does not allow to judge.
    """
    now = datetime.now(UTC)  # noqa: TID251  the door where the present comes in
    with progress_bar() as progress:
        log = _read(orders, now + TOLERANCE, currency, progress)
        task = progress.add_task("Reading is done", total=None)
        result = backtest(
            log.purchases,
            cutoff=cutoff,
            horizon=horizon,
            seed=seed,
            has_values=log.has_values,
            tell=lambda name: progress.update(task, description=f"Asking {name}"),
        )
        if plots:
            progress.update(task, description="Drawing")
            draw(result, plots)
    return BacktestSummary(orders.name, log, result)


def _read(path: Path, newest: datetime, currency: str, progress: Progress) -> PurchaseLog:
    task = progress.add_task(f"Reading {path.name}", total=None)
    log = read_purchase_log(
        path,
        newest=newest,
        currency=currency,
        seen=lambda done, whole: progress.update(task, completed=done, total=whole),
    )
    progress.remove_task(task)
    if log.refused and not log.customer_ids:
        reason, count = max(log.refused.items(), key=lambda item: item[1])
        raise Permanent(f"none of the {log.rows:,} rows of {path.name} is a purchase; {count:,} were refused: {reason}")
    return log
