"""cookies.csv: the inventory as a table for a spreadsheet."""

from __future__ import annotations

from audits.model import Report, ReportCookie
from audits.reports.csv_table import csv_table
from crawler.evidence.bundle import Bundle

NAME = "csv"
FILE_NAME = "cookies.csv"

HEADINGS = (
    "site", "name", "domain", "path", "storage", "party", "purpose", "purpose_source", "vendor", "states",
    "first_seen_state", "first_seen_page", "first_seen_page_time_ms", "set_by", "set_by_url", "lifetime_s",
    "http_only", "secure", "same_site", "partitioned", "blocked", "declared",
)  # fmt: skip


def render(report: Report, bundle: Bundle) -> bytes:
    """Return the table. A lifetime is in seconds or `session`; empty when it is not known."""
    return csv_table(HEADINGS, (_row(report.site.url, item) for item in report.cookies))


def _row(site: str, item: ReportCookie) -> tuple[object, ...]:
    lifetime = ("session" if item.lifetime_s is None else item.lifetime_s) if item.lifetime_known else None
    return (
        site, item.name, item.domain, item.path, item.storage.value, item.party.value, item.purpose.value,
        item.purpose_source.value, item.vendor, " ".join(item.states), item.first_seen.state.value,
        item.first_seen.page, item.first_seen.page_time_ms, item.set_by.kind, item.set_by.url, lifetime,
        item.http_only, item.secure, item.same_site, item.partitioned, item.blocked, item.declared,
    )  # fmt: skip
