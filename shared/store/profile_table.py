"""The table of the current snapshot's customers, replaced as a whole while the old one answers."""

from typing import Any

from psycopg import Connection, sql

from shared.store.findings import Findings
from shared.store.profile_columns import AXIS_COLUMNS
from shared.store.profile_rows import profile_columns, profile_rows

#: A table without indexes is filled several times faster; readers keep the old one until the commit.
CREATE = "CREATE TABLE incoming_profiles (LIKE profiles INCLUDING COMMENTS)"

#: Frozen, since nobody else has seen the table: pages need no second visit, and counts can be read off indexes.
COPY = sql.SQL("COPY incoming_profiles ({columns}) FROM STDIN (FORMAT csv, FREEZE)")

#: For the length of the transaction.
MORE_MEMORY = "SET LOCAL maintenance_work_mem = '256MB'"

#: What customers are looked for by, the most valuable of them first.
SEARCHED_BY = ("archetype_id", *AXIS_COLUMNS)
INDEX = sql.SQL("CREATE INDEX ON incoming_profiles ({column}, historic_clv DESC, customer_id)")

#: Keys last: the foreign one is checked in one pass over all rows, and makes loads wait from here to the commit.
FINISH = """
ALTER TABLE incoming_profiles ADD PRIMARY KEY (customer_id);
CREATE INDEX ON incoming_profiles (historic_clv DESC, customer_id);
ANALYZE incoming_profiles;
ALTER TABLE incoming_profiles ADD FOREIGN KEY (customer_id) REFERENCES customers (customer_id) ON DELETE CASCADE;
DROP TABLE profiles;
ALTER TABLE incoming_profiles RENAME TO profiles
"""


def replace_profiles(connection: Connection[Any], findings: Findings) -> None:
    """Put these customers in place of those in `profiles`, in the transaction that is under way.

    Raises ForeignKeyViolation when one of them has been erased.
    """
    connection.execute(MORE_MEMORY)
    connection.execute(CREATE)
    names = sql.SQL(", ").join(map(sql.Identifier, profile_columns(findings)))
    with connection.cursor() as cursor, cursor.copy(COPY.format(columns=names)) as copy:
        for rows in profile_rows(findings):
            copy.write(rows)
    for column in SEARCHED_BY:
        connection.execute(INDEX.format(column=sql.Identifier(column)))
    connection.execute(FINISH)
