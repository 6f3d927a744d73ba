"""Discoveries: each is kept, the newest one answers."""

from alembic import op

revision = "0003"
down_revision = "0002"

UP = """
CREATE TABLE snapshots (
    id         bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    as_of      date NOT NULL,
    seed       bigint NOT NULL,
    currency   text NOT NULL,
    customers  integer NOT NULL,
    model      jsonb NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now()
);
COMMENT ON COLUMN snapshots.id IS 'the largest one is current';
COMMENT ON COLUMN snapshots.model IS 'what places one more customer: scaling, centres and strength cuts of each axis';

CREATE TABLE archetypes (
    snapshot_id      bigint NOT NULL REFERENCES snapshots (id) ON DELETE CASCADE,
    archetype_id     text NOT NULL,
    name             text NOT NULL,
    signature        jsonb NOT NULL,
    member_count     integer NOT NULL,
    population_share double precision NOT NULL,
    average_clv      double precision NOT NULL,
    total_revenue    double precision NOT NULL,
    PRIMARY KEY (snapshot_id, archetype_id)
);

CREATE TABLE profiles (
    snapshot_id                 bigint NOT NULL REFERENCES snapshots (id) ON DELETE CASCADE,
    customer_id                 text NOT NULL REFERENCES customers (customer_id) ON DELETE CASCADE,
    archetype_id                text,
    axes                        jsonb NOT NULL,
    historic_clv                double precision NOT NULL,
    historic_number_of_orders   integer NOT NULL,
    average_order_value         double precision NOT NULL,
    average_days_between_orders double precision,
    first_order_on              date NOT NULL,
    last_order_on               date NOT NULL,
    PRIMARY KEY (snapshot_id, customer_id),
    FOREIGN KEY (snapshot_id, archetype_id) REFERENCES archetypes (snapshot_id, archetype_id)
);
COMMENT ON TABLE profiles IS 'names and addresses stay in customers: erasing a customer there erases all of this';
CREATE INDEX profiles_by_customer ON profiles (customer_id);
"""


def upgrade() -> None:
    """Run the SQL above."""
    op.execute(UP)
