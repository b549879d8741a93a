"""The values that judging works with: claims, the case a rule sees, verdicts, findings and the report.

`Report` is the public contract: its JSON is report.json (schema_version "1"), which is only ever extended.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from crawler.evidence.model import (
    AnswerResult,
    Document,
    GatherError,
    SiteEvidence,
    State,
    StorageKind,
    Visit,
)
from crawler.evidence.text import DocumentText

REPORT_SCHEMA_VERSION = "1"


class Outcome(StrEnum):
    """Outcome of a rule or a claim, after axe-core's four."""

    PASSED = "passed"
    FAILED = "failed"
    CANT_TELL = "cantTell"
    INAPPLICABLE = "inapplicable"

    @property
    def badness(self) -> int:
        """Order in which one outcome covers another: failed, cantTell, passed, inapplicable."""
        return (Outcome.INAPPLICABLE, Outcome.PASSED, Outcome.CANT_TELL, Outcome.FAILED).index(self)


class Severity(StrEnum):
    """How much what happened matters to a visitor, whatever our certainty of it."""

    INFO = "info"
    LOW = "low"
    MEDIUM = "medium"
    HIGH = "high"
    CRITICAL = "critical"


class Confidence(StrEnum):
    """How sure the observation and its reading are, whatever it matters."""

    LOW = "low"
    MEDIUM = "medium"
    HIGH = "high"


class Purpose(StrEnum):
    """What a stored item is for."""

    NECESSARY = "necessary"
    FUNCTIONAL = "functional"
    ANALYTICS = "analytics"
    MARKETING = "marketing"
    UNKNOWN = "unknown"

    @property
    def is_non_essential(self) -> bool:
        """Known to need consent."""
        return self in (Purpose.ANALYTICS, Purpose.MARKETING, Purpose.FUNCTIONAL)


class PurposeSource(StrEnum):
    """Where a purpose was taken from, strongest first."""

    POLICY = "policy"
    MANAGER = "manager"
    KNOWLEDGE = "knowledge"
    HOST = "host"
    BEHAVIOUR = "behaviour"
    USER_FILE = "user-file"
    NONE = "none"


class Party(StrEnum):
    """Whether something belongs to the site's own registrable domain."""

    FIRST = "first"
    THIRD = "third"


