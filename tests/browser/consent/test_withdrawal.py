"""Consent given, then taken back, in real Chromium: by footer link, floating icon, settings page or manager."""

from __future__ import annotations

import json
from pathlib import Path
from urllib.parse import unquote

import pytest

from crawler.evidence.model import AnswerResult
from tests.browser.consent import banners
from tests.browser.consent.driver import HOME, BannerWeb
from tests.browser.consent.npm_managers import klaro, packages, tarteaucitron, vanilla

__all__ = ["packages"]

pytestmark = pytest.mark.browser

DOWN = "<div style='height:3000px'></div><footer><a href='/terms'>Terms</a> {way}</footer></body>"
LINK = '<a href="#" id="back">{words}</a>'
ICON = (
    '<div id="back" class="cookie-revisit" style="position:fixed;left:9px;bottom:9px;width:40px;height:40px;'
    'cursor:pointer"></div>'
)


def reopening(way: str, act: str) -> str:
    """Return a site whose bar comes back by `way`; `act` is what pressing it does."""
    script = (
        f"document.addEventListener('click', (event) => {{ if (event.target.id === 'back') {{ {act} }} }});</script>"
    )
    page = banners.plain().replace("if (answered()) bar.remove();\nelse for", "if (answered()) bar.hidden = true;\nfor")
    return (
        page.replace("</body>", "")
        .replace("</script>", script + DOWN.format(way=way))
        .replace("node.remove()", "node.hidden = true")
    )


SHOW = "event.preventDefault(); bar.hidden = false;"


@pytest.mark.parametrize(
    "way",
    [
        LINK.format(words="Cookie settings"),
        LINK.format(words="Ändra cookieinställningar"),
        LINK.format(words="Cookievoorkeuren wijzigen"),
        '<button id="back">Manage consent</button>',
        ICON,
    ],
)
def test_withdraws_by_what_the_page_shows(web: BannerWeb, way: str) -> None:
    outcome = web.withdraw(reopening(way, SHOW))
    assert outcome.answer.result is AnswerResult.VERIFIED, outcome.answer
    assert outcome.presses == ["accept", "back", "reject"]
    assert outcome.jar["site_choice"] == "rejected"
    assert (outcome.answer.method, outcome.answer.clicks) == ("finder", 2)


def test_asking_anew_withdraws_when_the_record_is_gone(web: BannerWeb) -> None:
    forget = "event.preventDefault(); document.cookie = 'site_choice=;path=/;max-age=0'; bar.hidden = false;"
    keep = reopening(LINK.format(words="Withdraw consent"), forget).replace("['reject', 'rejected']", "['reject', '']")
    outcome = web.withdraw(keep.replace("end(value, bar)", "value ? end(value, bar) : bar.remove()"))
    assert outcome.answer.result is AnswerResult.VERIFIED, outcome.answer
    assert "site_choice" not in outcome.jar


def test_a_withdrawal_that_keeps_the_consent_has_failed(web: BannerWeb) -> None:
    ignoring = reopening(LINK.format(words="Cookie settings"), SHOW).replace(
        "['reject', 'rejected']", "['reject', 'accepted']"
    )
    assert web.withdraw(ignoring).answer.result is AnswerResult.FAILED


def test_no_way_back_is_said_and_nothing_is_pressed(web: BannerWeb) -> None:
    outcome = web.withdraw(banners.plain())
    assert outcome.answer.result is AnswerResult.NOT_OFFERED
    assert outcome.presses == ["accept"]


def test_follows_a_link_to_a_settings_page(web: BannerWeb) -> None:
    home = banners.plain().replace("</body>", DOWN.format(way='<a href="/choices">Cookie preferences</a>'))
    settings = reopening('<button id="back">Change your consent</button>', SHOW)
    outcome = web.withdraw({HOME: home, f"{HOME}choices": settings})
    assert outcome.answer.result is AnswerResult.VERIFIED, outcome.answer
    assert outcome.answer.clicked == ("Cookie preferences", "Change your consent", "Reject all")


def test_withdraws_by_choices_in_the_flow_of_a_settings_page(web: BannerWeb) -> None:
    home = banners.plain().replace("</body>", DOWN.format(way='<a href="/choices">Cookie preferences</a>'))
    form = (
        '<section id="cookie-choices"><h2>Your cookies</h2><label><input type="checkbox" id="c1" checked> Statistics'
        '</label><button id="save">Save my choices</button></section>'
    )
    store = (
        "document.getElementById('save').onclick = () => { document.cookie = 'site_choice=' +"
        "(document.getElementById('c1').checked ? 'accepted' : 'rejected') + ';path=/;max-age=9999'; };"
    )
    outcome = web.withdraw({HOME: home, f"{HOME}choices": banners.page(form, store)})
    assert outcome.answer.result is AnswerResult.VERIFIED, outcome.answer
    assert outcome.answer.clicked == ("Cookie preferences", "Statistics", "Save my choices")


@pytest.mark.npm
def test_withdraws_from_real_managers(web: BannerWeb, packages: Path) -> None:
    icon = {"showIcon": True, "iconPosition": "BottomRight"}
    methods = {
        "klaro": (klaro(packages, "en"), "manager:klaro"),
        "cc_cookie": (vanilla(packages, None), "manager:vanilla-cookieconsent"),
        "tarteaucitron": (tarteaucitron(packages, "sv", **icon), "finder"),
    }
    for name, (pages, method) in methods.items():
        outcome = web.withdraw(pages)
        assert outcome.answer.result is AnswerResult.VERIFIED, outcome.answer
        assert outcome.answer.method == method
        stored = unquote(outcome.jar[name])
        assert "true" not in stored and (name != "cc_cookie" or json.loads(stored)["categories"] == ["necessary"])
