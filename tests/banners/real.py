"""Consent managers from npm, each in translations that it ships. What they store is theirs; the page obeys it."""

# ruff: noqa: E501 - markup on a line reads better

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

from tests.banners.site import NO, YES, BannerSite, page

KLARO = ("de", "en", "fi", "hu", "nl", "pl", "ro", "sv")
TARTEAUCITRON = ("cs", "da", "el", "fr", "it", "lt", "pt", "sv")
OREJIME = ("en", "et", "fi", "fr", "hu", "nb", "nl", "ro", "sv")
COOKIE_CONSENT_JS = ("cz", "de", "es", "gr", "it")
"""Languages by the names that the package gives them."""

REPORT = """<script>setTimeout(() => {{
  const cookie = (name) => {{ const found = document.cookie.split('; ').find((pair) => pair.startsWith(name + '='));
    return found === undefined ? null : decodeURIComponent(found.slice(name.length + 1)); }};
  const yes = (flags) => Object.keys(flags).filter((name) => flags[name] === true);
  const held = (() => {{ try {{ {read} }} catch {{ return null; }} }})();
  if (!held) return;
  fetch('/seen?given=' + held.join(','));
  for (const name of held) new Image().src = `/t/${{name}}.gif`;
}}, 300)</script>"""
"""Tells the server at each load what the manager holds, and asks for the pixels of what was accepted."""


def real(packages: Path, every: int = 1) -> list[BannerSite]:
    """Return the sites; `packages` is the `node_modules` folder, `every` takes only each so-manyth language."""
    return [
        *(klaro(packages, code) for code in KLARO[::every]),
        klaro(packages, "en", "layered", hideDeclineAll=True),
        klaro(packages, "sv", "modal", mustConsent=True),
        *(tarteaucitron(packages, code) for code in TARTEAUCITRON[::every]),
        tarteaucitron(packages, "de", "icon", showIcon=True, iconPosition="BottomRight"),
        *(orejime(packages, code) for code in OREJIME[::every]),
        vanilla(packages, "Reject all"),
        vanilla(packages, None),
        *(osano(packages, kind) for kind in ("opt-in", "opt-out", "info")),
        *(cookie_consent_js(packages, code) for code in COOKIE_CONSENT_JS[::every]),
        cookie_notice(packages, "it"),
        cookie_notice(packages, "pl"),
        cookiecraft(packages),
    ]


def manager_page(body: str, read: str, language: str, head: str = "") -> str:
    """Return a page with a manager; `read` returns what it holds as a list of names, or nothing."""
    return page(body + REPORT.format(read=read), kit=False, language=language).replace("</head>", f"{head}</head>")


def text(packages: Path, *parts: str) -> str:
    """Return a package's file."""
    return packages.joinpath(*parts).read_text("utf-8")


def klaro(packages: Path, language: str, kind: str = "", **more: object) -> BannerSite:
    """Return Klaro, with one service that is on by default."""
    service = {"name": "matomo", "title": "Matomo", "purposes": ["analytics"], "default": True}
    config = {"version": 1, "lang": language, "acceptAll": True, "services": [service], **more}
    translations = {"translations": {"zz": {"privacyPolicyUrl": "/privacy"}}}
    head = f"<script>var klaroConfig = {json.dumps({**config, **translations})};</script>"
    body = '<script src="/klaro.js"></script>'
    return BannerSite(
        name="-".join(filter(None, ("klaro", language, kind))),
        pages={
            "/": manager_page(head + body, "return yes(JSON.parse(cookie('klaro')));", language),
            "/klaro.js": text(packages, "klaro", "dist", "klaro.js"),
        },
        language=language,
        manager="klaro",
        layers=2 if kind == "layered" else None,
        withdraw=YES if language == "en" and not kind else None,
    )


