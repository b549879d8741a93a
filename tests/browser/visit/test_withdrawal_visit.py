"""Consent given and taken back within one visit, and the signals a browser can send, in real Chromium."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest

from audits.inventory import assemble
from audits.model import Case
from crawler.browser.session import BrowserSession
from crawler.browser.visit import visit_state
from crawler.evidence.bundle import BundleWriter
from crawler.evidence.model import AnswerResult, Phase, State, Visit
from crawler.options import GatherOptions
from tests.evidence import evidence

from .pages import Pages, html, plain, with_session

pytestmark = pytest.mark.browser

PAGE = """<!doctype html><html lang=en><title>Shop</title><body><h1>Shop</h1><p>We sell shoes.</p>
<div id=bar role=dialog aria-label="Cookie consent" style="position:fixed;bottom:0;left:0;right:0;background:#ddd"
hidden><p>We use cookies to count visits and for advertising. Do you accept cookies?</p>
<button data-say=yes>Accept all cookies</button><button data-say=no>Reject all cookies</button></div>
<footer><a href="/terms">Terms</a> WAY</footer>
<script>
const bar = document.getElementById('bar'), said = () => (document.cookie.match(/choice=(\\w+)/) || [])[1];
const track = () => {
  document.cookie = 'visitor=v1; max-age=99999';
  fetch('https://ads.example/hit?' + (said() || ''));
};
bar.hidden = Boolean(said());
if (said() === 'yes') track();
bar.onclick = (event) => {
  const say = event.target.dataset.say;
  if (!say) return;
  document.cookie = 'choice=' + say + '; max-age=99999';
  bar.hidden = true;
  say === 'yes' ? track() : REFUSED;
};
const way = document.getElementById('way');
if (way) way.onclick = (event) => { event.preventDefault(); bar.hidden = false; };
</script></body></html>"""
WAY = '<a id=way href="#">Cookie settings</a>'


def shop(host: str, way: str, refused: str = "0") -> Pages:
    page = html(PAGE.replace("WAY", way).replace("REFUSED", refused))
    return {f"{host}/": page, f"{host}/terms": html("<p>Terms. We sell shoes."), "ads.example/hit": plain()}


PAGES: Pages = {
    **shop("clean.example", WAY, "(document.cookie = 'visitor=; max-age=0')"),
    **shop("deaf.example", WAY, "track()"),
    **shop("shut.example", ""),
    "bare.example/": html("<h1>No banner</h1><p>Nothing to accept."),
    "told.example/": lambda request: html(
        "<script>localStorage.heard = [navigator.doNotTrack, navigator.globalPrivacyControl];"
        f"localStorage.sent = '{request.headers.get('dnt')},{request.headers.get('sec-gpc')}';</script><p>Hello."
    ),
}


@pytest.fixture(scope="module")
def visits() -> dict[tuple[str, State], Visit]:
    """All visits of this module, made by one browser."""
    asked = [(f"{name}.example", State.WITHDRAW) for name in ("clean", "deaf", "shut", "bare")]
    asked += [("told.example", state) for state in (State.BEFORE, State.GPC, State.DNT)]

    async def work(session: BrowserSession, options: GatherOptions) -> dict[tuple[str, State], Visit]:
        made = {}
        with tempfile.TemporaryDirectory() as folder, BundleWriter(Path(folder) / "bundle") as writer:
            for host, state in asked:
                made[host, state] = (await visit_state(session, f"https://{host}/", state, options, writer)).visit
        return made

    return with_session(PAGES, work, pages=1)


def judged(visit: Visit, host: str) -> Case:
    return assemble(evidence(visit, url=f"https://{host}/"))


def test_consent_is_given_then_taken_back_and_both_are_proved(visits: dict[tuple[str, State], Visit]) -> None:
    visit = visits["clean.example", State.WITHDRAW]
    assert visit.complete and visit.consent is not None and visit.answer is not None
    assert visit.consent.result is AnswerResult.VERIFIED, visit.consent
    assert visit.answer.result is AnswerResult.VERIFIED, visit.answer
    assert visit.answer.clicked == ("Cookie settings", "Reject all cookies")
    assert [(page.role, page.phase) for page in visit.pages] == [
        ("home", Phase.LOOK),
        ("reload", Phase.CONSENTED),
        ("reload", Phase.ANSWERED),
        ("subpage", Phase.ANSWERED),
    ]
    in_jar = [
        (each.phase, {item.name: item.value for item in each.items if item.name in ("choice", "visitor")})
        for each in visit.snapshots
    ]
    given, refused = {"choice": "yes", "visitor": "v1"}, {"choice": "no"}
    assert in_jar == [(Phase.LOOK, {}), *[(Phase.CONSENTED, given)] * 2, *[(Phase.ANSWERED, refused)] * 3]


def test_each_write_and_request_is_in_the_phase_it_happened_in(visits: dict[tuple[str, State], Visit]) -> None:
    visit = visits["clean.example", State.WITHDRAW]
    assert [(write.name, write.phase, write.deletes) for write in visit.writes] == [
        ("choice", Phase.CONSENTED, False),
        ("visitor", Phase.CONSENTED, False),
        ("visitor", Phase.CONSENTED, False),
        ("choice", Phase.ANSWERED, False),
        ("visitor", Phase.ANSWERED, True),
    ]
    assert {request.phase for request in visit.requests if request.host == "ads.example"} == {Phase.CONSENTED}
    case = judged(visit, "clean.example")
    assert [(item.name, item.states) for item in case.items] == [("choice", (State.WITHDRAW,))]
    assert [host.host for host in case.hosts] == ["clean.example"]


def test_a_withdrawal_that_the_site_does_not_heed_shows_what_goes_on(visits: dict[tuple[str, State], Visit]) -> None:
    visit = visits["deaf.example", State.WITHDRAW]
    assert visit.answer is not None and visit.answer.result is AnswerResult.VERIFIED
    case = judged(visit, "deaf.example")
    states = {item.name: (item.states, item.answered_states) for item in case.items}
    assert states["visitor"] == ((State.WITHDRAW,), (State.WITHDRAW,))
    assert ("ads.example", (State.WITHDRAW,)) in [(host.host, host.states) for host in case.hosts]


def test_without_a_way_back_nothing_is_withdrawn_and_nothing_is_concluded(
    visits: dict[tuple[str, State], Visit],
) -> None:
    visit = visits["shut.example", State.WITHDRAW]
    assert visit.complete and visit.consent is not None and visit.answer is not None
    assert visit.consent.result is AnswerResult.VERIFIED
    assert visit.answer.result is AnswerResult.NOT_OFFERED
    assert {snapshot.phase for snapshot in visit.snapshots} == {Phase.LOOK, Phase.CONSENTED}
    assert judged(visit, "shut.example").items == ()


def test_without_consent_there_is_nothing_to_withdraw(visits: dict[tuple[str, State], Visit]) -> None:
    visit = visits["bare.example", State.WITHDRAW]
    assert visit.consent is not None and visit.consent.result is AnswerResult.NOT_TRIED
    assert visit.answer is not None and visit.answer.result is AnswerResult.NOT_TRIED
    assert visit.answer.reason == "no consent to withdraw: no consent banner was found"


def test_signals_reach_servers_and_scripts(visits: dict[tuple[str, State], Visit]) -> None:
    heard = {
        state: {item.name: item.value for item in visits["told.example", state].snapshots[0].items}
        for state in (State.BEFORE, State.GPC, State.DNT)
    }
    assert heard == {
        State.BEFORE: {"heard": ",", "sent": "None,None"},
        State.GPC: {"heard": ",true", "sent": "None,1"},
        State.DNT: {"heard": "1,", "sent": "1,None"},
    }
