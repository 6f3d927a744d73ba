import os
import signal
import subprocess
import sys
from pathlib import Path

import psycopg
import pytest
from rich.progress import Progress
from tenacity import retry, retry_if_result, stop_after_delay, wait_fixed

from shared.cli.load import load_orders
from shared.cli.load_summary import LoadSummary
from shared.errors import InvalidPayload, Retryable
from shared.store.orders import OrderStore
from tests.factories_orders import a_csv, a_parquet, known_shapes, own_row, retail_row

RETAIL = Path(__file__).parents[2] / "data" / "online_retail_2010_2011.parquet"
ROWS = """SELECT (SELECT count(*) FROM customers), (SELECT count(*) FROM order_lines), (SELECT count(*) FROM loads)"""
COPYING = """SELECT count(*) FROM pg_stat_activity
             WHERE datname = current_database() AND state = 'active' AND query LIKE 'COPY staged%'"""


def load(file: Path, database_url: str) -> LoadSummary:
    return load_orders(
        file,
        OrderStore(database_url),
        known_shapes(),
        rejects_path=file.with_suffix(".rejects.csv"),
        invent=None,
        progress=Progress(disable=True),
    )


def counts(database_url: str, query: str) -> tuple[int, ...]:
    with psycopg.connect(database_url) as connection:
        return connection.execute(query).fetchall()[0]


def test_two_loads_at_once_are_one_too_many(database_url: str, tmp_path: Path) -> None:
    file = a_csv(tmp_path / "orders.csv", [own_row()])
    with (
        OrderStore(database_url).load(),
        pytest.raises(Retryable, match="another load is running: wait until it has ended"),
    ):
        load(file, database_url)
    assert counts(database_url, ROWS) == (0, 0, 0)
    load(file, database_url)
    assert counts(database_url, ROWS) == (1, 1, 1)


def test_a_file_that_breaks_off_leaves_nothing_behind(database_url: str, tmp_path: Path) -> None:
    rows = [retail_row(invoice=str(number), price=-1.0 if number == 0 else 1.0) for number in range(30_000)]
    file = a_parquet(tmp_path / "orders.parquet", rows)
    content = bytearray(file.read_bytes())
    middle = len(content) // 2
    content[middle : middle + 1000] = b"\xff" * 1000
    file.write_bytes(content)
    with pytest.raises(InvalidPayload, match="breaks off"):
        load(file, database_url)
    assert counts(database_url, ROWS) == (0, 0, 0)
    assert list(tmp_path.iterdir()) == [file]


def test_a_killed_load_leaves_nothing_behind(database_url: str, tmp_path: Path) -> None:
    command = [sys.executable, "-c", "from shared.cli.app import main; main()", "load", str(RETAIL)]
    process = subprocess.Popen(command, cwd=tmp_path, env={**os.environ, "DATABASE_URL": database_url})

    @retry(retry=retry_if_result(lambda is_so: not is_so), stop=stop_after_delay(60), wait=wait_fixed(0.05))
    def wait_until_copies_are(count: int) -> bool:
        return counts(database_url, COPYING) == (count,)

    try:
        wait_until_copies_are(1)
        process.send_signal(signal.SIGKILL)
        process.wait(timeout=30)
        wait_until_copies_are(0)
    finally:
        process.kill()
        process.wait()
    assert counts(database_url, ROWS) == (0, 0, 0)
    assert list(tmp_path.iterdir()) == []
