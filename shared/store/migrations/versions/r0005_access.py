"""Who may ask, who has read about whom, what models may cost, and who is to be forgotten."""

from alembic import op

revision = "0005"
down_revision = "0004"

KEYS = """
CREATE TABLE api_keys (
    id           uuid PRIMARY KEY DEFAULT uuidv7(),
    name         text NOT NULL,
    role         text NOT NULL CHECK (role IN ('analyst', 'support', 'service', 'admin')),
    prefix       text NOT NULL,
    digest       bytea NOT NULL UNIQUE,
    created_at   timestamptz NOT NULL DEFAULT now(),
    expires_at   timestamptz,
    revoked_at   timestamptz,
    last_used_at timestamptz
);
COMMENT ON COLUMN api_keys.digest IS 'SHA-256 of the key, which is 256 random bits and so needs no salt';
COMMENT ON COLUMN api_keys.last_used_at IS 'to the minute, so that not every request writes';

CREATE VIEW api_keys_now AS
SELECT id, name, role, prefix, digest, created_at, expires_at, revoked_at, last_used_at,
       CASE WHEN revoked_at IS NOT NULL THEN 'revoked' WHEN expires_at <= now() THEN 'expired' ELSE 'active' END
           AS state,
       coalesce(last_used_at <= now() - interval '1 minute', true) AS is_use_unnoted
FROM api_keys;
COMMENT ON VIEW api_keys_now IS 'keys with their state, by this server''s clock, which all processes share';
"""

PSEUDONYMS = """
CREATE TABLE pseudonym_key (
    only_row boolean PRIMARY KEY DEFAULT true CHECK (only_row),
    key      bytea NOT NULL
);
INSERT INTO pseudonym_key (key)
SELECT sha256(convert_to(gen_random_uuid()::text || gen_random_uuid()::text || gen_random_uuid()::text, 'UTF8'));

CREATE FUNCTION pseudonym(customer_id text) RETURNS bytea
LANGUAGE sql STABLE STRICT PARALLEL SAFE
RETURN sha256((SELECT key FROM pseudonym_key) || convert_to(customer_id, 'UTF8'));
COMMENT ON FUNCTION pseudonym IS 'the same for the same customer, and nothing without the key, which stays in here';
"""

AUDIT = """
CREATE TABLE customer_reads (
    id        bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    at        timestamptz NOT NULL DEFAULT now(),
    key_id    text NOT NULL,
    caller    text NOT NULL,
    role      text NOT NULL,
    door      text NOT NULL,
    action    text NOT NULL,
    customers bytea[] NOT NULL
);
COMMENT ON TABLE customer_reads IS 'append-only: who has read about whom, customers as pseudonyms';
CREATE INDEX customer_reads_at ON customer_reads (at);
CREATE INDEX customer_reads_customers ON customer_reads USING gin (customers);

CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '% is append-only', TG_TABLE_NAME;
END $$;
CREATE TRIGGER customer_reads_stay BEFORE UPDATE OR DELETE OR TRUNCATE ON customer_reads
FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
"""

ERASURES = """
CREATE TABLE erasures (
    customer  bytea PRIMARY KEY,
    erased_at timestamptz NOT NULL DEFAULT now(),
    key_id    text NOT NULL
);
COMMENT ON TABLE erasures IS 'pseudonyms of the forgotten: loading their orders again must not bring them back';
"""

SPENDING = """
CREATE TABLE question_spending (
    key_id        text NOT NULL,
    month         date NOT NULL CHECK (extract(day FROM month) = 1),
    model         text NOT NULL,
    questions     integer NOT NULL,
    input_tokens  bigint NOT NULL,
    output_tokens bigint NOT NULL,
    dollars       numeric(12, 6) NOT NULL,
    PRIMARY KEY (key_id, month, model)
);
"""


def upgrade() -> None:
    """Run the SQL above."""
    for statements in (KEYS, PSEUDONYMS, AUDIT, ERASURES, SPENDING):
        op.execute(statements)