def tarteaucitron(packages: Path, language: str, kind: str = "", **more: object) -> BannerSite:
    """Return tarteaucitron with two services."""
    config = {"privacyUrl": "", "orientation": "middle", "showAlertSmall": False, "highPrivacy": True, **more}
    body = (
        '<script src="/tarteaucitron.js"></script>'
        f"<script>tarteaucitronForceLanguage = '{language}'; tarteaucitron.init({json.dumps(config)});"
        "(tarteaucitron.job = tarteaucitron.job || []).push('youtube', 'matomocloud');</script>"
    )
    read = (
        "const said = cookie('tarteaucitron'); if (/=wait/.test(said)) return null;"
        "return [...said.matchAll(/!(\\w+)=true/g)].map((found) => found[1]);"
    )
    files = ("tarteaucitron.js", "tarteaucitron.services.js", "css/tarteaucitron.css")
    shipped = {f"/{name}": text(packages, "tarteaucitronjs", *name.split("/")) for name in files}
    lang = f"lang/tarteaucitron.{language}.js"
    return BannerSite(
        name="-".join(filter(None, ("tarteaucitron", language, kind))),
        pages={"/": manager_page(body, read, language), f"/{lang}": text(packages, "tarteaucitronjs", *lang.split("/")), **shipped},
        language=language,
        manager="tarteaucitron",
        withdraw=YES if kind == "icon" else None,
    )  # fmt: skip


def orejime(packages: Path, language: str) -> BannerSite:
    """Return Orejime with two purposes."""
    purposes = [
        {"id": "matomo", "title": "Matomo", "cookies": ["_pk_id"], "default": True},
        {"id": "ads", "title": "Ads", "cookies": ["_ads"]},
    ]
    config = {"privacyPolicyUrl": "/privacy", "purposes": purposes}
    body = f'<script>window.orejimeConfig = {json.dumps(config)};</script><script src="/orejime.js"></script>'
    return BannerSite(
        name=f"orejime-{language}",
        pages={
            "/": manager_page(body, "return yes(JSON.parse(cookie('eu-consent') ?? cookie('orejime')));", language,
                              '<link rel="stylesheet" href="/orejime.css">'),
            "/orejime.js": text(packages, "orejime", "dist", f"orejime-standard-{language}.js"),
            "/orejime.css": text(packages, "orejime", "dist", "orejime-standard.css"),
        },
        language=language,
        manager="orejime",
        declared=("_pk_id", "_ads"),
    )  # fmt: skip


def vanilla(packages: Path, refuse: str | None) -> BannerSite:
    """Return vanilla-cookieconsent with or without a refusal on its first layer."""
    first = {"title": "We use cookies", "description": "For statistics.", "acceptAllBtn": "Accept all",
             "showPreferencesBtn": "Manage preferences"}  # fmt: skip
    first |= {"acceptNecessaryBtn": refuse} if refuse else {}
    second = {"title": "Cookie preferences", "acceptAllBtn": "Accept all", "savePreferencesBtn": "Save preferences",
              "sections": [{"title": "Analytics", "linkedCategory": "analytics"}]}  # fmt: skip
    config = {
        "categories": {"necessary": {"enabled": True, "readOnly": True}, "analytics": {"enabled": True}},
        "language": {"default": "en", "translations": {"en": {"consentModal": first, "preferencesModal": second}}},
    }
    body = f'<script src="/cc.js"></script><script>CookieConsent.run({json.dumps(config)})</script>'
    read = "return JSON.parse(cookie('cc_cookie')).categories.filter((name) => name !== 'necessary');"
    folder = ("vanilla-cookieconsent", "dist")
    return BannerSite(
        name="vanilla" if refuse else "vanilla-layered",
        pages={
            "/": manager_page(body, read, "en", '<link rel="stylesheet" href="/cc.css">'),
            "/cc.js": text(packages, *folder, "cookieconsent.umd.js"),
            "/cc.css": text(packages, *folder, "cookieconsent.css"),
        },
        manager="vanilla-cookieconsent",
        layers=None if refuse else 2,
        withdraw=None if refuse else YES,
    )


