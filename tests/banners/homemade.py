"""A banner of its own in each of the 27 languages: every form several times, every form of storing an answer."""

from __future__ import annotations

from tests.banners.forms import FORMS, LAYERED, words
from tests.banners.site import NO, YES, BannerSite, page

STORES = ("word", "json", "local", "base64", "list", "loose")


def homemade() -> list[BannerSite]:
    """Return the sites, one a language."""
    forms = sorted(FORMS)
    sites = []
    for number, (code, said) in enumerate(sorted(words().items())):
        form = forms[number % len(forms)]
        body = FORMS[form](said)
        sites.append(
            BannerSite(
                name=f"{code}-{form}",
                pages={"/": page(body, store=STORES[number % len(STORES)], language=code)},
                language=code,
                layers=2 if form in LAYERED else 1,
                withdraw=YES if form == "reopened" else NO if form == "wall" else None,
            )
        )
    return sites
