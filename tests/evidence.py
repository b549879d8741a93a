"""Hand-made evidence for tests, in lines that read like what they say.

    case = judged(visit(before=[cookie("_ga", life="P2Y")]), claims=[claim("prior-consent", exempt=["necessary"])])

The site is https://www.shop.example/ unless said otherwise.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from audits.engine import judge
from audits.inventory import assemble
from audits.knowledge.lifetimes import parse_iso_lifetime
from audits.model import Case, Claim, DocumentCase, Finding
from audits.rules import discover_rules
from crawler.documents import read_document
from crawler.evidence.bundle import Bundle, BundleWriter, evidence_to_json, open_bundle
from crawler.evidence.model import (
    SCHEMA_VERSION,
    Answer,
    AnswerResult,
    Banner,
    Choice,
    Control,
    ControlRole,
    Document,
    DocumentKind,
    Environment,
    FoundBy,
    GatherError,
    HostAlias,
    PageLoad,
    Phase,
    Proof,
    Request,
    Revalidation,
    Setter,
    SetterKind,
    SiteEvidence,
    SiteTarget,
    Snapshot,
    State,
    StorageKind,
    StorageWrite,
    StoredItem,
    Visit,
)
from crawler.evidence.text import Block, BlockKind, DocumentText

SITE = "https://www.shop.example/"
AT = "2026-03-01T12:00:00Z"
IDENTIFIER = "GA1.1.1839274650.1772366400"


@dataclass(frozen=True)
class Stored:
    """Something a test says was stored: becomes a write, and a stored item unless it was refused or removed."""

    storage: StorageKind
    name: str
    domain: str
    life_s: float | None
    value: str
    by: Setter
    blocked: str | None = None
    kept: bool = True
    written: bool = True
    partition_key: str | None = None


def cookie(
    name: str,
    domain: str = ".shop.example",
    *,
    life: str = "session",
    value: str = IDENTIFIER,
    by: str = f"{SITE}app.js",
    header: bool = False,
    blocked: str | None = None,
    kept: bool = True,
    written: bool = True,
) -> Stored:
    """Return a cookie; `life` is ISO 8601 or `session`, `kept=False` one that is removed before the page ends."""
    setter = Setter(kind=SetterKind.HEADER if header else SetterKind.SCRIPT, url=by)
    seconds = parse_iso_lifetime(life)
    return Stored(StorageKind.COOKIE, name, domain, seconds, value, setter, blocked, kept, written)


def stored(name: str, storage: StorageKind = StorageKind.LOCAL_STORAGE, *, value: str = IDENTIFIER) -> Stored:
    """Return a key of web storage of the site."""
    return Stored(storage, name, "www.shop.example", None, value, Setter(kind=SetterKind.SCRIPT, url=f"{SITE}app.js"))


def request(url: str, kind: str = "ping", *, sent: Sequence[str] = (), sets: Sequence[str] = ()) -> Request:
    """Return a request made on the first page of the phase it is put in."""
    return Request(
        url=url, host=url.split("/")[2], method="GET", resource_type=kind, page=0, phase=Phase.LOOK, page_time_ms=900,
        at=AT, frame_url=SITE, status=200, cookies_sent=tuple(sent), cookies_set=tuple(sets),
    )  # fmt: skip


def banner(*texts: str, choices: Sequence[Choice] = (), **layers: int) -> Banner:
    """Return a banner whose controls are named by role: `banner("accept", "reject")`; keywords give their layer."""
    controls = [Control(role=ControlRole(role), text=role.capitalize(), layer=1, tag="button") for role in texts]
    controls += [Control(role=ControlRole(role), text=role.capitalize(), layer=n) for role, n in layers.items()]
    return Banner(found=True, controls=tuple(controls), choices=tuple(choices), text="We use cookies")


NO_BANNER = Banner(found=False)


def choice(label: str, *, checked: bool = False, disabled: bool = False) -> Choice:
    """Return a checkbox of a banner."""
    return Choice(label=label, layer=1, checked=checked, disabled=disabled)


def visit(
    state: State = State.BEFORE,
    look: Sequence[Stored] = (),
    after: Sequence[Stored] = (),
    *,
    requests: Sequence[Request] = (),
    requests_after: Sequence[Request] = (),
    shown: Banner | None = NO_BANNER,
    answer: AnswerResult | None = None,
    proofs: Sequence[Proof] = (),
    layers: int = 1,
    complete: bool = True,
    status: int = 200,
    language: str = "en",
    errors: Sequence[GatherError] = (),
    url: str = SITE,
) -> Visit:
    """Return a visit: what is stored and asked for in its look, and after its answer (on the page loaded again)."""
    answered = state in (State.REJECT, State.ACCEPT, State.WITHDRAW)
    result = answer or AnswerResult.VERIFIED
    pages = [_page(url, "home", Phase.LOOK, status, language)]
    snapshots = [_snapshot(0, Phase.LOOK, look)]
    writes = _writes(look, 0, Phase.LOOK)
    asked = list(requests)
    if answered:
        pages.append(_page(url, "reload", Phase.ANSWERED, status, language))
        snapshots.append(_snapshot(1, Phase.ANSWERED, [*look, *after]))
        writes += _writes(after, 1, Phase.ANSWERED)
        asked += [replace(each, page=1, phase=Phase.ANSWERED) for each in requests_after]
    return Visit(
        state=state,
        started_at=AT,
        wall_time_ms=1000,
        page_time_mode="virtual",
        pages=tuple(pages),
        snapshots=tuple(snapshots),
        writes=tuple(writes),
        requests=tuple(asked),
        banner=shown,
        answer=Answer(result=result, clicks=layers, layers=layers, proofs=tuple(proofs)) if answered else None,
        complete=complete,
        errors=tuple(errors),
    )


def validated(visit: Visit, *found: Revalidation) -> Visit:
    """Return a visit in which values for the cache came back."""
    return replace(visit, revalidations=found)


def before(*look: Stored, **more: Any) -> Visit:
    """Return a visit in which nothing is answered."""
    return visit(State.BEFORE, look, **more)


def rejected(*after: Stored, look: Sequence[Stored] = (), **more: Any) -> Visit:
    """Return a visit in which everything optional is refused; `after`: what is stored then."""
    return visit(State.REJECT, look, after, **more)


def accepted(*after: Stored, look: Sequence[Stored] = (), **more: Any) -> Visit:
    """Return a visit in which everything is accepted; `after`: what is stored then."""
    return visit(State.ACCEPT, look, after, **more)


def withdrawn(
    *after: Stored,
    consented: Sequence[Stored] = (),
    kept: Sequence[Stored] = (),
    look: Sequence[Stored] = (),
    requests_consented: Sequence[Request] = (),
    consent: AnswerResult = AnswerResult.VERIFIED,
    **more: Any,
) -> Visit:
    """Return a visit in which consent is given and taken back.

    `consented`: what is stored in between, `kept`: what of it is there to the end, `after`: what is stored anew then.
    """
    made = visit(State.WITHDRAW, look, after, **more)
    home, *later = made.pages
    between = _snapshot(1, Phase.CONSENTED, [*look, *consented])
    last = [_snapshot(each.page + 1, each.phase, [*look, *kept, *after]) for each in made.snapshots[1:]]
    return replace(
        made,
        pages=(home, _page(home.url, "reload", Phase.CONSENTED, home.status or 200, "en"), *later),
        snapshots=(*made.snapshots[:1], between, *last),
        writes=(
            *(write for write in made.writes if write.page == 0),
            *_writes(consented, 1, Phase.CONSENTED),
            *(replace(write, page=2) for write in made.writes if write.page),
        ),
        requests=(
            *(each for each in made.requests if each.page == 0),
            *(replace(each, page=1, phase=Phase.CONSENTED) for each in requests_consented),
            *(replace(each, page=2) for each in made.requests if each.page),
        ),
        consent=Answer(result=consent),
    )


def claim(type_: str, quote: str = "", *, hedged: bool = False, document: str = "cookies", **params: Any) -> Claim:
    """Return a claim of the document of that name."""
    text = quote or f"A statement of type {type_} about cookies."
    return Claim(
        type=type_, params=params, quote=text, document_sha256=digest(document), start=0, end=len(text), language="en",
        hedged=hedged,
    )  # fmt: skip


def document(
    name: str = "cookies",
    text: str | None = "We use cookies. " * 20,
    *,
    url: str = f"{SITE}cookies",
    error: GatherError | None = None,
    found_by: str = "home-link",
    status: int = 200,
) -> DocumentCase:
    """Return a policy of the site; `text=None` is one that could not be read."""
    return DocumentCase(
        document=Document(
            url=url,
            final_url=url,
            kind=DocumentKind.COOKIE_POLICY,
            found_by=FoundBy(source=found_by),
            fetched_at=AT,
            sha256=digest(name) if text is not None else None,
            error=error,
            status=status,
        ),
        text=plain_text(text) if text is not None else None,
        language="en",
        pointer="/documents/0",
    )


def plain_text(text: str) -> DocumentText:
    """Return a text of paragraphs, one a line."""
    blocks, at = [], 0
    for line in text.split("\n"):
        if line.strip():
            blocks.append(Block(kind=BlockKind.PARAGRAPH, start=at, end=at + len(line)))
        at += len(line) + 1
    return DocumentText(text=text, blocks=tuple(blocks), language="en")


def digest(name: str) -> str:
    """Return a digest that stands for a document of that name."""
    return hashlib.sha256(name.encode()).hexdigest()


def evidence(
    *visits: Visit,
    url: str = SITE,
    third_party_cookies: bool | None = True,
    errors: Sequence[GatherError] = (),
    documents: Iterable[Document] = (),
    aliases: Sequence[HostAlias] = (),
    asked: Sequence[State] | None = None,
) -> SiteEvidence:
    """Return the evidence of a site."""
    return SiteEvidence(
        schema_version=SCHEMA_VERSION,
        site=SiteTarget(url=url, name="Shop"),
        started_at=AT,
        finished_at="2026-03-01T12:01:00Z",
        environment=Environment(tool_version="0", browser="Chromium 140", third_party_cookies=third_party_cookies),
        documents=tuple(documents),
        visits=visits,
        errors=tuple(errors),
        aliases=tuple(aliases),
        asked_states=None if asked is None else tuple(asked),
    )


def alias(host: str, *chain: str) -> HostAlias:
    """Return what DNS says of a host: the names it leads to."""
    return HostAlias(host=host, chain=chain)


def case_of(
    *visits: Visit,
    claims: Sequence[Claim] = (),
    documents: Sequence[DocumentCase] | None = None,
    **more: Any,
) -> Case:
    """Return a case. Without `documents` there is one readable policy, on the site, for the claims to stand in."""
    read = (document(),) if documents is None else documents
    found = evidence(*visits, documents=[each.document for each in read], **more)
    placed = [replace(each, pointer=f"/documents/{n}") for n, each in enumerate(read)]
    return assemble(found, placed, claims)


def finding(rule: str, *visits: Visit, claims: Sequence[Claim] = (), **more: Any) -> Finding:
    """Return the one finding of a rule on hand-made evidence: the engine's checks of needs included."""
    case = case_of(*visits, claims=claims, **more)
    rules = [loaded for loaded in discover_rules() if loaded.rule.id == rule]
    judgement = judge(case, rules)
    assert not judgement.errors, judgement.errors
    (only,) = judgement.findings if not rules[0].rule.claim_types else judgement.findings[:1]
    for pointer in only.evidence:
        resolve(evidence_to_json(case.evidence), pointer)
    return only


