"""Whatever was gathered, and whatever a policy says: every rule answers, with evidence that is there."""

from __future__ import annotations

import random
from dataclasses import replace
from typing import Any

import pytest

from audits.claims.types import claim_types
from audits.engine import judge
from audits.model import Case, Claim, Outcome
from audits.rules import discover_rules
from crawler.evidence.bundle import evidence_to_json
from crawler.evidence.model import (
    Answer,
    AnswerResult,
    Banner,
    Control,
    ControlRole,
    Phase,
    Proof,
    SentValue,
    State,
    StorageKind,
    Visit,
)
from tests.evidence import Stored, case_of, choice, claim, cookie, document, request, resolve, stored, visit

HOSTILE = ["", "\u202e", "<script>", "{0}{quote.__class__}", "a" * 3000, "=cmd()", "%", "名前", "%%%{names}", "\x00\n"]
NAMES = ["_ga", "_fbp", "IDE", "AID", "uid", "PHPSESSID", "cookie_consent", "user_email", "client_ip", *HOSTILE]
VALUES = ["", "1", "GA1.1.1839274650.1772366400", "anna@mail.test", "81.2.69.142", '{"ip":"81.2.69.142"', *HOSTILE]
DOMAINS = [".shop.example", "www.shop.example", ".doubleclick.net", "localhost", "", "127.0.0.1", "..", "a" * 300]
LIVES = ["session", "P2Y", "P90D", "PT1S"]
URLS = [
    "https://www.shop.example/a",
    "https://www.google.com/ads/x?y=1",
    "https://region1.google-analytics.com/g/collect?v=2",
    "https://intake.us-east-1.amazonaws.com/c",
    "https://a.b/" + "x" * 2000,
]
STYLES = ["rgb(0, 0, 0)", "rgba(0, 0, 0, 0)", "0px none", "16px", "", "normal", "rgb(1 2 3 / 50%)", "9" * 90 + "px"]
PARAMS: list[Any] = [
    "necessary", "analytics", "all", "session", "P1Y", "PXY", "_ga", "_g*", "Google", "", None, True, False, 7,
    ["marketing"], ["third-party", "x"], "eea-only", "gpc", "dnt", "first", "first-only", "click", "2016-01-01", "*",
]  # fmt: skip
KEYS = [
    "category", "vendor", "name", "lifetime", "duration", "subject", "party", "purpose", "provider", "kind", "by",
    "state", "exempt", "blocked", "via", "offered", "options", "shared", "honours", "signal", "region", "tech",
    "date", "domains", "blocked_until", "url", "exceptions", "scope",
]  # fmt: skip


class Dice:
    """Makes cases that nobody would think of, the same ones each time."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)

    def case(self) -> Case:
        pick = self.random
        states = [state for state in State if pick.random() < 0.85]
        claims = [self.claim() for _ in range(pick.randint(0, 12))]
        texts = ["We use cookies. " * 200, "Privacy Shield 95/46/EC", "", None, "x@y.z\u0000" * 50]
        documents = [
            document(
                f"cookies{n or ''}", pick.choice(texts), url=pick.choice([*["https://www.shop.example/p"] * 4, "x"])
            )
            for n in range(pick.choice([0, 1, 1, 1, 2]))
        ]
        third_party = pick.choice([True, False, None])
        return case_of(
            *(self.visit(state) for state in states),
            claims=claims,
            documents=documents,
            third_party_cookies=third_party,
        )

    def visit(self, state: State) -> Visit:
        pick = self.random
        made = visit(
            state,
            self.things(),
            self.things(),
            requests=[self.request() for _ in range(pick.randint(0, 4))],
            requests_after=[self.request() for _ in range(pick.randint(0, 4))],
            shown=pick.choice([None, Banner(found=False), *(self.banner() for _ in range(5))]),
            answer=pick.choice([None, AnswerResult.VERIFIED, AnswerResult.VERIFIED, *AnswerResult]),
            proofs=[Proof(kind="consent-record", holds=True, detail=pick.choice(NAMES))],
            layers=pick.randint(0, 4),
            complete=pick.choice([True, True, False]),
            status=pick.choice([200, 200, 404]),
            language=pick.choice(["en", "sv-SE", "xx", ""]),
        )
        sent = [
            SentValue(
                storage=StorageKind.COOKIE, name=pick.choice(NAMES), domain=".shop.example", request=n, place="url"
            )
            for n in range(pick.randint(0, 9))
        ]
        links = tuple((pick.choice(["Cookie settings", "x", ""]), "") for _ in range(pick.randint(0, 2)))
        pages = tuple(replace(page, links=links, phase=pick.choice(list(Phase))) for page in made.pages)
        results = [AnswerResult.VERIFIED, AnswerResult.VERIFIED, *AnswerResult]
        consent = Answer(result=pick.choice(results), clicks=pick.randint(0, 2))
        made = replace(made, sent_values=tuple(sent), consent=pick.choice([None, consent, consent]))
        return replace(made, pages=pick.choice([made.pages, made.pages, made.pages, pages, ()]))

    def things(self) -> list[Stored]:
        pick = self.random
        made: list[Stored] = []
        for _ in range(pick.randint(0, 6)):
            if pick.random() < 0.3:
                made.append(stored(pick.choice(NAMES), pick.choice(list(StorageKind)[1:]), value=pick.choice(VALUES)))
            else:
                made.append(
                    cookie(
                        pick.choice(NAMES),
                        pick.choice(DOMAINS),
                        life=pick.choice(LIVES),
                        value=pick.choice(VALUES),
                        blocked=pick.choice([None, None, "ThirdPartyPhaseout"]),
                        by=pick.choice([*URLS, "", "data:x"]),
                    )
                )
        return made

    def request(self) -> Any:
        kind = self.random.choice(["image", "script", "document", "ping", "fetch", ""])
        sent = self.random.choice([(), ("IDE",)])
        return request(self.random.choice(URLS), kind, sent=sent)

    def banner(self) -> Banner:
        pick = self.random
        controls = tuple(
            Control(
                role=pick.choice(list(ControlRole)),
                text=pick.choice(HOSTILE),
                layer=pick.randint(1, 2),
                width=pick.choice([0, 100.0]),
                height=pick.choice([0, 40.0]),
                styles={key: pick.choice(STYLES) for key in ("color", "background-color", "font-size", "border")},
            )
            for _ in range(pick.randint(0, 5))
        )
        choices = (choice(pick.choice(["Ads", "", "Necessary"]), checked=pick.choice([True, False])),)
        return Banner(
            found=True,
            controls=controls,
            choices=pick.choice([(), choices]),
            text="cookies",
            modal=pick.choice([True, False]),
        )

    def claim(self) -> Claim:
        pick = self.random
        kind = pick.choice([*(each.name for each in claim_types()), "cookie"])
        params = {key: pick.choice(PARAMS) for key in pick.sample(KEYS, pick.randint(0, 20))}
        made = claim(kind, pick.choice(["cookies", *HOSTILE]), hedged=pick.random() < 0.2)
        return replace(made, params=params)


@pytest.mark.parametrize("seed", range(100))
def test_every_rule_answers(seed: int) -> None:
    case = Dice(seed).case()
    judgement = judge(case, discover_rules())
    assert [error.message for error in judgement.errors] == []
    value = evidence_to_json(case.evidence)
    for finding in judgement.findings:
        assert finding.evidence or finding.outcome is not Outcome.FAILED
        for pointer in finding.evidence:
            resolve(value, pointer)
    assert judge(replace(case), discover_rules()) == judgement
