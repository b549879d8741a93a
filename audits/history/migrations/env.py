"""Where Alembic runs migrations: on the connection that `audits.history.store` gives."""

from __future__ import annotations

from alembic import context

from audits.history.schema import METADATA

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=METADATA,
    render_as_batch=True,  # SQLite changes a table by making it anew
)
with context.begin_transaction():
    context.run_migrations()