def resolve(value: Any, pointer: str) -> Any:
    """Return what a JSON pointer names. Raises KeyError or IndexError when it names nothing."""
    for part in pointer.split("/")[1:]:
        value = value[int(part)] if isinstance(value, list) else value[part]
    return value


@dataclass(frozen=True)
class Page:
    """A policy for a sealed bundle, as HTML; None: its address answered that there is none."""

    html: str | None
    path: str = "privacy"
    kind: DocumentKind = DocumentKind.PRIVACY_POLICY


def sealed(folder: Path, *visits: Visit, policy: str = "", pages: Sequence[Page] = (), **more: Any) -> Bundle:
    """Write a sealed bundle with one policy of the given text (none when empty) and the given pages, and open it."""
    with BundleWriter(folder) as writer:
        documents = [_fetched(writer, number, page) for number, page in enumerate(pages, 1)]
        if policy:
            raw = policy.encode()
            text_path, text_sha256, blocks_path = writer.add_text("documents/0", plain_text(policy))
            documents.append(
                replace(
                    document(text=policy).document,
                    sha256=hashlib.sha256(raw).hexdigest(),
                    media_type="text/plain",
                    raw_path=writer.add("documents/0.raw", raw),
                    text_path=text_path,
                    text_sha256=text_sha256,
                    blocks_path=blocks_path,
                )
            )
        writer.seal(evidence(*visits, documents=documents, **more))
    return open_bundle(folder)


