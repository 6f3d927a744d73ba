"""Profiles with every figure and prediction, the history of segments, and what the shop sold.

The discoveries kept so far are dropped: they lack all of this. `selvage discover --backfill 12` makes them again from
the orders, better than they were.
"""

from alembic import op

revision = "0004"
down_revision = "0003"

COUPONS = "ALTER TABLE order_lines ADD COLUMN coupon text NOT NULL DEFAULT ''"

DROP = "DROP TABLE profiles, archetypes, snapshots"

DISCOVERIES = """
CREATE TABLE snapshots (
    id                     bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    as_of                  date NOT NULL,
    seed                   bigint NOT NULL,
    currency               text NOT NULL,
    customers              integer NOT NULL,
    axes                   jsonb NOT NULL,
    left_out               jsonb NOT NULL,
    model                  jsonb NOT NULL,
    agreement              double precision,
    prediction             jsonb,
    unpredictable_because  text,
    is_current             boolean NOT NULL DEFAULT false,
    has_places             boolean NOT NULL DEFAULT true,
    created_at             timestamptz NOT NULL DEFAULT now(),
    CHECK (NOT is_current OR (prediction IS NULL) = (unpredictable_because IS NOT NULL))
);
COMMENT ON COLUMN snapshots.is_current IS 'whose customers are in profiles: of the newest day its last run';
COMMENT ON COLUMN snapshots.axes IS 'each with its segments, lowest first: what positions in arrays stand for';
COMMENT ON COLUMN snapshots.model IS 'what places one more customer: scaling, centres and strength cuts of each axis';
COMMENT ON COLUMN snapshots.prediction IS 'horizons and months of the arrays in profiles, and what the models rest on';
COMMENT ON COLUMN snapshots.has_places IS 'whether places holds its customers; counts are kept for ever';
CREATE UNIQUE INDEX snapshots_current ON snapshots (is_current) WHERE is_current;

CREATE TABLE archetypes (
    snapshot_id      bigint NOT NULL REFERENCES snapshots (id) ON DELETE CASCADE,
    position         integer NOT NULL,
    archetype_id     text NOT NULL,
    name             text NOT NULL,
    signature        jsonb NOT NULL,
    traits           jsonb NOT NULL,
    member_count     integer NOT NULL,
    population_share double precision NOT NULL,
    average_clv      double precision NOT NULL,
    total_revenue    double precision NOT NULL,
    PRIMARY KEY (snapshot_id, position),
    UNIQUE (snapshot_id, archetype_id)
);
CREATE INDEX archetypes_by_id ON archetypes (archetype_id);

CREATE TABLE segments (
    snapshot_id   bigint NOT NULL REFERENCES snapshots (id) ON DELETE CASCADE,
    axis          text NOT NULL,
    segment       text NOT NULL,
    position      integer NOT NULL,
    weak          integer NOT NULL,
    moderate      integer NOT NULL,
    strong        integer NOT NULL,
    members       integer NOT NULL GENERATED ALWAYS AS (weak + moderate + strong) STORED,
    average_clv   double precision NOT NULL,
    total_revenue double precision NOT NULL,
    PRIMARY KEY (snapshot_id, axis, segment)
);
COMMENT ON COLUMN segments.position IS 'place among the axis'' segments, lowest first, from 0';
CREATE INDEX segments_by_name ON segments (axis, segment);

CREATE TABLE places (
    customer_id  text NOT NULL REFERENCES customers (customer_id) ON DELETE CASCADE,
    snapshot_id  bigint NOT NULL REFERENCES snapshots (id) ON DELETE CASCADE,
    archetype    integer,
    segments     smallint[] NOT NULL,
    historic_clv double precision NOT NULL,
    PRIMARY KEY (customer_id, snapshot_id)
);
COMMENT ON TABLE places IS 'where every customer stood in the snapshots that are kept whole';
COMMENT ON COLUMN places.archetype IS 'its position among the archetypes of the snapshot';
COMMENT ON COLUMN places.segments IS 'the dominant segment''s position on each axis of the snapshot''s model';
CREATE INDEX places_by_snapshot ON places (snapshot_id);
"""

