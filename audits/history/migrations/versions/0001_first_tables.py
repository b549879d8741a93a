"""First tables."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "audit",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("site", sa.String(length=2048), nullable=False, comment="address as audited"),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column(
            "audited_at", sa.String(length=32), nullable=False, comment="UTC, ISO 8601: when the site was observed"
        ),
        sa.Column("recorded_at", sa.String(length=32), nullable=False, comment="UTC, ISO 8601"),
        sa.Column("outcome", sa.String(length=16), nullable=False, comment="worst outcome of any finding"),
        sa.Column("sentence", sa.Text(), nullable=False),
        sa.Column("claims_failed", sa.Integer(), nullable=False),
        sa.Column("claims_passed", sa.Integer(), nullable=False),
        sa.Column("findings_failed", sa.Integer(), nullable=False),
        sa.Column("folder", sa.Text(), nullable=False, comment="of its report, relative to the output folder"),
        sa.Column("bundle_sha256", sa.String(length=64), nullable=False),
        sa.Column("tool_version", sa.String(length=32), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_audit")),
        sa.UniqueConstraint("site", "bundle_sha256", name=op.f("uq_audit_site_bundle_sha256")),
    )
    op.create_index("ix_audit_site_audited_at", "audit", ["site", "audited_at"], unique=False)
    op.create_table(
        "run",
        sa.Column("id", sa.String(length=32), nullable=False, comment="random"),
        sa.Column(
            "key",
            sa.String(length=64),
            nullable=False,
            comment="digest of the sites and options: the same command has the same",
        ),
        sa.Column("started_at", sa.String(length=32), nullable=False, comment="UTC, ISO 8601"),
        sa.Column(
            "finished_at", sa.String(length=32), nullable=True, comment="NULL: under way, or ended before its end"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_run")),
    )
    op.create_table(
        "claim",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("audit_id", sa.Integer(), nullable=False),
        sa.Column("type", sa.String(length=32), nullable=False),
        sa.Column("params", sa.JSON(), nullable=False),
        sa.Column("quote", sa.Text(), nullable=False),
        sa.Column("document", sa.Text(), nullable=False),
        sa.Column("language", sa.String(length=16), nullable=False),
        sa.Column("outcome", sa.String(length=16), nullable=False),
        sa.ForeignKeyConstraint(["audit_id"], ["audit.id"], name=op.f("fk_claim_audit_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_claim")),
    )
    op.create_index(op.f("ix_claim_audit_id"), "claim", ["audit_id"], unique=False)
    op.create_index(op.f("ix_claim_type"), "claim", ["type"], unique=False)
    op.create_table(
        "cookie",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("audit_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("domain", sa.Text(), nullable=False),
        sa.Column("storage", sa.String(length=16), nullable=False),
        sa.Column("party", sa.String(length=8), nullable=False),
        sa.Column("purpose", sa.String(length=16), nullable=False),
        sa.Column("purpose_source", sa.String(length=16), nullable=False),
        sa.Column("vendor", sa.Text(), nullable=True),
        sa.Column("lifetime_s", sa.Float(), nullable=True, comment="NULL: for the session, or not applicable"),
        sa.Column("declared", sa.Boolean(), nullable=True, comment="NULL: there is no list to be in"),
        sa.Column("in_before", sa.Boolean(), nullable=False),
        sa.Column("in_reject", sa.Boolean(), nullable=False),
        sa.Column("in_accept", sa.Boolean(), nullable=False),
        sa.Column("in_withdraw", sa.Boolean(), nullable=False),
        sa.Column("in_gpc", sa.Boolean(), nullable=False),
        sa.Column("in_dnt", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["audit_id"], ["audit.id"], name=op.f("fk_cookie_audit_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_cookie")),
    )
    op.create_index(op.f("ix_cookie_audit_id"), "cookie", ["audit_id"], unique=False)
    op.create_index(op.f("ix_cookie_name"), "cookie", ["name"], unique=False)
    op.create_table(
        "document",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("audit_id", sa.Integer(), nullable=False),
        sa.Column("url", sa.Text(), nullable=False),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("language", sa.String(length=16), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=True, comment="NULL: it could not be read"),
        sa.Column("updated", sa.String(length=32), nullable=True, comment="as the document says"),
        sa.Column("error", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["audit_id"], ["audit.id"], name=op.f("fk_document_audit_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_document")),
    )
    op.create_index(op.f("ix_document_audit_id"), "document", ["audit_id"], unique=False)
    op.create_index(op.f("ix_document_sha256"), "document", ["sha256"], unique=False)
    op.create_table(
        "finding",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("audit_id", sa.Integer(), nullable=False),
        sa.Column(
            "fingerprint", sa.String(length=40), nullable=False, comment="the same problem has the same in each audit"
        ),
        sa.Column("rule", sa.String(length=64), nullable=False),
        sa.Column("outcome", sa.String(length=16), nullable=False),
        sa.Column("severity", sa.String(length=16), nullable=False),
        sa.Column("confidence", sa.String(length=16), nullable=False),
        sa.Column("message", sa.Text(), nullable=False),
        sa.Column("subjects", sa.JSON(), nullable=False, comment="names of the items or hosts that decide it"),
        sa.Column("waived", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["audit_id"], ["audit.id"], name=op.f("fk_finding_audit_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_finding")),
    )
    op.create_index(op.f("ix_finding_audit_id"), "finding", ["audit_id"], unique=False)
    op.create_index(op.f("ix_finding_fingerprint"), "finding", ["fingerprint"], unique=False)
    op.create_index("ix_finding_rule_outcome", "finding", ["rule", "outcome"], unique=False)
    op.create_table(
        "run_site",
        sa.Column("run_id", sa.String(length=32), nullable=False),
        sa.Column("site", sa.String(length=2048), nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False, comment="waiting, done or failed"),
        sa.Column("audit_id", sa.Integer(), nullable=True, comment="NULL: there is no report"),
        sa.Column("folder", sa.Text(), nullable=True, comment="of its bundle, relative to the output folder"),
        sa.Column("problem", sa.Text(), nullable=True, comment="why there is less than there should be"),
        sa.Column("finished_at", sa.String(length=32), nullable=True),
        sa.ForeignKeyConstraint(["audit_id"], ["audit.id"], name=op.f("fk_run_site_audit_id"), ondelete="SET NULL"),
        sa.ForeignKeyConstraint(["run_id"], ["run.id"], name=op.f("fk_run_site_run_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("run_id", "site", name=op.f("pk_run_site")),
    )
