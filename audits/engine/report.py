"""Case and findings → `Report`, the public contract."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, version

from audits.claims import meaning
from audits.engine.findings import Judgement
from audits.engine.summary import summarise
from audits.engine.untested import reason_for
from audits.model import (
    REPORT_SCHEMA_VERSION,
    Case,
    HostUse,
    Item,
    Outcome,
    Report,
    ReportAnswers,
    ReportBanner,
    ReportBundle,
    ReportClaim,
    ReportClicks,
    ReportCookie,
    ReportDocument,
    ReportFirstLayer,
    ReportHost,
    ReportSite,
    ReportTool,
)
from audits.rules.grounds.needs import banner_visit
from audits.translation import language, say
from crawler.evidence.bundle import Bundle
from crawler.evidence.model import AnswerResult, ControlRole, GatherError, State

DISTRIBUTION = "cookie-audit"


def build_report(case: Case, judgement: Judgement, bundle: Bundle, bundle_path: str) -> Report:
    """Return the report of a judged case."""
    claims = _claims(case, judgement)
    return Report(
        schema_version=REPORT_SCHEMA_VERSION,
        tool=ReportTool(name=DISTRIBUTION, version=_version()),
        site=ReportSite(url=case.evidence.site.url, name=case.evidence.site.name or case.evidence.site.url),
        audited_at=case.evidence.finished_at,
        bundle=ReportBundle(path=bundle_path, sha256=bundle.sha256),
        environment=bundle.evidence_json["environment"],
        documents=tuple(_documents(case)),
        claims=claims,
        cookies=tuple(_cookie(item) for item in case.items),
        hosts=tuple(_host(host) for host in case.hosts),
        banner=_banner(case),
        findings=judgement.findings,
        errors=tuple(dict.fromkeys([*_errors(case), *judgement.errors])),
        summary=summarise(case, claims, judgement.findings),
        language=language(),
    )


def _version() -> str:
    try:
        return version(DISTRIBUTION)
    except PackageNotFoundError:  # run from a source tree that nobody installed
        return "unknown"


def _documents(case: Case) -> Iterator[ReportDocument]:
    for read in case.documents:
        document = read.document
        dates = [c.params.get("date") for c in case.claims_of("updated") if c.document_sha256 == document.sha256]
        yield ReportDocument(
            url=document.url,
            kind=document.kind,
            language=read.language,
            sha256=document.sha256,
            updated=next((str(date) for date in dates if date), None),
            found_by=document.found_by.source,
            pointer=read.pointer,
            error=document.error,
        )


def _claims(case: Case, judgement: Judgement) -> tuple[ReportClaim, ...]:
    urls: dict[str, str] = {}
    for read in case.documents:
        urls.setdefault(read.document.sha256 or "", read.document.url)
    rows = []
    for index, claim in enumerate(case.claims):
        claim_id = judgement.claim_ids[index]
        findings = [finding for finding in judgement.findings if finding.claim == claim_id]
        outcomes = [finding.outcome for finding in findings]
        rows.append(
            ReportClaim(
                id=claim_id,
                type=claim.type,
                params=claim.params,
                quote=claim.quote,
                document=urls.get(claim.document_sha256, ""),
                start=claim.start,
                end=claim.end,
                language=claim.language,
                hedged=claim.hedged,
                meaning=meaning(claim),
                outcome=max(outcomes, key=lambda outcome: outcome.badness, default=Outcome.INAPPLICABLE),
                findings=tuple(finding.id for finding in findings),
                untested="" if findings else say(reason_for(claim.type)),
            )
        )
    return tuple(rows)


def _cookie(item: Item) -> ReportCookie:
    evidence = dict.fromkeys(pointer for state in item.states for pointer in item.refs.get(state, ()))
    return ReportCookie(
        name=item.name,
        domain=item.domain,
        path=item.path,
        storage=item.storage,
        party=item.party,
        purpose=item.purpose,
        purpose_source=item.purpose_source,
        purpose_note=item.purpose_note,
        vendor=item.vendor,
        states=item.states,
        first_seen=item.first_seen,
        set_by=item.set_by,
        lifetime_s=item.lifetime_s,
        lifetime_known=item.lifetime_known,
        http_only=item.http_only,
        secure=item.secure,
        same_site=item.same_site,
        partitioned=item.partitioned,
        blocked=item.blocked,
        declared=item.declared,
        evidence=tuple(evidence),
        purposes=item.opinions,
        looks=item.looks,
        looks_seen=item.looks_seen,
    )


def _host(host: HostUse) -> ReportHost:
    return ReportHost(
        host=host.host,
        party=host.party,
        vendor=host.vendor,
        category=host.category,
        states=host.states,
        requests=host.requests,
        alias_of=host.alias_of,
    )


def _banner(case: Case) -> ReportBanner:
    state = banner_visit(case)
    visit = case.visits[state] if state else None
    banner = visit.banner if visit else None
    first_layer = {control.role for control in banner.controls if control.layer == 1} if banner else set()
    spoken = visit.pages[0].language if visit and banner and banner.found else None
    return ReportBanner(
        found=banner.found if banner else None,
        cmp=banner.manager if banner else None,
        language=spoken.split("-")[0].lower() if spoken else None,
        first_layer=ReportFirstLayer(
            accept=ControlRole.ACCEPT in first_layer,
            reject=ControlRole.REJECT in first_layer,
            settings=ControlRole.SETTINGS in first_layer,
        ),
        clicks=ReportClicks(accept=_clicks(case, State.ACCEPT), reject=_clicks(case, State.REJECT)),
        preticked=tuple(choice.label for choice in banner.choices if choice.checked and not choice.disabled)
        if banner
        else (),
        answers=ReportAnswers(
            accept=_result(case, State.ACCEPT),
            reject=_result(case, State.REJECT),
            withdraw=_result(case, State.WITHDRAW),
        ),
    )


def _result(case: Case, state: State) -> AnswerResult:
    visit = case.visits.get(state)
    return visit.answer.result if visit and visit.answer else AnswerResult.NOT_TRIED


def _clicks(case: Case, state: State) -> int | None:
    visit = case.visits.get(state)
    answer = visit.answer if visit else None
    return answer.clicks if answer and answer.result is AnswerResult.VERIFIED else None


def _errors(case: Case) -> Iterator[GatherError]:
    yield from case.evidence.errors
    for document in case.evidence.documents:
        if document.error is not None:
            yield document.error
    for visit in case.evidence.visits:
        yield from visit.errors
        yield from (page.error for page in visit.pages if page.error is not None)
    yield from case.errors
