"""What is kept of a draft and of what agents made of it, what is paused, and how far the helpdesk's feed was read."""

from alembic import op

revision = "0006"
down_revision = "0005"

DRAFTS = """
ALTER TABLE drafts
    ADD COLUMN helpdesk_customer_id bigint,
    ADD COLUMN language             text,
    ADD COLUMN prompt_hash          text,
    ADD COLUMN facts                jsonb,
    ADD COLUMN attempts             jsonb,
    ADD COLUMN to_find_out          text[],
    ADD COLUMN warnings             text[],
    ADD COLUMN dollars              numeric(12, 6) NOT NULL DEFAULT 0,
    ADD COLUMN drafted_at           timestamptz,
    ADD COLUMN superseded_at        timestamptz,
    DROP CONSTRAINT drafts_state_check,
    ADD CONSTRAINT drafts_state_check CHECK (state IN ('reserved', 'posting', 'posted', 'superseded'));
COMMENT ON COLUMN drafts.facts IS 'what the draft was given to rely on: name of each fact to the time it was true at';
COMMENT ON COLUMN drafts.attempts IS 'every answer that was paid for, in figures, and the rules that it broke; no text';
COMMENT ON COLUMN drafts.superseded_at IS 'when the customer had written again; a note that was posted before says so';
CREATE INDEX deliveries_of_ticket ON deliveries (((hint->>'ticket_id')::bigint), ((hint->>'message_id')::bigint));
CREATE INDEX drafts_of_ticket ON drafts (ticket_id, message_id);
CREATE INDEX drafts_drafted_at ON drafts (drafted_at);
CREATE INDEX drafts_of_customer ON drafts (helpdesk_customer_id, reserved_at) WHERE helpdesk_customer_id IS NOT NULL;
"""

ANSWERS = """
CREATE TABLE agents (
    id      bigint PRIMARY KEY,
    name    text NOT NULL,
    seen_at timestamptz NOT NULL DEFAULT now()
);
COMMENT ON TABLE agents IS 'who answers customers, by their number in the helpdesk';

CREATE TABLE draft_answers (
    key              text PRIMARY KEY REFERENCES drafts (key) ON DELETE CASCADE,
    message_id       bigint NOT NULL,
    agent_id         bigint REFERENCES agents (id),
    answered_at      timestamptz NOT NULL,
    usage            text NOT NULL CHECK (usage IN ('as_is', 'edited', 'ignored')),
    edit_distance    double precision NOT NULL CHECK (edit_distance BETWEEN 0 AND 1),
    draft_sentences  integer NOT NULL,
    kept_sentences   integer NOT NULL,
    answer_sentences integer NOT NULL,
    kept_characters  integer NOT NULL,
    paired_at        timestamptz NOT NULL DEFAULT now()
);
COMMENT ON TABLE draft_answers IS 'what an agent made of a draft, in figures; no text';
CREATE INDEX draft_answers_at ON draft_answers (answered_at);
"""

PAUSES = """
CREATE TABLE pauses (
    kind   text PRIMARY KEY,
    reason text NOT NULL,
    since  timestamptz NOT NULL DEFAULT now(),
    until  timestamptz
);
COMMENT ON TABLE pauses IS 'kinds of job that nobody begins for now; their rows wait';
"""

ENDED_JOBS = """
CREATE INDEX jobs_ended ON jobs (finished_at) WHERE finished_at IS NOT NULL;
CREATE INDEX jobs_dead ON jobs (finished_at) WHERE state = 'dead';
"""

FEEDS = """
CREATE TABLE feeds (
    source     text PRIMARY KEY,
    read_until timestamptz NOT NULL
);
COMMENT ON TABLE feeds IS 'how far each helpdesk''s own list of events was read, to find webhooks that never came';
"""


def upgrade() -> None:
    """Run the SQL above."""
    for statements in (DRAFTS, ANSWERS, PAUSES, ENDED_JOBS, FEEDS):
        op.execute(statements)
