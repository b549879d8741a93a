"""Walls that are passed by consenting or by paying: the offer to pay is no refusal, whatever its words."""

# ruff: noqa: E501 - markup on a line reads better

from __future__ import annotations

from tests.banners.forms import started, words
from tests.banners.site import NO, BannerSite, page

WALL = "position:fixed;inset:0;background:#fff;z-index:999;padding:10%"

OFFERS = {
    "de": ("Weiterlesen mit Werbung und Cookies, oder werbefrei im Abo.", "Akzeptieren und weiter", "Jetzt PUR-Abo abschließen"),
    "de-price": ("Nutzen Sie uns mit Werbung und Cookies oder ohne.", "Mit Werbung weiterlesen und Cookies akzeptieren", "Ohne Werbung für 1,99 €/Monat"),
    "de-refusing": ("Wir nutzen Cookies für Werbung und Statistik.", "Alle akzeptieren", "Ablehnen und Abo abschließen"),
    "en": ("We use cookies for advertising. Accept them, or pay to read without.", "Accept all", "Reject and pay £2"),
    "en-refusing": ("We use cookies for advertising and statistics.", "Accept and continue", "Reject all and subscribe"),
    "en-without": ("We use cookies for advertising and statistics.", "Agree to all", "Continue without cookies from €3.99 a month"),
    "es": ("Usamos cookies para publicidad y medición.", "Aceptar y continuar", "Rechazar y suscribirse"),
    "fr": ("Nous utilisons des cookies pour la publicité et la mesure.", "Tout accepter", "Refuser et s'abonner"),
    "fr-price": ("Nous utilisons des cookies pour la publicité et la mesure.", "Accepter et continuer", "Continuer sans accepter pour 2 € par mois"),
    "it": ("Utilizziamo cookie per pubblicità e statistiche.", "Accetta e continua", "Rifiuta e abbonati"),
    "nl": ("Wij gebruiken cookies voor advertenties en statistieken.", "Alle cookies toestaan", "Weigeren en betalen"),
    "pl": ("Używamy plików cookie do reklam i statystyk.", "Akceptuję wszystkie", "Odrzuć i zapłać"),
    "sv": ("Vi använder kakor för annonser och statistik.", "Godkänn alla", "Avvisa och prenumerera"),
}  # fmt: skip
"""Language → what is said, what accepts, and what asks for money."""


def walls() -> list[BannerSite]:
    """Return the sites."""
    priced = [
        BannerSite(name=f"wall-{name}", pages={"/": page(wall(*said, language=name[:2]), language=name[:2])}, reject=NO)
        for name, said in OFFERS.items()
    ]
    return [
        *priced,
        BannerSite(name="wall-with-settings", pages={"/": page(with_settings())}, reject=NO),
        BannerSite(name="wall-with-log-in", pages={"/": page(wall(*OFFERS["en"], more='<a href="/login" id="login">Already a subscriber? Log in</a>'))}, reject=NO),
        BannerSite(name="wall-of-the-free-refusal", pages={"/": page(wall(*OFFERS["en"], more='<button id="reject" data-do="reject">Reject all</button>'))}),
    ]  # fmt: skip


def wall(sentence: str, accept: str, pay: str, *, more: str = "", language: str = "en") -> str:
    """Return a wall over the whole page with two ways past it."""
    two = f'<button id="accept" data-do="accept">{accept}</button> <button id="pay">{pay}</button> {more}'
    return f'<div id="b" lang="{language}" style="{WALL}" hidden><p>{sentence}</p>{two}</div>' + started()


def with_settings() -> str:
    """Return a wall whose settings explain, and again offer to consent or to pay."""
    said = words()["en"]
    one = f'<div data-layer="1"><p>{said.sentence}</p><button id="accept" data-do="accept">Accept all</button> <button id="pay">Subscribe for €4</button> <button id="settings" data-do="settings">Manage options</button></div>'
    two = '<div data-layer="2" hidden><h2>Cookies and your data</h2><p>Statistics, marketing and measuring are needed to pay for what we write.</p><button id="all" data-do="accept">Accept all</button> <button class="pay" id="stranger">Reject all and subscribe for €4</button></div>'
    return f'<div id="b" style="{WALL}" hidden>{one}{two}</div>' + started()
