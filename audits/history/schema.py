"""The tables. A change here needs a migration in `migrations/versions`; a test holds the two to be the same."""

from __future__ import annotations

from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
)

# Names of constraints are fixed, so that migrations can speak of them on every database.
METADATA = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "pk": "pk_%(table_name)s",
    }
)


def _of_audit() -> Column[int]:
    return Column("audit_id", Integer, ForeignKey("audit.id", ondelete="CASCADE"), nullable=False, index=True)


RUN = Table(
    "run",
    METADATA,
    Column("id", String(32), primary_key=True, comment="random"),
    Column("key", String(64), nullable=False, comment="digest of the sites and options: the same command has the same"),
    Column("started_at", String(32), nullable=False, comment="UTC, ISO 8601"),
    Column("finished_at", String(32), comment="NULL: under way, or ended before its end"),
)

AUDIT = Table(
    "audit",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("site", String(2048), nullable=False, comment="address as audited"),
    Column("name", Text, nullable=False),
    Column("audited_at", String(32), nullable=False, comment="UTC, ISO 8601: when the site was observed"),
    Column("recorded_at", String(32), nullable=False, comment="UTC, ISO 8601"),
    Column("outcome", String(16), nullable=False, comment="worst outcome of any finding"),
    Column("sentence", Text, nullable=False),
    Column("claims_failed", Integer, nullable=False),
    Column("claims_passed", Integer, nullable=False),
    Column("findings_failed", Integer, nullable=False),
    Column("folder", Text, nullable=False, comment="of its report, relative to the output folder"),
    Column("bundle_sha256", String(64), nullable=False),
    Column("tool_version", String(32), nullable=False),
    UniqueConstraint("site", "bundle_sha256"),
    Index("ix_audit_site_audited_at", "site", "audited_at"),
)

RUN_SITE = Table(
    "run_site",
    METADATA,
    Column("run_id", String(32), ForeignKey("run.id", ondelete="CASCADE"), primary_key=True),
    Column("site", String(2048), primary_key=True),
    Column("state", String(16), nullable=False, comment="waiting, done or failed"),
    Column("audit_id", Integer, ForeignKey("audit.id", ondelete="SET NULL"), comment="NULL: there is no report"),
    Column("folder", Text, comment="of its bundle, relative to the output folder"),
    Column("problem", Text, comment="why there is less than there should be"),
    Column("finished_at", String(32)),
    Index("ix_run_site_run_id_state", "run_id", "state"),
    Index("ix_run_site_site_finished_at", "site", "finished_at"),
    Index("ix_run_site_audit_id", "audit_id"),
)

FINDING = Table(
    "finding",
    METADATA,
    Column("id", Integer, primary_key=True),
    _of_audit(),
    Column(
        "fingerprint", String(40), nullable=False, index=True, comment="the same problem has the same in each audit"
    ),
    Column("rule", String(64), nullable=False),
    Column("outcome", String(16), nullable=False),
    Column("severity", String(16), nullable=False),
    Column("confidence", String(16), nullable=False),
    Column("message", Text, nullable=False),
    Column("subjects", JSON, nullable=False, comment="names of the items or hosts that decide it"),
    Column("waived", Boolean, nullable=False),
    Index("ix_finding_rule_outcome", "rule", "outcome"),
)

CLAIM = Table(
    "claim",
    METADATA,
    Column("id", Integer, primary_key=True),
    _of_audit(),
    Column("type", String(32), nullable=False, index=True),
    Column("params", JSON, nullable=False),
    Column("quote", Text, nullable=False),
    Column("document", Text, nullable=False),
    Column("language", String(16), nullable=False),
    Column("outcome", String(16), nullable=False),
)

COOKIE = Table(
    "cookie",
    METADATA,
    Column("id", Integer, primary_key=True),
    _of_audit(),
    Column("name", Text, nullable=False, index=True),
    Column("domain", Text, nullable=False),
    Column("storage", String(16), nullable=False),
    Column("party", String(8), nullable=False),
    Column("purpose", String(16), nullable=False),
    Column("purpose_source", String(16), nullable=False),
    Column("vendor", Text),
    Column("lifetime_s", Float, comment="NULL: for the session, or not applicable"),
    Column("declared", Boolean, comment="NULL: there is no list to be in"),
    *(
        Column(f"in_{state}", Boolean, nullable=False)
        for state in ("before", "reject", "accept", "withdraw", "gpc", "dnt")
    ),
)

DOCUMENT = Table(
    "document",
    METADATA,
    Column("id", Integer, primary_key=True),
    _of_audit(),
    Column("url", Text, nullable=False),
    Column("kind", String(32), nullable=False),
    Column("language", String(16), nullable=False),
    Column("sha256", String(64), index=True, comment="NULL: it could not be read"),
    Column("updated", String(32), comment="as the document says"),
    Column("error", Text),
)

OF_AN_AUDIT = (FINDING, CLAIM, COOKIE, DOCUMENT)
"""Tables whose rows belong to one audit and go with it."""
