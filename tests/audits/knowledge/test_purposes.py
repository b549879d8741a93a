"""Who is asked what an item is for, and in which order."""

from __future__ import annotations

from audits.knowledge.behaviour import Behaviour
from audits.knowledge.purposes import Declared, purpose_of
from audits.model import Party, Purpose, PurposeSource

YEAR_S = 365 * 86_400.0
IDENTIFIERS = ("f3b9c1e07a4d4d52b8aa0c41", "0c9d27be51f64a7f9e3388d1")


def test_the_policy_comes_first_and_the_other_opinion_is_kept():
    found = purpose_of(
        "_fbp", "shop.se", declared=Declared(policy=Purpose.NECESSARY, note="table row"), site_host="shop.se"
    )
    assert (found.purpose, found.source, found.note) == (Purpose.NECESSARY, PurposeSource.POLICY, "table row")
    assert found.vendor == "Meta (Facebook) pixel"
    assert found.declared is not None
    assert [opinion.purpose for opinion in found.opinions] == [Purpose.NECESSARY, Purpose.MARKETING]


def test_the_manager_comes_before_knowledge():
    found = purpose_of("_ga", "shop.se", declared=Declared(manager=Purpose.MARKETING))
    assert (found.purpose, found.source) == (Purpose.MARKETING, PurposeSource.MANAGER)


def test_knowledge_by_name():
    found = purpose_of("_ga_ABC123", ".shop.se", site_host="www.shop.se")
    assert (found.purpose, found.source) == (Purpose.ANALYTICS, PurposeSource.KNOWLEDGE)
    assert found.note == "_ga_*: Google Analytics"


def test_a_usual_name_on_a_trackers_host_is_the_trackers():
    found = purpose_of("session", ".adform.net", site_host="www.shop.se")
    assert (found.purpose, found.source, found.vendor) == (Purpose.MARKETING, PurposeSource.HOST, "Adform")


def test_a_usual_name_of_the_site_is_taken_as_known():
    assert purpose_of("session", "www.shop.se", site_host="www.shop.se").purpose is Purpose.NECESSARY


def test_an_unknown_name_takes_its_hosts_purpose():
    found = purpose_of("qzx81", ".adform.net", site_host="shop.se")
    assert (found.purpose, found.source, found.note) == (Purpose.MARKETING, PurposeSource.HOST, "adform.net: Adform")


def test_a_renamed_cookie_is_judged_by_its_setter():
    found = purpose_of("qzx81", ".shop.se", setter_host="www.google-analytics.com", site_host="shop.se")
    assert (found.purpose, found.vendor) == (Purpose.ANALYTICS, "Google Analytics")


def test_a_vendors_own_site_is_not_judged_by_its_own_host():
    assert purpose_of("qzx81", "www.adform.com", site_host="adform.com").purpose is Purpose.UNKNOWN


def test_behaviour_is_asked_after_hosts():
    seen = Behaviour(values=IDENTIFIERS, lifetime_s=YEAR_S, party=Party.FIRST, sent_to=("t.example.net",))
    found = purpose_of("qzx81", "shop.se", site_host="shop.se", behaviour=seen)
    assert (found.purpose, found.source) == (Purpose.MARKETING, PurposeSource.BEHAVIOUR)
    assert "t.example.net" in found.note


def test_a_tag_managers_host_says_nothing_so_behaviour_may():
    seen = Behaviour(values=IDENTIFIERS, lifetime_s=YEAR_S, only_after_accept=True)
    found = purpose_of("qzx81", "shop.se", setter_host="www.googletagmanager.com", site_host="shop.se", behaviour=seen)
    assert (found.purpose, found.source) == (Purpose.ANALYTICS, PurposeSource.BEHAVIOUR)


def test_nothing_known_is_unknown_and_never_necessary():
    found = purpose_of("qzx81", "shop.se", site_host="shop.se", behaviour=Behaviour(values=("1",)))
    assert (found.purpose, found.source, found.opinions) == (Purpose.UNKNOWN, PurposeSource.NONE, ())
