"""A small sealed bundle and a report over it, with hostile text in every place a site can fill."""

from __future__ import annotations

import base64
from dataclasses import asdict
from pathlib import Path

from audits import model
from crawler.evidence.bundle import Bundle, BundleWriter, open_bundle
from crawler.evidence.model import (
    SCHEMA_VERSION,
    Answer,
    AnswerResult,
    Banner,
    Control,
    ControlRole,
    Environment,
    GatherError,
    PageLoad,
    Phase,
    Proof,
    Request,
    Screenshot,
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

HOSTILE = '<script>window.hacked=1</script>"><img src=x onerror="window.hacked=1">\'=cmd()\x1b[31m\u202egnp.exe {{7*7}}'
PIXEL = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)
AT = "2026-01-02T03:04:05Z"


def sealed_bundle(folder: Path, name: str = HOSTILE) -> Bundle:
    """Return a sealed bundle in `folder`."""
    with BundleWriter(folder / "bundle") as writer:
        picture = writer.add("screenshots/before-look.png", PIXEL)
        return open_bundle(writer.seal(_evidence(name, picture)))


def sample_report(bundle: Bundle, name: str = HOSTILE) -> model.Report:
    """Return a report over `bundle` with one claim and one finding of each outcome."""
    findings = tuple(_finding(index, outcome, name) for index, outcome in enumerate(model.Outcome))
    claims = tuple(_claim(index, outcome, name) for index, outcome in enumerate(model.Outcome))
    law = _finding(9, model.Outcome.FAILED, name)
    return model.Report(
        schema_version=model.REPORT_SCHEMA_VERSION,
        tool=model.ReportTool(name="cookie-audit", version="0"),
        site=model.ReportSite(url="https://example.test/", name=name),
        audited_at=AT,
        bundle=model.ReportBundle(path="bundle", sha256=bundle.sha256),
        environment=asdict(bundle.evidence.environment),
        documents=(
            model.ReportDocument(
                url="https://example.test/cookies",
                kind="cookie-policy",
                language="sv",
                sha256="0" * 64,
                updated="2023-01",
                found_by=name,
                pointer="",
            ),
        ),
        claims=claims,
        cookies=(_cookie("_ga", model.Purpose.ANALYTICS), _cookie("session_" + name, model.Purpose.NECESSARY)),
        hosts=(
            model.ReportHost(
                host="www.google-analytics.com",
                party=model.Party.THIRD,
                vendor="Google Analytics",
                category="analytics",
                states=(State.BEFORE,),
                requests=3,
            ),
        ),
        banner=model.ReportBanner(
            found=True,
            cmp=None,
            language="sv",
            first_layer=model.ReportFirstLayer(accept=True, reject=False, settings=True),
            clicks=model.ReportClicks(accept=1, reject=3),
            preticked=(name,),
            answers=model.ReportAnswers(
                accept=AnswerResult.VERIFIED, reject=AnswerResult.FAILED, withdraw=AnswerResult.NOT_TRIED
            ),
        ),
        findings=(*findings, law),
        errors=(GatherError(stage="visit", code="timeout", message=name, state=State.REJECT),),
        summary=model.ReportSummary(
            sentence="One promise is broken: _ga was set before consent.",
            claims={"failed": 1, "passed": 1, "cantTell": 1, "inapplicable": 1},
            findings={"failed": 2, "passed": 1, "cantTell": 1, "inapplicable": 1},
            failed_by_severity={"high": 2},
            cookies_by_state={"before": 2, "reject": 0, "accept": 2},
            outcome=model.Outcome.FAILED,
        ),
    )