PROFILES = """
CREATE TABLE profiles (
    customer_id                 text PRIMARY KEY REFERENCES customers (customer_id) ON DELETE CASCADE,
    archetype_id                text NOT NULL,
    purchase_frequency          text NOT NULL,
    purchase_value              text NOT NULL,
    engagement                  text NOT NULL,
    engagement_trend            text NOT NULL,
    repurchase_behavior         text NOT NULL,
    discount_sensitivity        text NOT NULL,
    category_exploration        text NOT NULL,
    basket_size                 text NOT NULL,
    seasonality                 text NOT NULL,
    strengths                   text NOT NULL,
    memberships                 real[] NOT NULL,
    rfm_group                   text NOT NULL,
    churn_level                 text NOT NULL,
    favourite_category          text NOT NULL,
    first_order_on              date NOT NULL,
    last_order_on               date NOT NULL,
    historic_clv                double precision NOT NULL,
    predicted_clv               double precision,
    historic_number_of_orders   integer NOT NULL,
    average_order_value         double precision NOT NULL,
    average_days_between_orders double precision,
    days_since_last_order       integer NOT NULL,
    tenure_days                 integer NOT NULL,
    churn_probability           double precision,
    gap_variation               double precision,
    gap_trend                   double precision,
    spend_trend                 double precision,
    spent_last_90               double precision,
    spent_previous_90           double precision,
    orders_last_90              integer,
    orders_previous_90          integer,
    lines_per_order             double precision,
    units_per_order             double precision,
    median_line_units           double precision,
    categories                  integer,
    category_concentration      double precision,
    repurchase_ratio            double precision,
    discount_share              double precision,
    discounted_orders_share     double precision,
    coupon_orders_share         double precision,
    return_share                double precision,
    recency_score               smallint,
    frequency_score             smallint,
    monetary_score              smallint,
    purchase_probability        real[],
    next_purchase_days          real[],
    usual_gap_days              real,
    clv                         real[],
    clv_low                     real[],
    clv_high                    real[]
);
COMMENT ON COLUMN profiles.customer_id IS 'of the current snapshot; the next one replaces the table as a whole';
COMMENT ON COLUMN profiles.archetype_id IS 'empty for a customer without one, as are the segments of an axis left out';
COMMENT ON COLUMN profiles.strengths IS 'a letter for each axis, in the order of the columns: w, m, s or -';
COMMENT ON COLUMN profiles.memberships IS 'of all axes, one after the other, as in the snapshot''s model';
COMMENT ON COLUMN profiles.next_purchase_days IS 'low end, median and high end, if there is a purchase';
"""

SALES = """
CREATE TABLE month_sales (
    month         date PRIMARY KEY,
    revenue       double precision NOT NULL,
    orders        integer NOT NULL,
    customers     integer NOT NULL,
    new_customers integer NOT NULL,
    units         bigint NOT NULL,
    is_whole      boolean NOT NULL
);

CREATE TABLE product_sales (
    product_id                 text PRIMARY KEY,
    name                       text NOT NULL,
    category                   text NOT NULL,
    units                      bigint NOT NULL,
    returned_units             bigint NOT NULL,
    revenue                    double precision NOT NULL,
    orders                     integer NOT NULL,
    customers                  integer NOT NULL,
    repeat_customers_share     double precision NOT NULL,
    revenue_last_90            double precision NOT NULL,
    revenue_previous_90        double precision NOT NULL,
    revenue_last_90_a_year_ago double precision,
    first_sold_on              date NOT NULL,
    last_sold_on               date NOT NULL
);

CREATE TABLE category_months (
    category  text NOT NULL,
    month     date NOT NULL,
    revenue   double precision NOT NULL,
    orders    integer NOT NULL,
    customers integer NOT NULL,
    units     bigint NOT NULL,
    PRIMARY KEY (month, category)
);

CREATE TABLE product_pairs (
    product_a         text NOT NULL,
    name_a            text NOT NULL,
    product_b         text NOT NULL,
    name_b            text NOT NULL,
    orders            integer NOT NULL,
    support           double precision NOT NULL,
    confidence_a_to_b double precision NOT NULL,
    confidence_b_to_a double precision NOT NULL,
    lift              double precision NOT NULL,
    least_lift        double precision NOT NULL,
    PRIMARY KEY (product_a, product_b)
);

CREATE TABLE event_sales (
    event         text NOT NULL,
    name          text NOT NULL,
    year          integer NOT NULL,
    starts_on     date NOT NULL,
    ends_on       date NOT NULL,
    revenue       double precision NOT NULL,
    orders        integer NOT NULL,
    customers     integer NOT NULL,
    new_customers integer NOT NULL,
    uplift        double precision,
    is_whole      boolean NOT NULL,
    PRIMARY KEY (event, year)
);

CREATE TABLE event_customers (
    event          text NOT NULL,
    customer_id    text NOT NULL REFERENCES customers (customer_id) ON DELETE CASCADE,
    years          integer NOT NULL,
    orders         integer NOT NULL,
    spent          double precision NOT NULL,
    share_of_spend double precision NOT NULL,
    PRIMARY KEY (event, customer_id)
);
CREATE INDEX event_customers_by_customer ON event_customers (customer_id);

CREATE TABLE forecasts (
    figure              text PRIMARY KEY,
    method              text NOT NULL,
    measured_coverage   double precision,
    measured_on         integer NOT NULL,
    reason              text NOT NULL,
    no_forecast_because text
);

CREATE TABLE forecast_months (
    figure   text NOT NULL REFERENCES forecasts (figure) ON DELETE CASCADE,
    month    date NOT NULL,
    mean     double precision NOT NULL,
    low      double precision NOT NULL,
    high     double precision NOT NULL,
    coverage double precision NOT NULL,
    PRIMARY KEY (figure, month)
);
COMMENT ON TABLE month_sales IS 'as of the current snapshot, as are products, categories, pairs, events and forecasts';
"""


def upgrade() -> None:
    """Run the SQL above."""
    for statements in (COUPONS, DROP, DISCOVERIES, PROFILES, SALES):
        op.execute(statements)