def osano(packages: Path, kind: str) -> BannerSite:
    """Return Osano's cookieconsent: asking first, offering to opt out, or informing only."""
    body = f'<script src="/cc.js"></script><script>cookieconsent.initialise({json.dumps({"type": kind})})</script>'
    read = "const said = cookie('cookieconsent_status'); return said && (said === 'allow' ? ['all'] : []);"
    answers = {"accept": NO, "reject": NO} if kind == "info" else {}
    return BannerSite(
        name=f"osano-{kind}",
        pages={
            "/": manager_page(body, read, "en", '<link rel="stylesheet" href="/cc.css">'),
            "/cc.js": text(packages, "cookieconsent", "build", "cookieconsent.min.js"),
            "/cc.css": text(packages, "cookieconsent", "build", "cookieconsent.min.css"),
        },
        manager="cookieconsent",
        **answers,
    )


def cookie_consent_js(packages: Path, language: str) -> BannerSite:
    """Return cookie-consent-js: two buttons, texts fetched from a file."""
    config = {"contentUrl": "/texts", "privacyPolicyUrl": "/privacy", "lang": language}
    body = f'<script src="/cc.js"></script><script>new CookieConsent({json.dumps(config)})</script>'
    read = (
        "const said = cookie('cookie-consent-tracking-allowed'); return said && (said === 'true' ? ['tracking'] : []);"
    )
    return BannerSite(
        name=f"cookie-consent-js-{language}",
        pages={
            "/": manager_page(body, read, {"cz": "cs", "gr": "el"}.get(language, language),
                              '<link rel="stylesheet" href="/cc.css">'),
            "/cc.js": text(packages, "cookie-consent-js", "src", "cookie-consent.js"),
            "/cc.css": text(packages, "cookie-consent-js", "src", "cookie-consent.css"),
            f"/texts/{language}.json": text(packages, "cookie-consent-js", "cookie-consent-content", f"{language}.json"),
        },
        language={"cz": "cs", "gr": "el"}.get(language, language),
    )  # fmt: skip


def cookie_notice(packages: Path, language: str) -> BannerSite:
    """Return cookie-notice, which informs and can only be dismissed."""
    tag = f"<script src=\"/cn.js\" data-cookie-notice='{json.dumps({'cookieNoticeLanguage': language})}'></script>"
    script = text(packages, "cookie-notice", "dist", "cookie.notice.js")
    home = page(tag, kit=False, language=language).replace(
        "<html", f"<script>Object.defineProperty(navigator, 'language', {{ value: '{language}' }})</script><html", 1
    )
    return BannerSite(
        name=f"cookie-notice-{language}", pages={"/": home, "/cn.js": script}, accept=NO, reject=NO, language=language
    )  # fmt: skip


def cookiecraft(packages: Path) -> BannerSite:
    """Return CookieCraft with three categories."""

    def category(label: str, fixed: bool) -> dict[str, object]:
        return {"enabled": True, "readOnly": fixed, "label": label, "description": f"{label} things."}

    config = {
        "categories": {"necessary": category("Essential", True), "analytics": category("Analytics", False),
                       "marketing": category("Marketing", False)},
        "translations": {"title": "Your privacy matters", "description": "We use cookies to improve your experience."},
    }  # fmt: skip
    body = f'<script src="/cc.js"></script><script>new CookieCraft.CookieConsent({json.dumps(config)}).init()</script>'
    read = (
        "const said = JSON.parse(localStorage.getItem('cookiecraft_consent')).categories;"
        "return yes(said).filter((name) => name !== 'necessary');"
    )
    folder = ("cookiecraft", "dist")
    return BannerSite(
        name="cookiecraft",
        pages={
            "/": manager_page(body, read, "en", '<link rel="stylesheet" href="/cc.css">'),
            "/cc.js": text(packages, *folder, "cookiecraft.min.js"),
            "/cc.css": text(packages, *folder, "cookiecraft.css"),
        },
        withdraw=YES,
    )


def languages_of(sites: Sequence[BannerSite]) -> frozenset[str]:
    """Return the languages that sites state."""
    return frozenset(site.language for site in sites if site.language)
