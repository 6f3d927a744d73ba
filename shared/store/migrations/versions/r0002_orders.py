"""Customers and their order lines, as `selvage load` reads them."""

from alembic import op

revision = "0002"
down_revision = "0001"

UP = """
CREATE TABLE customers (
    customer_id text PRIMARY KEY,
    name        text,
    email       text
);
CREATE INDEX customers_by_email ON customers (lower(email));

CREATE TABLE order_lines (
    order_id     text NOT NULL,
    line         integer NOT NULL,
    customer_id  text NOT NULL REFERENCES customers (customer_id),
    ordered_at   timestamptz NOT NULL,
    product_id   text NOT NULL,
    product_name text NOT NULL,
    category     text NOT NULL,
    quantity     integer NOT NULL,
    unit_price   numeric(14, 4) NOT NULL CHECK (unit_price >= 0),
    discount     numeric(14, 4) NOT NULL CHECK (discount >= 0),
    PRIMARY KEY (order_id, line)
);
CREATE INDEX order_lines_by_customer ON order_lines (customer_id, ordered_at);

CREATE TABLE loads (
    id          bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    file_name   text NOT NULL,
    file_sha256 text NOT NULL,
    shape       text NOT NULL,
    orders      integer NOT NULL,
    lines       integer NOT NULL,
    customers   integer NOT NULL,
    refused     integer NOT NULL,
    loaded_at   timestamptz NOT NULL DEFAULT now()
);
"""


def upgrade() -> None:
    """Run the SQL above."""
    op.execute(UP)
