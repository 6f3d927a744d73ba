"""Deliveries, jobs and drafts: what the door records, what workers claim, what was posted."""

from alembic import op

revision = "0001"
down_revision = None

UP = """
CREATE TABLE deliveries (
    id          uuid PRIMARY KEY DEFAULT uuidv7(),
    source      text NOT NULL,
    external_id text NOT NULL,
    hint        jsonb NOT NULL,
    received_at timestamptz NOT NULL DEFAULT now(),
    UNIQUE (source, external_id)
);
COMMENT ON COLUMN deliveries.hint IS 'where to look: ids only, never what a customer wrote';

CREATE TABLE jobs (
    id              uuid PRIMARY KEY DEFAULT uuidv7(),
    kind            text NOT NULL,
    queue           text NOT NULL,
    arguments       jsonb NOT NULL,
    dedupe_key      text,
    state           text NOT NULL DEFAULT 'ready'
                    CHECK (state IN ('ready', 'running', 'done', 'skipped', 'dead', 'discarded')),
    outcome         text,
    attempt         integer NOT NULL DEFAULT 0,
    failures        integer NOT NULL DEFAULT 0,
    next_attempt_at timestamptz NOT NULL DEFAULT now(),
    lease_until     timestamptz,
    ring_at         timestamptz NOT NULL DEFAULT now(),
    rings           integer NOT NULL DEFAULT 0,
    last_error      text,
    created_at      timestamptz NOT NULL DEFAULT now(),
    finished_at     timestamptz
);
COMMENT ON COLUMN jobs.id IS 'grows with time: new rows meet in the same pages, and the newest job is the last';
CREATE UNIQUE INDEX jobs_once ON jobs (dedupe_key) WHERE dedupe_key IS NOT NULL;
COMMENT ON COLUMN jobs.attempt IS 'the fence: a worker writes only while the row still carries its number';
COMMENT ON COLUMN jobs.failures IS 'attempts that failed since the last replay; waiting for our own budget is none';
COMMENT ON COLUMN jobs.ring_at IS 'when the relay may announce the job, or announce it again';
CREATE INDEX jobs_to_ring ON jobs (ring_at) WHERE state = 'ready';
CREATE INDEX jobs_leased ON jobs (lease_until) WHERE state = 'running';

CREATE TABLE drafts (
    key               text PRIMARY KEY,
    ticket_id         bigint NOT NULL,
    message_id        bigint NOT NULL,
    job_id            uuid NOT NULL REFERENCES jobs (id),
    state             text NOT NULL DEFAULT 'reserved' CHECK (state IN ('reserved', 'posting', 'posted')),
    note_id           bigint,
    customer_id       text,
    category          text,
    engine            text,
    fell_back_because text,
    prompt_version    text,
    model             text,
    input_tokens      integer,
    output_tokens     integer,
    latency_s         double precision,
    reserved_at       timestamptz NOT NULL DEFAULT now(),
    posted_at         timestamptz
);
CREATE INDEX drafts_notes ON drafts (ticket_id, note_id);
"""


def upgrade() -> None:
    """Run the SQL above."""
    op.execute(UP)
