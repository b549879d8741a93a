"""The links that a page shows, and which of them a visit goes on to."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import urljoin, urlsplit, urlunsplit

from crawler.browser.page_kinds import kinds as page_kinds
from crawler.browser.page_kinds import page_kind
from crawler.evidence.hosts import registrable_domain
from crawler.page_identity import page_address

BANNER, FOOTER, NAV, MAIN, BUTTON = "banner", "footer", "nav", "main", "button"
_ORDER = {MAIN: 0, NAV: 0, FOOTER: 1, BANNER: 2, BUTTON: 9}
_TEXT_BOUND = 300
_LINKS_BOUND = 2000
# What changes something, leaves the session or is no page. Words in whole path segments, in the languages we read.
_AVOIDED = re.compile(
    r"(^|[/_.?=&-])(log-?(out|off|in|a-?ut|ga-?ut|ga-?in|ind|ud|inn|ut)|sign-?(out|off|in|up)|uitloggen|inloggen|abmelden|"
    r"anmelden|deconnexion|connexion|logout|unsubscribe|avregistrera|afmelden|delete|remove|radera|verwijderen|"
    r"add[-_]?to[-_]?cart|cart|basket|checkout|kassa|varukorg|winkelmand|warenkorb|panier|download|print|feed|rss|"
    r"wp-admin|wp-login|cdn-cgi|api|switch-?language)([/_.?=&-]|$)",
    re.IGNORECASE,
)
_FILES = re.compile(
    r"\.(pdf|docx?|xlsx?|pptx?|odt|ods|csv|zip|gz|tgz|rar|7z|exe|msi|dmg|pkg|apk|jpe?g|png|gif|webp|svg|ico|mp[34]|"
    r"m4[av]|webm|avi|mov|wav|ics|vcf|xml|json|rss|atom|txt|js|css)$",
    re.IGNORECASE,
)
READ_LINKS = """
(() => {
  const found = [], seen = new Set();
  const region = (element) => {
    for (let at = element; at; at = at.parentElement || (at.getRootNode() && at.getRootNode().host)) {
      const tag = at.localName, role = at.getAttribute('role');
      if (role === 'dialog' || role === 'alertdialog' || tag === 'dialog') return 'banner';
      if (tag === 'footer' || role === 'contentinfo') return 'footer';
      if (tag === 'nav' || tag === 'header' || role === 'navigation' || role === 'banner') return 'nav';
      if (tag === 'main' || role === 'main') return 'main';
    }
    return 'main';
  };
  const words = (element) => (element.innerText || element.textContent || element.getAttribute('aria-label')
    || element.getAttribute('title') || (element.querySelector('img[alt]') || {alt: ''}).alt || '').slice(0, 600);
  let buttons = 0;
  const behind = (element) => {
    const code = (element.getAttribute('onclick') || '').slice(0, 500);
    const leads = /(?:location(?:\\.href)?\\s*=|\\.(?:assign|replace)\\(|open\\()\\s*["'`]([^"'`]+)["'`]/;
    const led = leads.exec(code);
    const path = element.getAttribute('data-href') || (led ? led[1] : '');
    try { return new URL(path || location.href, location.href).href; } catch { return ''; }
  };
  const walk = (root) => {
    for (const element of root.querySelectorAll('*')) {
      if (found.length >= 2000) return;
      if (element.shadowRoot) walk(element.shadowRoot);
      const isLink = element.localName === 'a' || element.localName === 'area';
      if (isLink && typeof element.href === 'string' && element.href)
        found.push([words(element), element.href.slice(0, 2048), region(element)]);
      else if (element.matches('button, a, [role=button], [role=link], [onclick], [data-href]') && buttons < 200) {
        const said = words(element).trim(), address = behind(element);
        if (!said || said.length > 80 || !address) continue;
        buttons += 1;
        found.push([said, address.slice(0, 2048), 'button']);
      }
    }
  };
  walk(document);
  return found;
})()
"""
"""Read in an isolated world, where the page's own changes to built-ins don't reach.

Of buttons: where the code on them leads, else the page itself, on which they may open a window.
"""
READ_WAYS = """
(() => {
  const found = [];
  const words = (element) => (element.innerText || element.getAttribute('aria-label') || element.getAttribute('title')
    || element.value || (element.querySelector('img[alt]') || {alt: ''}).alt || '').trim().slice(0, 300);
  const shows = (element) => {
    const box = element.getBoundingClientRect(), style = getComputedStyle(element);
    return box.width > 0 && box.height > 0 && style.visibility === 'visible' && style.opacity !== '0';
  };
  const walk = (root) => {
    for (const element of root.querySelectorAll('*')) {
      if (found.length >= 600) return;
      if (element.shadowRoot) walk(element.shadowRoot);
      if (!element.matches('a, button, summary, [role=button], [role=link], input[type=button], input[type=submit]'))
        continue;
      const href = typeof element.href === 'string' && /^https?:/.test(element.href) ? element.href : '';
      if (shows(element) && words(element)) found.push([words(element), href.slice(0, 2048)]);
    }
  };
  walk(document);
  return found;
})()
"""
"""The links and buttons that show on the page, with their words: among them the way back to the choice."""


@dataclass(frozen=True, slots=True)
class PageLink:
    """A link as shown on a page."""

    text: str
    url: str
    """Absolute, without the place in the page (`page_address`)."""
    region: str
    """`banner`, `footer`, `nav` or `main`; `button`: it is no link, but leads or may lead there."""


def page_links(found: Any, base_url: str, banner_links: Iterable[tuple[str, str]] = ()) -> tuple[PageLink, ...]:
    """Return what READ_LINKS gave, bounded and without repeats, in document order; the banner's own links first."""
    in_banner = [PageLink(_words(text), _absolute(url, base_url), BANNER) for text, url in banner_links]
    read = [
        PageLink(_words(str(text)), _absolute(str(url), base_url), str(region))
        for text, url, region in (found if isinstance(found, list) else [])[:_LINKS_BOUND]
    ]
    banner_urls = {link.url for link in in_banner}
    read = [replace(link, region=BANNER) if link.url in banner_urls and link.region == MAIN else link for link in read]
    return tuple(dict.fromkeys(link for link in (*in_banner, *read) if link.url))


def page_ways(found: Any) -> tuple[tuple[str, str], ...]:
    """Return what READ_WAYS gave, without repeats, in document order."""
    pairs = [(_words(str(text)), str(url)) for text, url in (found if isinstance(found, list) else [])]
    return tuple(dict.fromkeys(pair for pair in pairs if pair[0]))


def choose_subpages(links: Sequence[PageLink], home_url: str, n: int) -> tuple[str, ...]:
    """Return up to `n` pages of the same site that differ most in kind, the same ones for the same links.

    One page of each kind that words tell (a form, a shop, a video, an article) comes first. Pages of one folder tend
    to share a template, so then each top folder is taken once before any is taken twice. Links that log out, change
    something or lead to a file are left out.
    """
    home = urlsplit(home_url)
    if any(link.region != BUTTON and _is_page_of(link.url, home_url) for link in links):
        links = [link for link in links if link.region != BUTTON]
    candidates: dict[str, tuple[int, int]] = {}
    kinds: dict[str, str] = {}
    for position, link in enumerate(links):
        if _is_page_of(link.url, home_url):
            other_host = urlsplit(link.url).hostname != home.hostname
            rank = _ORDER.get(link.region, 0) + 3 * other_host
            candidates.setdefault(link.url, (rank, position))
            if link.url not in kinds and (kind := page_kind(link.text, link.url)):
                kinds[link.url] = kind
    ordered = sorted(candidates, key=lambda url: candidates[url])
    taken: list[str] = []
    for kind in page_kinds():
        taken += [url for url in ordered if kinds.get(url) == kind and _folder(url) not in map(_folder, taken)][:1]
    return tuple(_of_other_folders(taken[:n], [url for url in ordered if url not in taken], n))


def _of_other_folders(taken: list[str], ordered: list[str], n: int) -> list[str]:
    """Return the pages taken and more of them up to `n`, folder by folder."""
    folders = {_folder(url) for url in taken}
    while ordered and len(taken) < n:
        for url in list(ordered):
            if len(taken) < n and _folder(url) not in folders:
                folders.add(_folder(url))
                taken.append(url)
                ordered.remove(url)
        folders = set()
    return taken


def _is_page_of(url: str, home_url: str) -> bool:
    link, home = urlsplit(url), urlsplit(home_url)
    if link.scheme not in ("http", "https") or not link.hostname:
        return False
    if registrable_domain(link.hostname) != registrable_domain(home.hostname or ""):
        return False
    if (link.hostname, link.path.rstrip("/"), link.query) == (home.hostname, home.path.rstrip("/"), home.query):
        return False
    at_home = link.hostname == home.hostname and link.path in ("", "/") and not link.query
    return not at_home and not _FILES.search(link.path) and not _AVOIDED.search(f"{link.path}?{link.query}")


def _folder(url: str) -> str:
    """Return what tells a page's kind: its host and the first part of its path, language folders aside."""
    parts = urlsplit(url)
    segments = [segment for segment in parts.path.split("/") if segment]
    if segments and re.fullmatch(r"[a-z]{2}([-_][a-z]{2})?", segments[0], re.IGNORECASE) and len(segments) > 1:
        segments = segments[1:]
    return f"{parts.hostname}/{segments[0] if segments else ''}"


def _words(text: str) -> str:
    return " ".join(text.split())[:_TEXT_BOUND]


def _absolute(url: str, base_url: str) -> str:
    try:
        parts = urlsplit(urljoin(base_url, url))
    except ValueError:
        return ""
    return page_address(urlunsplit(parts)) if parts.scheme and parts.netloc else ""
