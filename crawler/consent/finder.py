"""Which of a page's containers is the consent banner: by its words, its controls and where it lies. Pure."""

from __future__ import annotations

from collections.abc import Sequence

from crawler.consent.managers.marks import manager_of
from crawler.consent.panel import ANSWERS, OVERLAYS, Panel
from crawler.consent.statements import language_of
from crawler.evidence.model import ControlRole
from crawler.languages import tokens

FORM_FIELDS = frozenset({"email", "password", "tel", "text", "number", "date"})

MAX_BANNER_TEXT = 7000
"""Characters: longer containers are pages, unless they lie over one."""

LEAST_WORDS = 6
"""Words outside links from which a container without a clear answer says something."""

CLEAR = 3.0
"""Score from which a container is taken for the banner."""

TELLING = frozenset(
    {"cookie", "consent", "all", "only", "necessary", "optional", "functional", "settings", "selection"}
)
"""Concepts of controls that only an answer about cookies carries: "Accept all", not "Accept" or "No, thanks"."""

BARE = frozenset({"yes", "no", "negation", "filler", "acknowledge", "continue", "close"})
"""Concepts of answers that say nothing of what they answer."""

SHORT_ROLES = frozenset({ControlRole.CLOSE, ControlRole.UNKNOWN, ControlRole.LINK})


def choose_banner(panels: Sequence[Panel]) -> Panel | None:
    """Return the container that is the consent banner; None when none is."""
    likely = [panel for panel in panels if score(panel) >= CLEAR]
    if not likely:
        return None
    best = max(likely, key=lambda panel: (score(panel), panel.z_index))
    return _tightest(best, likely)


def score(panel: Panel) -> float:
    """Return how much a container looks like a consent banner; 0 when it can't be one."""
    if not _may_be_banner(panel):
        return 0.0
    roles = panel.roles()
    about = max(panel.cookie_words, 2 if _asks_for_data(panel) else 0)
    value = min(about, 4) * 0.6 + min(panel.consent_words, 3) * 0.3
    value += 1.5 if panel.kind in OVERLAYS else 0.0
    value += 1.0 if panel.named or _is_of_a_manager(panel) or _asks_unread(panel) else 0.0
    value += 1.0 if ControlRole.ACCEPT in roles else 0.0
    value += 1.0 if roles & {ControlRole.REJECT, ControlRole.SETTINGS, ControlRole.SAVE} else 0.0
    value += 0.5 if roles & {ControlRole.ACKNOWLEDGE, ControlRole.CLOSE} and panel.cookie_words else 0.0
    value += 0.5 if panel.in_view else 0.0
    return value - (2.0 if FORM_FIELDS & set(panel.inputs) else 0.0)


def _may_be_banner(panel: Panel) -> bool:
    """Tell whether a container has what every consent banner has: it speaks of cookies, and can be answered."""
    roles = panel.roles()
    if not roles & (ANSWERS | {ControlRole.CLOSE, ControlRole.SETTINGS, ControlRole.PAY}):
        return _is_of_a_manager(panel) or _asks_unread(panel)
    if len(panel.text) > MAX_BANNER_TEXT and panel.kind not in OVERLAYS:
        return False
    if not _speaks_of_cookies(panel):
        return False
    if not _lies_like_one(panel) or _asks_for_age(panel) or _only_declines(panel):
        return False
    if roles & {ControlRole.ACCEPT, ControlRole.REJECT, ControlRole.SAVE}:
        return True
    if FORM_FIELDS & set(panel.inputs):
        return False
    about_cookies = panel.cookie_words > 0 or (panel.named and ControlRole.SETTINGS in roles)
    return about_cookies and len(panel.plain.split()) >= LEAST_WORDS


def _lies_like_one(panel: Panel) -> bool:
    """Tell whether a container lies where banners do: over the page and in view, or in its flow with an answer."""
    if panel.kind in ("fixed", "modal", "absolute") and not panel.in_view:
        return False
    if panel.kind == "flow" and not _opens_the_page(panel):
        return False
    if panel.kind == "named" and _only_loads(panel):
        return False
    # pages about cookies have a button that reopens the settings or withdraws
    return panel.kind in OVERLAYS or bool(panel.roles() & (ANSWERS - {ControlRole.REJECT}))


def _is_of_a_manager(panel: Panel) -> bool:
    """Tell whether a container over the page is a known manager's, though nothing on it can be read."""
    over = panel.kind in OVERLAYS and panel.in_view
    says = panel.cookie_words > 0 and len(panel.plain.split()) >= LEAST_WORDS  # more than a button that reopens it
    return over and says and len(panel.controls) > 0 and manager_of(panel.name) is not None


def _opens_the_page(panel: Panel) -> bool:
    """Tell whether a container in the page's flow lies across its top, as banners do and embedded content doesn't.

    One that offers both answers may be narrower, and lie below the page's head.
    """
    x, y, width, height = panel.box
    across = x < 100 and y < 250 and width > 500
    whole = {ControlRole.ACCEPT, ControlRole.REJECT} <= panel.roles() and panel.use_words > 0 and tells(panel)
    return across or (whole and y < 450 and width > 280 and height < 450)


