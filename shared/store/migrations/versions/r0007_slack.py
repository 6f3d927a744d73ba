"""What the team's analyst in Slack stands on."""

from alembic import op

revision = "0007"
down_revision = "0006"

ROLES = """
ALTER TABLE api_keys
    DROP CONSTRAINT api_keys_role_check,
    ADD CONSTRAINT api_keys_role_check CHECK (role IN ('viewer', 'analyst', 'support', 'service', 'admin'));
"""


def upgrade() -> None:
    """Run the SQL above."""
    for statements in (ROLES,):
        op.execute(statements)
