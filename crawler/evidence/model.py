"""What was observed on one site: plain frozen values, as the browser gave them.

An observation holds what was seen, with time, state and initiator. It never holds an inference such as
"third-party" or "marketing": those are made in `audits`, where they can be made again. What could not be
gathered is a `GatherError` in place of what is missing.

Times: `…_at` are UTC wall-clock times in ISO 8601; `…_ms` are milliseconds; `…_s` are seconds. `page_time_ms`
is the page's own clock since its navigation began, which runs faster than the wall when page time is driven.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

SCHEMA_VERSION = "1"
"""Version of the bundle's shape. Only ever extended within one version."""


class State(StrEnum):
    """What the visitor has answered in a visit. Each state is visited in a fresh profile."""

    BEFORE = "before"
    REJECT = "reject"
    ACCEPT = "accept"
    WITHDRAW = "withdraw"
    """Accepted first, then withdrawn."""
    GPC = "gpc"
    """Nothing answered; the browser sends Global Privacy Control (`Sec-GPC: 1`, `navigator.globalPrivacyControl`)."""
    DNT = "dnt"
    """Nothing answered; the browser sends Do Not Track (`DNT: 1`, `navigator.doNotTrack`)."""


class Phase(StrEnum):
    """Which part of a visit: every visit begins with a look in which nothing has been answered."""

    LOOK = "look"
    """Before any answer was given (the whole of a `before`, `gpc` or `dnt` visit)."""
    CONSENTED = "consented"
    """In a `withdraw` visit: after consent was given and before it was withdrawn. Says nothing of the state itself."""
    ANSWERED = "answered"
    """After the state's answer was given (or was tried)."""


class StorageKind(StrEnum):
    """Where in the browser something is stored."""

    COOKIE = "cookie"
    LOCAL_STORAGE = "localStorage"
    SESSION_STORAGE = "sessionStorage"
    INDEXED_DB = "indexedDB"
    CACHE_STORAGE = "cacheStorage"
    SERVICE_WORKER = "serviceWorker"