def _speaks_of_cookies(panel: Panel) -> bool:
    """Tell whether cookies, or at least consent and privacy, are what the container is about."""
    if panel.cookie_words:
        return _means_cookies(panel)
    if _asks_for_data(panel):
        return True
    roles = panel.roles()
    called_so = panel.named or manager_of(panel.name) is not None
    if called_so and {ControlRole.ACCEPT, ControlRole.REJECT} <= roles and not FORM_FIELDS & set(panel.inputs):
        return True
    whole = {ControlRole.ACCEPT, ControlRole.REJECT, ControlRole.SETTINGS} <= roles  # nothing else offers these three
    about_consent = panel.consent_words >= 1 and (panel.named or whole or (panel.consent_words >= 2 and tells(panel)))
    asks = bool({ControlRole.ACCEPT, ControlRole.REJECT} & roles)
    chooses = panel.named and ControlRole.SETTINGS in roles and bool(ANSWERS & roles)
    return about_consent and (asks or chooses) and not FORM_FIELDS & set(panel.inputs)


def _asks_for_data(panel: Panel) -> bool:
    """Tell whether it asks, to be accepted or refused, to use a visitor's data for what sites use cookies for."""
    asks = {ControlRole.ACCEPT, ControlRole.REJECT} <= panel.roles() and not FORM_FIELDS & set(panel.inputs)
    lies_over = panel.kind in OVERLAYS and (panel.along_edge or panel.modal or panel.kind == "fixed")
    return asks and lies_over and panel.data_words > 0 and panel.use_words > 0 and panel.purpose_words > 0


def _means_cookies(panel: Panel) -> bool:
    """Tell whether the cookies it names are those of a site: they are used, or what can be answered is about them.

    Recipes, games and newsletters name cookies too, and can be accepted or declined.
    """
    if panel.named or panel.use_words or manager_of(panel.name) is not None:
        return True
    roles = panel.roles()
    if ControlRole.ACCEPT in roles and (ControlRole.PAY in roles or _links_to_policy(panel)):
        return True
    if {ControlRole.ACCEPT, ControlRole.REJECT} <= roles and panel.purpose_words > 1 and "?" in panel.plain:
        return True  # "May we keep cookies for statistics and ads?"
    return tells(panel)


def tells(panel: Panel) -> bool:
    """Tell whether what can be answered is about cookies: "Accept all", not "Allow" as any app may ask."""
    return any(control.reading.concepts & TELLING for control in panel.controls if control.role not in SHORT_ROLES)


def _links_to_policy(panel: Panel) -> bool:
    """Tell whether one of its links names a document ("Read our policy")."""
    links = (control for control in panel.controls if control.role is ControlRole.LINK)
    return any("document" in control.reading.concepts for control in links)


def _only_loads(panel: Panel) -> bool:
    """Tell whether nothing but showing something is offered, as where embedded content waits for consent."""
    if panel.roles() & {ControlRole.REJECT, ControlRole.SETTINGS, ControlRole.SAVE}:
        return False
    accepting = panel.of(ControlRole.ACCEPT)
    if accepting and all(control.reading.certainty < 1 for control in accepting):
        return True  # "Accept and play"
    if panel.use_words or _opens_the_page(panel):
        return False
    return all("manage" in control.reading.concepts for control in accepting)


def _asks_for_age(panel: Panel) -> bool:
    """Tell whether a visitor's age is asked for, to be answered by yes and no: a cookie may keep that answer too."""
    return panel.age_words > 0 and _answers_barely(panel)


def _only_declines(panel: Panel) -> bool:
    """Tell whether nothing can be read but a bare "No, thanks", as on offers and surveys; one called so asks anyway."""
    if panel.named or panel.roles() & ((ANSWERS - {ControlRole.REJECT}) | {ControlRole.SETTINGS}):
        return False
    return _answers_barely(panel)


def _answers_barely(panel: Panel) -> bool:
    """Tell whether there are answers, and none says what it answers."""
    answers = [control.reading.concepts for control in panel.controls if control.role in ANSWERS]
    return bool(answers) and all(concepts <= BARE for concepts in answers)


def _asks_unread(panel: Panel) -> bool:
    """Tell whether a container that looks like a cookie banner lies over the page with buttons that nobody can read.

    It looks like one when it is called so, or lies along the page's upper or lower edge.
    """
    looks = panel.named or panel.along_edge
    over = panel.kind in OVERLAYS and panel.in_view and looks and not FORM_FIELDS & set(panel.inputs)
    buttons = [control for control in panel.controls if control.role is ControlRole.UNKNOWN and control.text]
    if not panel.named and not panel.use_words and language_of(tokens(panel.plain)) is not None:
        return False  # it can be read, and says nothing of cookies in use: "Please enable cookies to log in"
    return over and panel.cookie_words > 0 and len(panel.plain.split()) >= LEAST_WORDS and len(buttons) > 0


def _tightest(best: Panel, likely: Sequence[Panel]) -> Panel:
    """Return the innermost container with all of the banner's controls: wrappers and backdrops say too much."""
    wanted = _meaningful(best)
    inner = [panel for panel in likely if best.node in panel.within and _meaningful(panel) == wanted]
    inner = [panel for panel in inner if len(panel.text) >= 0.9 * len(best.text)]
    return max(inner, key=lambda panel: len(panel.within), default=best)


def _meaningful(panel: Panel) -> list[tuple[ControlRole, str]]:
    roles = ANSWERS | {ControlRole.SETTINGS, ControlRole.CLOSE, ControlRole.PAY}
    return sorted((control.role, control.text) for control in panel.controls if control.role in roles)
