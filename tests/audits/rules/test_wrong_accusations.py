"""Where a failure could be argued away: each doubtful path ends in cantTell, its firm neighbour in failed."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from audits.model import DocumentCase, Outcome
from crawler.evidence.model import Banner, DocumentKind, GatherError, PageLoad, Visit
from tests.evidence import (
    IDENTIFIER,
    accepted,
    banner,
    before,
    case_of,
    claim,
    cookie,
    digest,
    document,
    finding,
    rejected,
    withdrawn,
)

GA = cookie("_ga", life="P2Y")
RANDOM = "8f14e45fceea167a5a36dedd4bea2543"


def outcome(rule: str, *visits: Visit, **more: Any) -> tuple[Outcome, str]:
    found = finding(rule, *visits, **more)
    return found.outcome, found.reason


def elsewhere(name: str = "theirs", url: str = "https://policies.vendor.example/cookies") -> DocumentCase:
    return document(name, url=url)


# --- what somebody else's policy says ---------------------------------------------------------------------------


def test_another_companys_list_tells_nothing_of_the_sites_cookies() -> None:
    token = cookie("visitor_token", life="P1Y", value=RANDOM)
    theirs = claim("cookie", name="visitor_token", category="marketing", document="theirs")
    ours = replace(theirs, document_sha256=digest("cookies"))
    documents = (document(), elsewhere())
    assert outcome("cookies-before-consent", before(token), claims=[ours], documents=documents)[0] is Outcome.FAILED
    assert outcome("cookies-before-consent", before(token), claims=[theirs], documents=documents) == (
        Outcome.CANT_TELL,
        "unknown-items",
    )


# --- whose a cookie is ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["_y", "AID", "RT"])
def test_a_vendors_short_name_is_anybodys_where_nothing_is_the_vendors(name: str) -> None:
    assert outcome("cookies-before-consent", before(cookie(name, life="P1Y", value=RANDOM)))[0] is Outcome.CANT_TELL


def test_a_vendors_short_name_set_by_its_script_is_the_vendors() -> None:
    by = "https://cdn.shopify.com/shopifycloud/trekkie.js"
    assert outcome("cookies-before-consent", before(cookie("_y", life="P1Y", by=by)))[0] is Outcome.FAILED


@pytest.mark.parametrize(
    ("rule", "said"),
    [
        ("party", claim("party", "Only our own cookies are used.", party="first-only")),
        ("no-cookies", claim("no-cookies", "We use no third-party cookies.", kind=["third-party"])),
        ("prior-consent", claim("prior-consent", "No third-party cookies before consent.", blocked=["third-party"])),
        ("party-differs", claim("cookie", name="sid", party="first", category="necessary")),
    ],
)
def test_a_domain_that_nobody_knows_may_be_the_sites_own(rule: str, said: Any) -> None:
    unknown = cookie("sid", ".static-nobody-knows.example", life="P1Y", value=RANDOM)
    assert outcome(rule, before(unknown), accepted(), claims=[said])[0] is not Outcome.FAILED


# --- what a refusal leaves behind -------------------------------------------------------------------------------


@pytest.mark.parametrize("value", ["OPT_OUT", "optout", "NOTARGET", "-1", "opted-out", "user=optout", "opt_out=1"])
def test_an_opt_out_kept_under_an_advertisers_name_is_no_tracking(value: str) -> None:
    kept = cookie("uuid2", ".adnxs.com", life="P90D", value=value)
    assert outcome("refusal-ignored", before(), rejected(kept))[0] is Outcome.CANT_TELL


def test_an_identifier_under_an_advertisers_name_is() -> None:
    kept = cookie("uuid2", ".adnxs.com", life="P90D", value="4829103847561029384")
    assert outcome("refusal-ignored", before(), rejected(kept))[0] is Outcome.FAILED


# --- policies that were not read, or not to their end -----------------------------------------------------------

LISTED = claim("cookie", name="session_id", category="necessary", lifetime="session")
COMPLETE = claim("list-complete", "The list is complete.")
FORBIDDEN = GatherError(stage="document", code="robots", message="robots.txt forbids it.")
GONE = GatherError(stage="document", code="http-404", message="There is no such page.")


@pytest.mark.parametrize("rule", ["undeclared-cookies", "list-complete"])
def test_a_list_may_stand_in_a_policy_that_robots_may_not_read(rule: str) -> None:
    unread = document("privacy", None, error=FORBIDDEN)
    visits, claims = (before(), accepted(GA)), [LISTED, COMPLETE]
    found = outcome(rule, *visits, claims=claims, documents=(document(), unread))
    assert found == (Outcome.CANT_TELL, "policy-unread")
    gone = document("privacy", None, error=GONE, status=404)
    assert outcome(rule, *visits, claims=claims, documents=(document(), gone))[0] is Outcome.FAILED


@pytest.mark.parametrize("rule", ["undeclared-cookies", "list-complete"])
def test_a_list_may_go_on_where_reading_stopped(rule: str) -> None:
    whole = document()
    assert whole.text is not None
    cut = replace(whole, text=replace(whole.text, truncated=True))
    found = outcome(rule, before(), accepted(GA), claims=[LISTED, COMPLETE], documents=(cut,))
    assert found == (Outcome.CANT_TELL, "policy-unread")


def privacy(name: str, text: str, url: str) -> DocumentCase:
    made = document(name, text, url=url)
    return replace(made, document=replace(made.document, kind=DocumentKind.PRIVACY_POLICY))


def test_an_old_version_beside_the_one_in_force_is_no_outdated_policy() -> None:
    old = privacy("old", "Privacy policy of 2016", "https://www.shop.example/privacy-2016")
    new = privacy("new", "Privacy policy of 2025", "https://www.shop.example/privacy")
    dated = [
        claim("updated", "1 April 2016", date="2016-04-01", document="old"),
        claim("updated", "1 April 2025", date="2025-04-01", document="new"),
    ]
    both = outcome("policy-outdated", before(), claims=dated, documents=(old, new))
    assert both == (Outcome.CANT_TELL, "other-version")
    assert outcome("policy-outdated", before(), claims=dated[:1], documents=(old,))[0] is Outcome.FAILED


# --- banners that ask without need ------------------------------------------------------------------------------

ONLY_ACCEPT = banner("accept")
DEEP = banner("accept", "settings", reject=2)


@pytest.mark.parametrize(
    ("rule", "shown"),
    [
        ("refusal-not-on-first-layer", ONLY_ACCEPT),
        ("refusal-harder-than-acceptance", DEEP),
        ("cookie-wall", replace(ONLY_ACCEPT, modal=True)),
    ],
)
def test_nothing_is_withheld_where_nothing_needs_consent(rule: str, shown: Banner) -> None:
    session = cookie("PHPSESSID", header=True)
    visits = [before(session, shown=shown)]
    visits += [rejected(look=[session], shown=shown, layers=2)] if shown is DEEP else []
    idle = accepted(cookie("cookie_consent", life="P1Y", value="yes"), look=[session], shown=shown)
    assert outcome(rule, *visits, idle) == (Outcome.CANT_TELL, "nothing-to-refuse")
    assert outcome(rule, *visits, accepted(GA, look=[session], shown=shown))[0] is Outcome.FAILED


def test_an_acceptance_that_was_not_proved_shows_no_idleness() -> None:
    assert outcome("refusal-not-on-first-layer", before(shown=ONLY_ACCEPT))[0] is Outcome.FAILED


def test_a_choice_may_be_given_behind_a_link_of_the_page() -> None:
    said = claim("consent-choice", "You can accept or reject cookies.", offered=True, options=["accept", "reject"])
    shown = banner("accept")
    made = accepted(GA, shown=shown)
    linked = replace(made, pages=tuple(_linked(page) for page in made.pages))
    assert outcome("consent-choice", before(shown=shown), made, claims=[said])[0] is Outcome.FAILED
    found = outcome("consent-choice", before(shown=shown), linked, claims=[said])
    assert found == (Outcome.CANT_TELL, "choice-elsewhere")


def _linked(page: PageLoad) -> PageLoad:
    return replace(page, links=(("Cookie settings", ""),))


# --- values and lifetimes ---------------------------------------------------------------------------------------


def test_an_address_that_every_new_visitor_is_given_is_no_visitors() -> None:
    mail = cookie("user_email", life="P1Y", value="anna@mail.test")
    assert outcome("identity-in-cookie", before(mail), accepted(look=[mail]))[0] is Outcome.CANT_TELL
    assert outcome("identity-in-cookie", before(), accepted(mail))[0] is Outcome.FAILED


def test_one_record_of_the_choice_that_is_kept_as_said_will_do() -> None:
    said = claim("lifetime", "Your choice is stored for 1 year.", subject="choice", duration="P1Y")
    kept = (cookie("cookie_consent", life="P1Y", value="no"), cookie("cookie_notice_seen", life="P2Y", value="1"))
    assert outcome("lifetime", before(), rejected(*kept), claims=[said])[0] is Outcome.PASSED
    assert outcome("lifetime", before(), rejected(kept[1]), claims=[said])[0] is Outcome.FAILED


def test_a_purpose_guessed_from_behaviour_breaks_no_promised_lifetime() -> None:
    said = claim("lifetime", "Analytics cookies are kept for 30 days.", subject="analytics cookies", duration="P30D")
    guessed = cookie("zq_measure", life="P2Y", value=IDENTIFIER)
    visits = (before(), rejected(), accepted(guessed))
    assert [item.purpose_source for item in case_of(*visits).items] == ["behaviour"]
    assert outcome("lifetime", *visits, claims=[said])[0] is not Outcome.FAILED


def test_what_lay_in_the_browser_while_consent_was_given_is_no_withdrawal_ignored() -> None:
    assert outcome("withdrawal-ignored", before(), withdrawn(consented=[GA], kept=[GA]))[0] is not Outcome.FAILED


# --- what is in one look and not in the next --------------------------------------------------------------------


def test_what_one_look_of_three_shows_is_said_less_surely() -> None:
    def sure(*visits: Visit) -> str:
        return str(finding("cookies-before-consent", *visits).confidence)

    always = before(GA), rejected(look=[GA]), accepted(look=[GA])
    once = before(GA), rejected(), accepted()
    assert (sure(*always), sure(*once)) == ("high", "medium")