def _fetched(writer: BundleWriter, number: int, page: Page) -> Document:
    url = f"{SITE}{page.path}"
    if page.html is None:
        error = GatherError(stage="document", code="http-404", message=f"{url} answered HTTP 404.", url=url)
        return replace(document(text=None, url=url, error=error, status=404).document, kind=page.kind)
    raw = f"<!doctype html><html lang=en><title>Policy</title><body><main>{page.html}</main></body></html>".encode()
    text = read_document(raw, media_type="text/html", url=url)
    text_path, text_sha256, blocks_path = writer.add_text(f"documents/{number}", text)
    return replace(
        document(url=url).document,
        kind=page.kind,
        sha256=hashlib.sha256(raw).hexdigest(),
        media_type="text/html",
        raw_path=writer.add(f"documents/{number}.raw", raw),
        text_path=text_path,
        text_sha256=text_sha256,
        blocks_path=blocks_path,
    )


def _page(url: str, role: str, phase: Phase, status: int, language: str) -> PageLoad:
    return PageLoad(url=url, final_url=url, role=role, phase=phase, status=status, language=language)


def _snapshot(page: int, phase: Phase, things: Sequence[Stored]) -> Snapshot:
    kept = {(t.storage, t.name, t.domain): t for t in things if t.kept and t.blocked is None}
    return Snapshot(page=page, phase=phase, page_time_ms=20000, at=AT, items=tuple(map(_stored_item, kept.values())))


