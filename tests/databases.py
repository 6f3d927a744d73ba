"""Databases for tests: a new one costs a third of a second, so each is emptied and used again.

What a test finds is what the migrations have put there, and nothing else. Where a test has changed the schema or the
settings, its database is dropped.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from uuid import uuid4

import psycopg
from psycopg import Connection, sql

from shared.embedded.postgres import EmbeddedPostgres

#: Everything that a test could change besides rows, as one figure. A discovery puts a new table in the place of the old
#: one, under its name; its indexes and constraints keep the names that they were made with.
SHAPE = """
WITH tables AS (
    SELECT oid, relname, relkind FROM pg_class
    WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p', 'v', 'm', 'S')
)
SELECT md5(concat(
    (SELECT string_agg(concat(relname, relkind), ',' ORDER BY relname) FROM tables),
    (SELECT string_agg(concat(relname, attname, atttypid, attnotnull), ',' ORDER BY relname, attname)
     FROM pg_attribute JOIN tables ON attrelid = tables.oid WHERE attnum > 0),
    (SELECT string_agg(definition, ',' ORDER BY definition)
     FROM (SELECT concat(relname, pg_get_constraintdef(c.oid)) AS definition
           FROM pg_constraint c JOIN tables ON conrelid = tables.oid WHERE contype <> 'n') AS defined),
    (SELECT string_agg(concat(relname, tgname, tgenabled), ',' ORDER BY relname, tgname)
     FROM pg_trigger JOIN tables ON tgrelid = tables.oid WHERE NOT tgisinternal),
    (SELECT string_agg(prosrc, ',' ORDER BY proname) FROM pg_proc WHERE pronamespace = 'public'::regnamespace),
    (SELECT string_agg(nspname, ',' ORDER BY nspname) FROM pg_namespace WHERE nspname NOT LIKE 'pg_%'),
    (SELECT string_agg(setconfig::text, ',') FROM pg_db_role_setting
     WHERE setdatabase = (SELECT oid FROM pg_database WHERE datname = current_database()))
))
"""
TABLES = "SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY tablename"
#: Whoever is still connected keeps locks, and may write.
SEND_AWAY = """
SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity
WHERE datname = current_database() AND pid <> pg_backend_pid()
"""


class Databases:
    """Migrated databases, each for one test at a time."""

    def __init__(self, postgres: EmbeddedPostgres, template: str) -> None:
        self._cluster, self._template = postgres.cluster, template
        self._clean: list[str] = []
        with self._inside(template) as connection:
            self._shape = _shape(connection)
            self._kept = frozenset(_with_rows(connection, _tables(connection)))

    @contextmanager
    def one(self) -> Iterator[str]:
        """The address of a database as the migrations leave it."""
        name = self._clean.pop() if self._clean else self._made()
        yield self._cluster.url(name)
        if self._cleaned(name):
            self._clean.append(name)
        else:
            self._drop(name)

    def _made(self) -> str:
        name = f"test_{uuid4().hex}"
        with self._inside("") as admin:
            admin.execute(
                sql.SQL("CREATE DATABASE {} TEMPLATE {}").format(sql.Identifier(name), sql.Identifier(self._template))
            )
        return name

    def _drop(self, name: str) -> None:
        with self._inside("") as admin:
            admin.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name)))

    def _cleaned(self, name: str) -> bool:
        """Whether the database is as it was; its rows are taken out."""
        try:
            with self._inside(name) as connection:
                connection.execute(SEND_AWAY)
                if _shape(connection) != self._shape:
                    return False
                tables = _tables(connection)
                filled = _with_rows(connection, tables)
                if not self._kept <= frozenset(filled):
                    return False
                # Rows that may never be changed are nobody's after the test.
                connection.execute("SET session_replication_role = replica")
                emptied = [sql.Identifier(table) for table in filled if table not in self._kept]
                if emptied:
                    connection.execute(
                        sql.SQL("TRUNCATE {} RESTART IDENTITY CASCADE").format(sql.SQL(", ").join(emptied))
                    )
        except psycopg.Error:
            return False
        return True

    def _inside(self, name: str) -> Connection[tuple[object, ...]]:
        url = self._cluster.url(name) if name else self._cluster.url()
        return psycopg.connect(url, autocommit=True)


def _shape(connection: Connection[tuple[object, ...]]) -> object:
    return connection.execute(SHAPE).fetchone()


def _tables(connection: Connection[tuple[object, ...]]) -> list[str]:
    return [str(table) for (table,) in connection.execute(TABLES).fetchall()]


def _with_rows(connection: Connection[tuple[object, ...]], tables: list[str]) -> list[str]:
    asked = sql.SQL(" UNION ALL ").join(
        sql.SQL("SELECT {name} WHERE EXISTS (SELECT FROM {table})").format(
            name=sql.Literal(table), table=sql.Identifier(table)
        )
        for table in tables
    )
    return [str(table) for (table,) in connection.execute(asked).fetchall()]
