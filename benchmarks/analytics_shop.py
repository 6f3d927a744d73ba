"""A shop of a hundred thousand customers that the analytics API can be asked about."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import psycopg
from psycopg.rows import dict_row

from benchmarks.crowd import AS_OF, crowd
from benchmarks.lookup import MAKE_CUSTOMERS
from benchmarks.stores import Stores, running_stores
from shared.domain.access import Role
from shared.segmentation.sales.facts import NOTHING_SOLD
from shared.store.customer_rows import PROFILE_COLUMNS, profile_of
from shared.store.database import Database
from shared.store.keys import KeyStore
from shared.store.shop_figures import ShopFigures
from shared.store.snapshots import SnapshotStore
from shared.tools.payloads import CustomerPayload

CUSTOMERS = 100_000

EVERY_PROFILE = f"""
SELECT {PROFILE_COLUMNS.as_string()}, s.as_of, s.currency, s.axes
FROM profiles p
JOIN customers c USING (customer_id)
JOIN snapshots s ON s.is_current
LEFT JOIN archetypes a ON a.snapshot_id = s.id AND a.archetype_id = p.archetype_id
ORDER BY p.customer_id
"""


@contextmanager
def open_shop(folder: Path, *, customers: int = CUSTOMERS) -> Iterator[tuple[Stores, str]]:
    """The stores, filled, and a service key of the API."""
    with running_stores(folder) as stores:
        with psycopg.connect(stores.database_url, autocommit=True, connect_timeout=10) as connection:
            connection.execute(MAKE_CUSTOMERS, {"customers": customers})
            connection.execute("VACUUM ANALYZE customers")
        database = Database(stores.database_url, size=1, statement_timeout_ms=120_000)
        database.open()
        try:
            findings = crowd(customers)
            before = replace(findings.discovery, as_of=AS_OF - timedelta(days=30))
            snapshots = SnapshotStore(database)
            snapshots.save(replace(findings, discovery=before))
            snapshots.save(findings, ShopFigures(NOTHING_SOLD, ()))
            key = KeyStore(database).create("benchmark", Role.SERVICE, None).secret
        finally:
            database.close()
        yield stores, key


def write_profiles(stores: Stores, file: Path) -> None:
    """Every profile as the API sends it, one a line."""
    with (
        psycopg.connect(stores.database_url, connect_timeout=10) as connection,
        connection.cursor("profiles", row_factory=dict_row) as cursor,
        file.open("w", encoding="utf-8") as lines,
    ):
        for row in cursor.execute(EVERY_PROFILE):
            lines.write(CustomerPayload.of(profile_of(row, row["axes"])).model_dump_json() + "\n")