def _evidence(name: str, picture: str) -> SiteEvidence:
    setter = Setter(kind=SetterKind.SCRIPT, url="https://www.googletagmanager.com/gtag.js", stack=("a.js:1:2", name))
    write = StorageWrite(
        storage=StorageKind.COOKIE,
        name="_ga",
        domain=".example.test",
        page=0,
        phase=Phase.LOOK,
        page_time_ms=640,
        at=AT,
        setter=setter,
        value=name,
        raw=f"_ga={name}",
        lifetime_s=63072000,
    )
    visit = Visit(
        state=State.BEFORE,
        started_at=AT,
        wall_time_ms=1200,
        page_time_mode="virtual",
        pages=(
            PageLoad(
                url="https://example.test/",
                final_url="https://example.test/",
                role="home",
                phase=Phase.LOOK,
                status=200,
                title=name,
                granted_page_time_ms=20000,
            ),
        ),
        snapshots=(
            Snapshot(
                page=0,
                phase=Phase.LOOK,
                page_time_ms=20000,
                at=AT,
                items=(StoredItem(storage=StorageKind.COOKIE, name="_ga", domain=".example.test", value=name),),
            ),
        ),
        writes=(write,),
        requests=(
            Request(
                url="https://www.google-analytics.com/collect?" + name,
                host="www.google-analytics.com",
                method="POST",
                resource_type="ping",
                page=0,
                phase=Phase.LOOK,
                page_time_ms=700,
                at=AT,
                initiator=setter,
                status=204,
            ),
        ),
        banner=Banner(found=True, text=name, controls=(Control(role=ControlRole.ACCEPT, text=name),)),
        answer=Answer(
            result=AnswerResult.FAILED,
            reason=name,
            clicked=(name,),
            page_time_ms=900,
            proofs=(Proof(kind="banner-gone", holds=False, detail=name),),
        ),
        screenshots=(Screenshot(path=picture, label="look", page=0, page_time_ms=20000),),
    )
    return SiteEvidence(
        schema_version=SCHEMA_VERSION,
        site=SiteTarget(url="https://example.test/", name=name),
        started_at=AT,
        finished_at=AT,
        environment=Environment(tool_version="0", browser="Chromium 1", user_agent=name, flags=("--a", name)),
        visits=(visit,),
    )


def _finding(index: int, outcome: model.Outcome, name: str) -> model.Finding:
    return model.Finding(
        id=f"f{index}",
        rule="cookies-before-consent",
        title="Cookies before consent",
        outcome=outcome,
        severity=model.Severity.HIGH,
        confidence=model.Confidence.HIGH,
        message=f"_ga was set before consent: {name}",
        remedy="Load analytics after consent.",
        claim=None if index == 9 else f"c{index}",
        evidence=(
            "/visits/0/writes/0",
            "/visits/0/snapshots/0/items/0",
            "/visits/0/requests/0",
            "/visits/0/banner/controls/0",
            "/visits/0/answer",
            "/visits/0",
            "/visits/0/banner/text",
        ),
        references=(model.Reference(title="ePrivacy Directive 5(3)", url="https://eur-lex.europa.eu/"),),
    )


def _claim(index: int, outcome: model.Outcome, name: str) -> model.ReportClaim:
    return model.ReportClaim(
        id=f"c{index}",
        type="prior-consent",
        params={"exempt": ["necessary"], "text": name},
        quote=f"Vi sätter inga cookies innan samtycke {name}",
        document="https://example.test/cookies",
        start=10,
        end=40,
        language="sv",
        hedged=False,
        meaning="Nothing but necessary cookies is set before consent.",
        outcome=outcome,
        findings=(f"f{index}",),
    )


def _cookie(name: str, purpose: model.Purpose) -> model.ReportCookie:
    return model.ReportCookie(
        name=name,
        domain=".example.test",
        path="/",
        storage=StorageKind.COOKIE,
        party=model.Party.FIRST,
        purpose=purpose,
        purpose_source=model.PurposeSource.KNOWLEDGE,
        purpose_note=name,
        vendor="Google Analytics",
        states=(State.BEFORE, State.ACCEPT),
        first_seen=model.FirstSeen(state=State.BEFORE, page="https://example.test/", page_time_ms=640),
        set_by=model.SetBy(kind="script", url="https://www.googletagmanager.com/gtag.js"),
        lifetime_s=63072000,
        lifetime_known=True,
        http_only=False,
        secure=True,
        same_site="Lax",
        partitioned=False,
        blocked=None,
        declared=False,
        evidence=("/visits/0/writes/0",),
    )
