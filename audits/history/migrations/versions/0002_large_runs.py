"""Indexes that runs over many sites need."""

from __future__ import annotations

from alembic import op

revision = "0002"
down_revision = "0001"

_INDEXES = {
    "ix_run_site_run_id_state": ["run_id", "state"],
    "ix_run_site_site_finished_at": ["site", "finished_at"],
    "ix_run_site_audit_id": ["audit_id"],
}


def upgrade() -> None:
    """Make them."""
    for name, columns in _INDEXES.items():
        op.create_index(name, "run_site", columns, unique=False)


def downgrade() -> None:
    """Remove them."""
    for name in _INDEXES:
        op.drop_index(name, table_name="run_site")