class SetterKind(StrEnum):
    """How something came to be stored."""

    HEADER = "header"
    SCRIPT = "script"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class GatherError:
    """Something that could not be gathered, stored in place of what is missing."""

    stage: str
    """`resolve`, `home`, `robots`, `policy`, `document`, `browser`, `visit`, `banner`, `answer`, `deadline`, …"""
    code: str
    """Stable, machine-readable: `unknown-host`, `refused`, `tls`, `http-404`, `not-html`, `timeout`, …"""
    message: str
    """One sentence for a person: what, where, what to do."""
    url: str | None = None
    state: State | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Setter:
    """Who stored something."""

    kind: SetterKind
    url: str | None = None
    """The response (header) or script that stored it; None when unknown. Inline scripts carry their page's URL."""
    stack: tuple[str, ...] = ()
    """Top frames of the call stack, innermost first, as `url:line:column`; empty for headers."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StorageWrite:
    """One act of storing: a Set-Cookie header or a script's write, whether or not the browser kept it."""

    storage: StorageKind
    name: str
    domain: str
    """The cookie's domain as set (leading dot kept), else the host that sets it or the origin's host."""
    path: str | None = None
    page: int
    """Index into the visit's `pages`."""
    phase: Phase
    page_time_ms: int
    at: str
    setter: Setter
    frame_url: str | None = None
    value: str = ""
    """Bounded; `value_length` is the length before the bound."""
    value_length: int = 0
    raw: str | None = None
    """The Set-Cookie line or document.cookie string as written (bounded): the jar caps lifetimes at 400 days."""
    lifetime_s: float | None = None
    """What the setter asked for, in seconds from the write; None = for the session (or not applicable)."""
    deletes: bool = False
    """The write removes (expiry in the past, removeItem)."""
    blocked: str | None = None
    """The browser's reason for refusing it (Chromium's own word, e.g. `ThirdPartyPhaseout`); None = taken."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredItem:
    """Something that was in the browser at the end of a page."""

    storage: StorageKind
    name: str
    domain: str
    """The cookie's domain (leading dot = also subdomains), else the host of the origin."""
    path: str | None = None
    origin: str | None = None
    """Origin of web storage (`https://host`); None for cookies."""
    value: str = ""
    value_length: int = 0
    expires_s: float | None = None
    """Seconds from the snapshot to the expiry the jar holds; None = session or not applicable."""
    http_only: bool = False
    secure: bool = False
    same_site: str | None = None
    partition_key: str | None = None
    """Top-level site a partitioned (CHIPS) cookie or storage belongs to."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Snapshot:
    """Everything stored in the browser at one moment."""

    page: int
    """Index into the visit's `pages`."""
    phase: Phase
    page_time_ms: int
    at: str
    items: tuple[StoredItem, ...] = ()
    window_name: str = ""
    """`window.name` of the page, bounded: it stays with the tab over pages and sites, so it can carry an identifier."""
    shared_workers: tuple[str, ...] = ()
    """Addresses of the shared workers' scripts that were running, sorted."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """One request the browser made, or tried to make."""

    url: str
    """Bounded; the fragment is left out."""
    host: str
    method: str
    resource_type: str
    """Chromium's resource type in lower case: `document`, `script`, `image`, `xhr`, `fetch`, `ping`, …"""
    page: int
    phase: Phase
    page_time_ms: int
    at: str
    frame_url: str | None = None
    initiator: Setter | None = None
    """The script (or document, kind `unknown`) that caused it; None for a navigation."""
    redirected_from: int | None = None
    """Index of the request in the visit that redirected here."""
    status: int | None = None
    """None: no response was seen; `failed` says why where the browser told."""
    failed: str | None = None
    remote_address: str | None = None
    cookies_sent: tuple[str, ...] = ()
    """Names of the cookies that went with it."""
    cookies_set: tuple[str, ...] = ()
    """Names in its Set-Cookie headers, refused ones included."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PageLoad:
    """One page of a visit."""

    url: str
    final_url: str
    role: str
    """`home`, `reload` (the home page again, after the answer) or `subpage`."""
    phase: Phase
    """Phase in which the page was loaded; an answer is given on the page, so writes on it can be of both."""
    status: int | None
    title: str = ""
    language: str | None = None
    """`<html lang>` as declared."""
    links: tuple[tuple[str, str], ...] = ()
    """(text, absolute URL; empty for a button) of the links and buttons that show on it once answered, bounded."""
    granted_page_time_ms: int = 0
    """How much page time really passed on it."""
    wall_time_ms: int = 0
    error: GatherError | None = None


class ControlRole(StrEnum):
    """What a control of a banner does, read from its words and, where words fail, from its effect."""

    ACCEPT = "accept"
    REJECT = "reject"
    """Refuses everything optional, "only necessary" included."""
    SETTINGS = "settings"
    SAVE = "save"
    """Stores the choices as they stand."""
    ACKNOWLEDGE = "acknowledge"
    """OK, Got it: dismisses without a choice. Not consent and not refusal."""
    CLOSE = "close"
    PAY = "pay"
    """Subscribe-or-pay alternative to consent."""
    LINK = "link"
    """Leads to a document."""
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class Control:
    """A button or link of a banner."""

    role: ControlRole
    text: str
    layer: int = 1
    """1 = first layer (what shows by itself); 2 = behind a settings control; …"""
    tag: str = ""
    href: str | None = None
    x: float = 0
    y: float = 0
    width: float = 0
    height: float = 0
    styles: dict[str, str] = field(default_factory=dict)
    """Computed `color`, `background-color`, `font-size`, `font-weight`, `text-decoration-line`, `border`, `opacity`;
    `seen-background-color` is its own background or, where that is transparent, that of what it lies in."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """A checkbox or switch of a banner."""

    label: str
    layer: int
    checked: bool
    """As it stood when its layer first showed."""
    disabled: bool
    """Can't be changed: commonly the necessary category."""
    legitimate_interest: bool = False
    """Its label says that it stands on legitimate interest: switched on, it is no consent but no objection."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Banner:
    """The consent banner as it stood on the home page before it was answered."""

    found: bool
    manager: str | None = None
    """Consent manager as detected (`klaro`, `onetrust`, …); None: home-made or not known."""
    detected_by: tuple[str, ...] = ()
    """`autoconsent:<rule>`, `finder`, `manager:<name>`."""
    text: str = ""
    """Its visible text, bounded."""
    frame_url: str | None = None
    shown_at_ms: int | None = None
    """Page time by which it was seen; None when not known."""
    controls: tuple[Control, ...] = ()
    choices: tuple[Choice, ...] = ()
    links: tuple[tuple[str, str], ...] = ()
    """(text, absolute URL) of links inside it: where policies are often named."""
    html_path: str | None = None
    screenshot_path: str | None = None
    modal: bool = False
    """It covers the page or keeps it from being used until answered."""
    language: str | None = None
    """Language of its words, from the words themselves; None: not clear."""
    withdrawal_told: tuple[str, ...] = ()
    """Sentences of its text that say that the choice can be taken back or changed later."""
    nudges: tuple[str, ...] = ()
    """Sentences of its text that praise consenting or warn of refusing."""
    legitimate_interest: tuple[str, ...] = ()
    """Sentences of its text that speak of legitimate interest."""
    purposes: tuple[str, ...] = ()
    """Words for optional purposes (advertising, statistics …) in its text, folded."""
    partners: int | None = None
    """How many partners or vendors its text names; None: no number."""
    seen_by_automation: bool | None = None
    """Whether a second look, with `navigator.webdriver` to be seen, found a banner; None: no second look was taken."""


class AnswerResult(StrEnum):
    """Whether an answer took effect."""

    VERIFIED = "verified"
    FAILED = "failed"
    """Tried, and its effect could not be shown. Nothing may be concluded from the state."""
    NOT_OFFERED = "not-offered"
    NOT_TRIED = "not-tried"


@dataclass(frozen=True, slots=True, kw_only=True)
class Proof:
    """One check of an answer's effect."""

    kind: str
    """`banner-gone`, `banner-gone-after-reload`, `consent-record`, `manager-state`, `storage-differs`, …"""
    holds: bool
    detail: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """How the banner was answered, and what shows that the answer took effect."""

    result: AnswerResult
    reason: str = ""
    method: str | None = None
    """`finder`, `autoconsent:<rule>`, `manager:<name>`; None when nothing was done."""
    clicks: int = 0
    layers: int = 0
    clicked: tuple[str, ...] = ()
    """Texts of the controls clicked, in order."""
    page_time_ms: int | None = None
    """Page time when the first click was made."""
    proofs: tuple[Proof, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ConsentSignal:
    """What a page's scripts tell each other, or a receiver, about the visitor's choice."""

    kind: str
    """`tcf`, `gpp`, `google-consent-mode`, `microsoft-consent`."""
    raw: str
    """As seen, bounded: a TC or GPP string, or `gcs=…&gcd=…`."""
    decoded: dict[str, str] = field(default_factory=dict)
    """What it says, in the standard's own words (`ad_storage`: `denied`); empty when it can't be decoded."""
    page: int
    phase: Phase
    page_time_ms: int
    request: int | None = None
    """Index into the visit's `requests` of the request that carried it; None: read from the page's own API."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ApiUse:
    """Calls of one script to one browser interface that can tell a visitor from others or watch what they do."""

    api: str
    """`canvas-read`, `webgl-read`, `audio-read`, `font-probe`, `battery`, `navigator-reads`, `screen-reads`,
    `keystroke-listener`, `form-listener`, `dom-recording`, …"""
    script: str
    """Address of the script that called; an inline script carries its page's."""
    count: int
    detail: str = ""
    """The interface's members that were used, bounded."""
    page: int
    phase: Phase
    page_time_ms: int
    """When it was first called."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SentValue:
    """A stored value that went out with a request to somewhere other than by the browser's own Cookie header."""

    storage: StorageKind
    name: str
    domain: str
    """Name and domain of the stored item, as in `StoredItem`."""
    request: int
    """Index into the visit's `requests`."""
    place: str
    """`url`, `body` or `header:<name>`."""
    encoding: str = "plain"
    """How it was written there: `plain`, `percent`, `base64`, `hex`, `md5`, `sha1`, `sha256`, …"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Revalidation:
    """A value that a server gave with an answer for the browser's cache, and that came back when it was asked again.

    Any cached file may have one; one that differs from profile to profile knows the profile again.
    """

    url: str
    header: str
    """`etag` or `last-modified`."""
    value: str
    """Bounded; `value_length` is the length before the bound."""
    value_length: int
    given: int
    """Index into the visit's `requests` of the one it was given to."""
    returned: tuple[int, ...]
    """Indices of those it came back with, bounded."""
    kept: bool
    """Each time it came back the server confirmed it (304), or gave the same value again."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HostAlias:
    """What a host's name leads to in DNS: the chain of CNAME records, or why it is not known."""

    host: str
    chain: tuple[str, ...] = ()
    error: GatherError | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Screenshot:
    """A picture of a page."""

    path: str
    """Inside the bundle."""
    label: str
    """`look`, `banner`, `answered`, `reload`, …"""
    page: int
    page_time_ms: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """One fresh profile taken through one state: home page, answer, reload, sub-pages."""

    state: State
    started_at: str
    wall_time_ms: int
    page_time_mode: str
    """`virtual` or `real`."""
    pages: tuple[PageLoad, ...] = ()
    snapshots: tuple[Snapshot, ...] = ()
    """The look's end, then the end of each page after the answer, in order."""
    writes: tuple[StorageWrite, ...] = ()
    requests: tuple[Request, ...] = ()
    banner: Banner | None = None
    """None: nobody looked (the visit failed before); `found=False`: looked and saw none."""
    answer: Answer | None = None
    """None in the states in which nothing is answered; in `withdraw`, the withdrawal."""
    consent: Answer | None = None
    """In `withdraw`: the acceptance that was given before it."""
    signals: tuple[ConsentSignal, ...] = ()
    api_uses: tuple[ApiUse, ...] = ()
    sent_values: tuple[SentValue, ...] = ()
    revalidations: tuple[Revalidation, ...] = ()
    har_path: str | None = None
    """The visit's requests as HAR 1.2, bounded and without bodies of responses."""
    wacz_path: str | None = None
    """The visit as a web archive (WACZ 1.1.1), where `--wacz` asked for one: with bodies, bounded."""
    screenshots: tuple[Screenshot, ...] = ()
    complete: bool = True
    """Every step of the state was gone through; False makes absence no evidence."""
    errors: tuple[GatherError, ...] = ()


class DocumentKind(StrEnum):
    """What a document is, from the link that led to it and its title."""

    COOKIE_POLICY = "cookie-policy"
    PRIVACY_POLICY = "privacy-policy"
    CMP_DECLARATION = "cmp-declaration"


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundBy:
    """How a document was found."""

    source: str
    """`sites-file`, `home-link`, `banner-link`, `sitemap`, `document-link`, `usual-address`, `argument`."""
    text: str = ""
    """The link's text."""
    page: str | None = None
    """Address of the page that links to it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """One policy as fetched. `error` set means that it could not be read; the paths are then None."""

    url: str
    final_url: str
    kind: DocumentKind
    found_by: FoundBy
    fetched_at: str
    fetched_with: str = "http"
    """`http` (the spider), `browser` (a page that only scripts can show) or `file`."""
    status: int | None = None
    media_type: str | None = None
    sha256: str | None = None
    """Digest of the raw bytes."""
    raw_path: str | None = None
    text_path: str | None = None
    """UTF-8 text that quotes are taken from."""
    text_sha256: str | None = None
    blocks_path: str | None = None
    """`DocumentText` as JSON, without the text."""
    error: GatherError | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Environment:
    """What the measuring was done with."""

    tool_version: str
    browser: str
    """Name and version as the browser gives them; empty when none could be started."""
    flags: tuple[str, ...] = ()
    user_agent: str = ""
    locale: str = ""
    timezone: str = ""
    viewport: tuple[int, int] = (0, 0)
    profile: str = "desktop"
    """Kind of device shown to the site: `desktop` or `mobile` (touch, a phone's user agent and screen)."""
    third_party_cookies: bool | None = None
    """Result of the two-host self-test: were they accepted? None: not tested."""
    page_time: str = "virtual"
    """`virtual` or `real`."""
    page_time_s: float = 0
    """Page time asked for on each page."""
    sandbox: bool = True
    site_isolation: bool = True
    automation_hidden: bool = True
    """`navigator.webdriver` is hidden, as banners vanish for it."""
    proxy: bool = False
    clock_offset_s: float | None = None
    """This machine's clock minus the site's Date header; None when not known."""
    platform: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteTarget:
    """A site to audit: one line of sites.txt."""

    url: str
    name: str = ""
    policies: tuple[str, ...] = ()
    """Policy addresses that the user names."""
    locale: str | None = None
    pages: int | None = None
    states: tuple[State, ...] | None = None
    """States to visit it in, `before` among them; None: those of the options."""
    every: str | None = None
    tags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteEvidence:
    """All that was gathered on one site: the content of `evidence.json` in a bundle."""

    schema_version: str
    site: SiteTarget
    started_at: str
    finished_at: str
    environment: Environment
    documents: tuple[Document, ...] = ()
    visits: tuple[Visit, ...] = ()
    confirmations: tuple[Visit, ...] = ()
    """Visits made once more in real time, to hold failures against: at most one of each state."""
    aliases: tuple[HostAlias, ...] = ()
    """DNS aliases of the hosts that requests went to, as far as they were looked up."""
    errors: tuple[GatherError, ...] = ()
    asked_states: tuple[State, ...] | None = None
    """States in which the site was to be visited; None: not recorded, as in older bundles."""

    def visit(self, state: State) -> Visit | None:
        """Return the visit made in `state`; None when there was none."""
        return next((visit for visit in self.visits if visit.state is state), None)
