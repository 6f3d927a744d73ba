"""${message}."""

from alembic import op

revision = ${repr(up_revision)}
down_revision = ${repr(down_revision)}

UP = """
"""


def upgrade() -> None:
    """Run the SQL above."""
    op.execute(UP)
