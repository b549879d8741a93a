"""Real consent managers from npm as webs of strings, for tests that look at one thing of theirs."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.browser.consent.driver import HOME
from tests.web.managers import install


@pytest.fixture(scope="session")
def packages() -> Path:
    """Return the folder of installed packages."""
    return install()


def web_of(packages: Path, scripts: dict[str, str], styles: dict[str, str], head: str, tail: str) -> dict[str, str]:
    """Return a site whose home page loads files of packages (address → path)."""
    links = "".join(f'<link rel="stylesheet" href="/{name}">' for name in styles)
    sources = "".join(f'<script src="/{name}"></script>' for name in scripts)
    home = (
        f"<!doctype html><html><head>{links}</head><body><h1>Shop</h1><p>Shoes.</p>{head}{sources}{tail}</body></html>"
    )
    files = {HOME + name: (packages / path).read_text("utf-8") for name, path in {**scripts, **styles}.items()}
    return {HOME: home, **files}


def klaro(packages: Path, language: str, **more: object) -> dict[str, str]:
    service = {"name": "matomo", "title": "Matomo", "purposes": ["analytics"], "default": True}
    config = {"version": 1, "lang": language, "acceptAll": True, "services": [service], **more}
    texts = {"zz": {"privacyPolicyUrl": "/privacy"}}
    head = f"<script>var klaroConfig = {json.dumps({**config, 'translations': texts})};</script>"
    return web_of(packages, {"klaro.js": "klaro/dist/klaro.js"}, {}, head, "")


def tarteaucitron(packages: Path, language: str, **more: object) -> dict[str, str]:
    names = ("tarteaucitron.js", "tarteaucitron.services.js")
    config = {"privacyUrl": "", "orientation": "middle", "showAlertSmall": False, "highPrivacy": True, **more}
    tail = (
        f"<script>tarteaucitronForceLanguage = '{language}'; tarteaucitron.init({json.dumps(config)});"
        "(tarteaucitron.job = tarteaucitron.job || []).push('youtube', 'matomocloud');</script>"
    )
    web = web_of(packages, {names[0]: f"tarteaucitronjs/{names[0]}"}, {}, "", tail)
    web[HOME + names[1]] = (packages / "tarteaucitronjs" / names[1]).read_text("utf-8")
    web[HOME + "css/tarteaucitron.css"] = (packages / "tarteaucitronjs/css/tarteaucitron.css").read_text("utf-8")
    text = (packages / f"tarteaucitronjs/lang/tarteaucitron.{language}.js").read_text("utf-8")
    return {**web, HOME + f"lang/tarteaucitron.{language}.js": text}


def vanilla(packages: Path, refuse: str | None) -> dict[str, str]:
    first = {"title": "We use cookies", "description": "For statistics.", "acceptAllBtn": "Accept all",
             "showPreferencesBtn": "Manage preferences"}  # fmt: skip
    first |= {"acceptNecessaryBtn": refuse} if refuse else {}
    second = {"title": "Cookie preferences", "acceptAllBtn": "Accept all", "savePreferencesBtn": "Save preferences",
              "sections": [{"title": "Analytics", "linkedCategory": "analytics"}]}  # fmt: skip
    config = {
        "categories": {"necessary": {"enabled": True, "readOnly": True}, "analytics": {"enabled": True}},
        "language": {"default": "en", "translations": {"en": {"consentModal": first, "preferencesModal": second}}},
    }
    return web_of(
        packages,
        {"cc.js": "vanilla-cookieconsent/dist/cookieconsent.umd.js"},
        {"cc.css": "vanilla-cookieconsent/dist/cookieconsent.css"},
        "",
        f"<script>CookieConsent.run({json.dumps(config)})</script>",
    )