def _stored_item(thing: Stored) -> StoredItem:
    is_cookie = thing.storage is StorageKind.COOKIE
    return StoredItem(
        storage=thing.storage,
        name=thing.name,
        domain=thing.domain,
        path="/" if is_cookie else None,
        origin=None if is_cookie else f"https://{thing.domain}",
        value=thing.value,
        value_length=len(thing.value),
        expires_s=None if thing.life_s is None else min(thing.life_s, 400 * 86400.0) - 1,
        partition_key=thing.partition_key,
    )


def _writes(things: Sequence[Stored], page: int, phase: Phase) -> list[StorageWrite]:
    writes = []
    for thing in things:
        if thing.written:
            writes.append(_write(thing, page, phase))
        if not thing.kept and thing.blocked is None:
            writes.append(replace(_write(thing, page, phase), deletes=True, page_time_ms=1500))
    return writes


def _write(thing: Stored, page: int, phase: Phase) -> StorageWrite:
    return StorageWrite(
        storage=thing.storage, name=thing.name, domain=thing.domain, page=page, phase=phase, page_time_ms=700, at=AT,
        setter=thing.by, frame_url=SITE, value=thing.value, value_length=len(thing.value), lifetime_s=thing.life_s,
        blocked=thing.blocked,
    )  # fmt: skip
