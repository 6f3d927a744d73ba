import psycopg

from shared.store.migrate import migrate, newest_revision


def test_a_database_at_the_newest_revision_stays_there(database_url: str) -> None:
    assert migrate(database_url) == newest_revision()


def test_the_migrations_made_the_tables_that_the_code_names(database_url: str) -> None:
    with psycopg.connect(database_url) as connection:
        rows = connection.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'").fetchall()
    assert {"deliveries", "jobs", "drafts", "customers", "order_lines", "loads"} <= {name for (name,) in rows}