@dataclass(frozen=True, slots=True, kw_only=True)
class PurposeOpinion:
    """What one source says an item is for."""

    source: PurposeSource
    purpose: Purpose
    vendor: str | None = None
    note: str = ""
    """What decided it, e.g. `_ga_*: Google Analytics`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """One statement of a policy that can be checked or must be noted.

    `quote` is exactly `text[start:end]` of the stored document text. `type` and `params` are those of the claim
    taxonomy; durations are ISO 8601, `session`, `until-deleted` or `variable`.
    """

    type: str
    params: Mapping[str, Any]
    quote: str
    document_sha256: str
    """Digest of the raw bytes of the document it stands in."""
    start: int
    end: int
    language: str
    """BCP 47 tag of the block's language; `und` when not known."""
    hedged: bool = False
    """ "may", "if enabled": the policy does not say that it happens."""
    about: str = ""
    """What it speaks of where that is not the whole site, in the policy's words: "chat widget", "3. Contact form"."""
    fired: tuple[str, ...] = ()
    """Which words of which language file fired (`sv:negation:inga`), for `--explain`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FirstSeen:
    """When an item was first seen."""

    state: State
    page: str
    """Address of the page."""
    page_time_ms: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class SetBy:
    """Who set an item."""

    kind: str
    """`header`, `script` or `unknown`."""
    url: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One stored item of the site: all observations of one (storage, name, domain, path) over all states."""

    name: str
    domain: str
    path: str | None
    storage: StorageKind
    party: Party
    purpose: Purpose
    purpose_source: PurposeSource
    vendor: str | None
    states: tuple[State, ...]
    """States at whose end it was in the browser, or that set it after their answer was given."""
    first_seen: FirstSeen
    set_by: SetBy
    lifetime_s: float | None
    """What the setter asked for, in seconds; None = session (or not applicable). See `lifetime_known`."""
    lifetime_known: bool
    http_only: bool
    secure: bool
    same_site: str | None
    partitioned: bool
    blocked: str | None
    """The browser's reason when every attempt to set it was refused."""
    declared: bool | None
    """Named in the site's policies; None when no policy could be read or none has a list."""
    values: tuple[str, ...] = ()
    """Values seen, bounded."""
    refs: Mapping[State, tuple[str, ...]] = field(default_factory=dict)
    """JSON pointers into evidence.json, by state: the writes (first) and stored items it was made from."""
    purpose_note: str = ""
    """What decided the purpose, e.g. `_ga*: Google Analytics` or `table row "_ga"`."""
    answered_states: tuple[State, ...] = ()
    """States that set it again after their answer was given (a write or Set-Cookie in that phase)."""
    opinions: tuple[PurposeOpinion, ...] = ()
    """What each source says of its purpose, strongest first; the first that knows decided `purpose`."""
    looks: int = 0
    """How many visits looked at the home page in a fresh profile before any answer."""
    looks_seen: int = 0
    """In how many of those looks it was stored; 0: never before an answer, or not on the home page."""
    sent_to: tuple[str, ...] = ()
    """Third-party hosts that were sent its value, in an address or otherwise; sorted."""
    same_for_all: bool = False
    """Several visits, each in a fresh profile, found one and the same value: it tells no visitor from others."""
    alias_refs: tuple[str, ...] = ()
    """JSON pointers to the DNS aliases that make its domain, or its setter's host, a vendor's."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HostUse:
    """A host the site talked to."""

    host: str
    party: Party
    vendor: str | None
    category: str | None
    """`analytics`, `marketing`, `tag-manager`, `cdn`, `consent`, `video`, …; None = not known."""
    states: tuple[State, ...]
    requests: int
    answered_states: tuple[State, ...] = ()
    """States in which it was asked after the answer was given."""
    refs: Mapping[State, tuple[str, ...]] = field(default_factory=dict)
    alias_of: str | None = None
    """The vendor's host that DNS leads to from this name of the site's own; None: it is no such alias."""
    alias_ref: str | None = None
    """JSON pointer to the alias in evidence.json."""

    @property
    def name(self) -> str:
        """The host as a finding names it: with what is behind it, where its name doesn't tell."""
        return f"{self.host} → {self.alias_of}" if self.alias_of else self.host


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentCase:
    """A policy document, its text and its language."""

    document: Document
    text: DocumentText | None
    language: str
    """`und` when it can't be told."""
    pointer: str
    """JSON pointer to the document in evidence.json."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """All that a rule may look at: evidence, and what was computed from it once for all rules."""

    evidence: SiteEvidence
    documents: tuple[DocumentCase, ...]
    claims: tuple[Claim, ...]
    items: tuple[Item, ...]
    """Everything stored, in any state; sorted."""
    hosts: tuple[HostUse, ...]
    visits: Mapping[State, Visit]
    visit_pointers: Mapping[State, str]
    """JSON pointer to each visit."""
    errors: tuple[GatherError, ...] = ()
    """What went wrong in reading the documents."""
    computed: dict[str, Any] = field(default_factory=dict, init=False, repr=False, compare=False)
    """What rules have worked out of this case, so that it is worked out once. A copy starts with none."""

    def items_in(self, state: State) -> tuple[Item, ...]:
        """Return the items that were in the browser in `state`, refused ones left out."""
        return tuple(item for item in self.items if state in item.states and item.blocked is None)

    def claims_of(self, *types: str) -> tuple[Claim, ...]:
        """Return the claims of the given types."""
        return tuple(claim for claim in self.claims if claim.type in types)


class Need(StrEnum):
    """What must have been gathered for a rule to be decided. The engine turns a miss into cantTell."""

    BEFORE = "before"
    """A complete before visit."""
    REJECT = "reject"
    """A reject visit whose answer is verified."""
    ACCEPT = "accept"
    """An accept visit whose answer is verified."""
    WITHDRAW = "withdraw"
    """A withdraw visit whose withdrawal is verified."""
    BANNER = "banner"
    """Somebody looked for a banner."""
    DOCUMENTS = "documents"
    """At least one policy could be read."""
    THIRD_PARTY_COOKIES = "third-party-cookies"
    """The browser accepts third-party cookies, so that their absence means something."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference:
    """A legal or other basis."""

    title: str
    url: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """A rule's data. Its logic is `evaluate` in the same module; its page is the module's docstring."""

    id: str
    """Noun, kebab-case, as the module's name: `cookies-before-consent`."""
    title: str
    severity: Severity
    messages: Mapping[str, str]
    """Message templates by reason (`failed`, `passed`, or a verdict's `reason`): `str.format` over `data`."""
    remedy: str
    """What the site's owner does about a `failed`."""
    claim_types: tuple[str, ...] = ()
    """Claim rules: the types it tests, one verdict a claim. Law rules: empty, one verdict a site (or several)."""
    needs: tuple[Need, ...] = ()
    references: tuple[Reference, ...] = ()
    settles: Mapping[str, str] = field(default_factory=dict)
    """What would settle a `cantTell`, by reason: one sentence each. Reasons that many rules share have theirs in
    `audits.rules.grounds.settling`."""
    preview: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What a rule decided. No prose: `reason` picks the rule's message template, `data` fills it."""

    outcome: Outcome
    reason: str
    evidence: tuple[str, ...] = ()
    """JSON pointers into evidence.json."""
    data: Mapping[str, Any] = field(default_factory=dict)
    confidence: Confidence = Confidence.HIGH
    severity: Severity | None = None
    """Differs from the rule's own when what happened is better or worse than usual."""
    claim: Claim | None = None
    """The statement it is on, where a law rule judges statements."""


