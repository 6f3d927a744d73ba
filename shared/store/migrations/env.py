"""How Alembic reaches the database: over the connection that `shared.store.migrate` hands to it."""

from alembic import context

context.configure(connection=context.config.attributes["connection"], transaction_per_migration=False)
with context.begin_transaction():
    context.run_migrations()
