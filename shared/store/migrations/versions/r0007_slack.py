"""What is kept of Slack: messages, answers with their verdicts, subscriptions, home tabs; and the role of viewers."""

from alembic import op

revision = "0007"
down_revision = "0006"

POSTS = """
CREATE TABLE slack_posts (
    key        text PRIMARY KEY,
    channel    text NOT NULL,
    thread_ts  text,
    ts         text,
    begun_at   timestamptz NOT NULL DEFAULT now(),
    posted_at  timestamptz
);
COMMENT ON TABLE slack_posts IS 'messages that we send once: kept before they are sent; no ts: perhaps not sent';
CREATE INDEX slack_posts_begun ON slack_posts (begun_at);
"""

ANSWERS = """
CREATE TABLE slack_answers (
    id          uuid PRIMARY KEY,
    user_id     text NOT NULL,
    channel     text NOT NULL,
    thread_ts   text,
    query_type  text NOT NULL,
    slots       jsonb NOT NULL,
    tool        text,
    engine      text NOT NULL,
    confidence  double precision NOT NULL,
    asked_back  boolean NOT NULL,
    seconds     double precision NOT NULL,
    answered_at timestamptz NOT NULL DEFAULT now()
);
COMMENT ON TABLE slack_answers IS 'how questions were read, to show the answer again and to judge it; never their text';
COMMENT ON COLUMN slack_answers.slots IS 'what was asked for; a customer by id alone';
CREATE INDEX slack_answers_at ON slack_answers (answered_at);

CREATE TABLE slack_verdicts (
    answer_id uuid NOT NULL REFERENCES slack_answers (id) ON DELETE CASCADE,
    user_id   text NOT NULL,
    is_good   boolean NOT NULL,
    judged_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (answer_id, user_id)
);
COMMENT ON TABLE slack_verdicts IS 'thumbs up and down; the last one of each person counts';
"""

SUBSCRIPTIONS = """
CREATE TABLE subscriptions (
    id          uuid PRIMARY KEY DEFAULT uuidv7(),
    name        text UNIQUE,
    channel     text NOT NULL,
    thread_ts   text,
    user_id     text,
    query_type  text NOT NULL,
    slots       jsonb NOT NULL DEFAULT '{}',
    rhythm      text NOT NULL CHECK (rhythm IN ('daily', 'weekly', 'monthly')),
    day         smallint,
    at          time NOT NULL,
    time_zone   text NOT NULL,
    condition   jsonb,
    last_value  double precision,
    created_at  timestamptz NOT NULL DEFAULT now(),
    ended_at    timestamptz
);
COMMENT ON TABLE subscriptions IS 'reports that are sent by the clock, and alerts: reports with a condition';
COMMENT ON COLUMN subscriptions.name IS 'of those that the settings ask for; null for those of people';
COMMENT ON COLUMN subscriptions.day IS 'weekly: 1 is Monday; monthly: the day of the month; daily: null';
CREATE INDEX subscriptions_alive ON subscriptions (created_at) WHERE ended_at IS NULL;
"""

DELIVERIES = """
COMMENT ON COLUMN deliveries.hint IS
    'where to look: ids only, never what a customer wrote; of Slack what was sent, until its job is done';
CREATE INDEX slack_payloads ON deliveries (received_at) WHERE source = 'slack' AND hint ? 'payload';
"""

HOMES = """
CREATE TABLE slack_homes (
    user_id      text PRIMARY KEY,
    opened_at    timestamptz NOT NULL DEFAULT now(),
    refreshed_at timestamptz
);
COMMENT ON TABLE slack_homes IS 'who has opened our home tab, so that it is kept fresh for those who look at it';
"""

ROLES = """
ALTER TABLE api_keys
    DROP CONSTRAINT api_keys_role_check,
    ADD CONSTRAINT api_keys_role_check CHECK (role IN ('viewer', 'analyst', 'support', 'service', 'admin'));
"""


def upgrade() -> None:
    """Run the SQL above."""
    for statements in (POSTS, ANSWERS, SUBSCRIPTIONS, DELIVERIES, HOMES, ROLES):
        op.execute(statements)