# --- the report -------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Waived:
    """A failure that its owner has accepted for a time: shown as such, and no reason for the run to fail."""

    reason: str
    """Why, in the owner's words."""
    until: str | None
    """Last day on which it holds, ISO 8601; None: no end."""
    expired: bool
    """It had ended when the site was observed, so that the failure counts again."""
    place: str
    """`waivers.toml, line 12`: where it stands."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """A verdict with its words: one row of report.json's `findings`."""

    id: str
    """Stable fingerprint: the same problem has the same id in the next audit."""
    rule: str
    title: str
    outcome: Outcome
    severity: Severity
    confidence: Confidence
    message: str
    remedy: str
    claim: str | None
    """`id` of the claim it tests; None for law rules."""
    evidence: tuple[str, ...]
    references: tuple[Reference, ...]
    reason: str = ""
    subjects: tuple[str, ...] = ()
    """Names of the items or hosts that decide it."""
    settled_by: str = ""
    """What would settle a `cantTell`; empty for other outcomes."""
    waived: Waived | None = None
    """The waiver that names this failure; None: none does."""
    confirmed: bool | None = None
    """Of a failure: did it fail again in visits repeated in real time? None: not repeated, or they can't tell."""

    @property
    def counts_as_failed(self) -> bool:
        """Whether it failed and no waiver that still holds covers it."""
        return self.outcome is Outcome.FAILED and (self.waived is None or self.waived.expired)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportTool:
    """The program that made the report."""

    name: str
    version: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportSite:
    """The site audited."""

    url: str
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportBundle:
    """The bundle judged."""

    path: str
    """Relative to the report's folder."""
    sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportDocument:
    """A policy document."""

    url: str
    kind: str
    language: str
    sha256: str | None
    updated: str | None
    found_by: str
    pointer: str
    error: GatherError | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportClaim:
    """A claim and what became of it."""

    id: str
    type: str
    params: Mapping[str, Any]
    quote: str
    document: str
    """`url` of its document."""
    start: int
    end: int
    language: str
    hedged: bool
    meaning: str
    """What it means, in English."""
    outcome: Outcome
    findings: tuple[str, ...]
    """Ids of the findings that tested it; empty: nothing can test it, outcome `inapplicable`."""
    untested: str = ""
    """Why no rule tested it; empty when one did."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportCookie:
    """One stored item: a row of the inventory."""

    name: str
    domain: str
    path: str | None
    storage: StorageKind
    party: Party
    purpose: Purpose
    purpose_source: PurposeSource
    purpose_note: str
    vendor: str | None
    states: tuple[State, ...]
    first_seen: FirstSeen
    set_by: SetBy
    lifetime_s: float | None
    lifetime_known: bool
    http_only: bool
    secure: bool
    same_site: str | None
    partitioned: bool
    blocked: str | None
    declared: bool | None
    evidence: tuple[str, ...]
    purposes: tuple[PurposeOpinion, ...] = ()
    """What each source says of its purpose, strongest first. Where they disagree, readers should know."""
    looks: int = 0
    """How many visits looked at the home page before any answer."""
    looks_seen: int = 0
    """In how many of them it was stored."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportHost:
    """A host the site talked to."""

    host: str
    party: Party
    vendor: str | None
    category: str | None
    states: tuple[State, ...]
    requests: int
    alias_of: str | None = None
    """The vendor's host that DNS leads to from this name of the site's own; None: it is no such alias."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportFirstLayer:
    """Which controls the banner's first layer offers."""

    accept: bool
    reject: bool
    settings: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportClicks:
    """How many clicks an answer takes; None when it was not reached."""

    accept: int | None
    reject: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportAnswers:
    """Whether each answer took effect."""

    accept: AnswerResult
    reject: AnswerResult
    withdraw: AnswerResult


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportBanner:
    """The banner as seen."""

    found: bool | None
    """None: nobody could look."""
    cmp: str | None
    language: str | None
    first_layer: ReportFirstLayer
    clicks: ReportClicks
    preticked: tuple[str, ...]
    answers: ReportAnswers


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportSummary:
    """Counts, and the verdict in one sentence."""

    sentence: str
    claims: Mapping[str, int]
    """Claims by outcome."""
    findings: Mapping[str, int]
    """Findings by outcome."""
    failed_by_severity: Mapping[str, int]
    cookies_by_state: Mapping[str, int]
    outcome: Outcome
    """Worst outcome of any finding."""
    waived: int = 0
    """Failures that a waiver covers."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """report.json. Same bundle, same bytes: `audited_at` is the time of the observations, not of the judging."""

    schema_version: str
    tool: ReportTool
    site: ReportSite
    audited_at: str
    bundle: ReportBundle
    environment: Mapping[str, Any]
    documents: tuple[ReportDocument, ...]
    claims: tuple[ReportClaim, ...]
    cookies: tuple[ReportCookie, ...]
    hosts: tuple[ReportHost, ...]
    banner: ReportBanner
    findings: tuple[Finding, ...]
    errors: tuple[GatherError, ...]
    summary: ReportSummary
    language: str = "en"
    """In which its messages are written; quotes stay as they are."""
