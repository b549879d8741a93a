"""Accepted or refused, read from the flags of a consent record. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import StrEnum
from typing import Any

from crawler.consent.identifiers import says_yes

MAX_FLAGS = 2000

NECESSARY = re.compile(
    r"necess|essential|required|strict|technical|mandatory|notwendig|erforderlich|essen[zt]|nödvändig|nodvandig|nodig|"
    r"noodzak|obligat|niezb|esenc|^tech|nezbytn|nutn|välttäm|valttam|pakollis|nødvend|nodvend|base$|security|^cat_?0$",
    re.IGNORECASE,
)
UNNEEDED = re.compile(r"(?:non|not|un)[\s_\-]?(?:strictly[\s_\-]?)?(?:necess|essential|required|needed)", re.IGNORECASE)
"""Names of everything that is not needed, which hold the words for what is."""

CATEGORIES = re.compile(
    r"analytic|statist|market|advert|\bads?\b|ad_|target|track|perform|personal|social|media|third|preferenc|pref\b|"
    r"functional|funktion|experience|measure|optional|profil|reklam|annons|werbung|analys|youtube|google|facebook|meta\b|"
    r"_cat_|sale|storage$",
    re.IGNORECASE,
)
HOLDERS = re.compile(
    r"purpose|categor|service|consent|group|vendor|prefer|permission|accept|choices|level|cookies$", re.I
)
GIVEN = re.compile(r"accept|enabled|approved|granted|allow|categor|given|optin|selected", re.IGNORECASE)
DENIED = re.compile(r"reject|disabled|denied|declin|refus|optout", re.IGNORECASE)
NOT_FLAGS = re.compile(
    r"version|stamp|date|time|expir|uuid|guid|\bid$|id$|revision|lang|region|country|count|hash|method|interact|complet|"
    r"browser|gpc|url|host|page|banner|shown|seen|explicit|gdprapplies|legitimate|legint|isiab|landing|awaiting",
    re.IGNORECASE,
)
YES = frozenset(["true", "1", "yes", "y", "allow", "allowed", "granted", "accept", "accepted", "on", "opt-in", "optin"])
NO = frozenset(
    [
        "false",
        "0",
        "no",
        "n",
        "deny",
        "denied",
        "reject",
        "rejected",
        "declined",
        "refused",
        "off",
        "opt-out",
        "disallow",
        "none",
        "revoked",
        "withdrawn",
    ]
)


class Decision(StrEnum):
    """What a consent record says."""

    ACCEPTED = "accepted"
    REFUSED = "refused"
    MIXED = "mixed"
    UNKNOWN = "unknown"


def decide_flags(flags: list[tuple[str, bool]]) -> Decision:
    """Return what a record's flags of optional things say together; necessary ones are not in `flags`.

    "Functional" things alone don't make a refusal mixed: several managers keep them on.
    """
    strong = [given for name, given in flags if "funct" not in name.casefold()] or [given for _, given in flags]
    if not strong:
        return Decision.UNKNOWN
    if all(strong):
        return Decision.ACCEPTED
    return Decision.MIXED if any(strong) else Decision.REFUSED


def flags_in(data: Any) -> list[tuple[str, bool]]:
    """Return the flags of optional categories, purposes or services that decoded data holds."""
    plain = isinstance(data, dict) and bool(data) and all(isinstance(value, bool) for value in data.values())
    return list(dict.fromkeys(_flags(data, holder="services" if plain else "", depth=0)))[:MAX_FLAGS]


def flags_listed(name: str, data: Any) -> list[tuple[str, bool]]:
    """Return the flags of a plain list of categories (`necessary,statistics`); of what was refused, if `name` says so.

    Nothing when it is no such list: one word alone is read by `decide_word`.
    """
    parts = [part for part in re.split(r"[,;| ]+", data[:2000]) if part] if isinstance(data, str) else []
    if OFFERED.search(name):
        return []
    if len(parts) < 2 or not all(NECESSARY.search(part) or CATEGORIES.search(part) for part in parts):
        return []
    given = not DENIED.search(name)
    return [(part, given) for part in parts if not NECESSARY.search(part)]


OFFERED = re.compile(r"(?:^|[_\-])(?:all|available|known)[_\-]?(?:vendor|service|partner|categor|purpose|cookie)", re.I)
"""Names of lists of what can be chosen, whatever is chosen."""

NOT_ANSWERS = re.compile(r"show|open|visib|hid|modal|menu|expand|collaps|dark|mute|play|loaded|ready|first", re.I)
"""Names of what a page keeps of its own state."""


def flags_turned(before: Any, now: Any) -> bool | None:
    """Return what all flags of decoded data say now, where each said the opposite before; None when not all turned."""
    then, flags = dict(flags_in(before)), dict(flags_in(now))
    if not flags or then.keys() != flags.keys() or any(NOT_ANSWERS.search(name) for name in flags):
        return None
    decision = decide_flags(list(flags.items()))
    if decision not in (Decision.ACCEPTED, Decision.REFUSED) or any(then[name] is flags[name] for name in flags):
        return None
    return decision is Decision.ACCEPTED


ACTS = re.compile(r"^(?:action|choice|decision|answer|status|state|level|consent|type|value|mode)$", re.IGNORECASE)


def act_in(data: Any) -> Decision:
    """Return what a record's own word for the act says (`{"action": "reject"}`); bare yes and no say too little.

    True and false say enough where consent itself is what they are of (`{"consent": false}`).
    """
    entries = list(data.items())[:200] if isinstance(data, dict) else []
    words = [value for key, value in entries if ACTS.search(str(key)) and isinstance(value, str) and len(value) > 3]
    told = {value for key, value in entries if key in ("consent", "accepted", "granted") and isinstance(value, bool)}
    said = told | ({says_yes(word) for word in words} - {None})
    return Decision.UNKNOWN if len(said) != 1 else Decision.ACCEPTED if said.pop() else Decision.REFUSED


def _flags(data: Any, holder: str, depth: int) -> Iterator[tuple[str, bool]]:
    if depth > 6:
        return
    if isinstance(data, dict):
        if _is_service(data):
            yield from _service_flag(data)
            return
        for key, value in list(data.items())[:MAX_FLAGS]:
            yield from _entry(str(key), value, holder, depth)
    elif isinstance(data, list):
        yield from _list(data, holder, depth)


STATES = ("status", "consent", "enabled", "given", "accepted", "checked", "selected", "granted", "allowed", "value")


def _is_service(data: dict[str, Any]) -> bool:
    """Tell whether a dictionary is one service of a list: a name, and whether consent was given."""
    named = any(isinstance(data.get(key), str) for key in ("name", "id", "category", "categorySlug"))
    return named and any(truth(data.get(key)) is not None for key in STATES)


def _service_flag(data: dict[str, Any]) -> Iterator[tuple[str, bool]]:
    """Yield a service's flag, unless it is a necessary one."""
    names = " ".join(str(data[key]) for key in ("name", "id", "category", "categorySlug") if data.get(key))
    given = next(said for key in STATES if (said := truth(data.get(key))) is not None)
    if data.get("isEssential") is not True and not NECESSARY.search(names):
        yield (names[:80], given)


def _entry(key: str, value: Any, holder: str, depth: int) -> Iterator[tuple[str, bool]]:
    """Yield the flags of one key: its own, or those below it."""
    if NECESSARY.search(key) and not UNNEEDED.search(key):
        return
    if isinstance(value, dict | list):
        yield from _nested(key, value, depth)
        return
    given = truth(value)
    if (
        given is not None
        and not NOT_FLAGS.search(key)
        and (key.isdigit() or CATEGORIES.search(key) or UNNEEDED.search(key) or HOLDERS.search(holder))
    ):
        yield (key, given is not bool(DENIED.search(key)))


def _nested(key: str, value: Any, depth: int) -> Iterator[tuple[str, bool]]:
    """Yield the flags below a key; `{"analytics": {"status": 0}}` is one flag of its key."""
    state = value.get("status", value.get("consent")) if isinstance(value, dict) else None
    given = None if state is None else truth(state)
    if given is not None and CATEGORIES.search(key):
        yield (key, given)
    else:
        yield from _flags(value, holder=key, depth=depth + 1)


def _list(data: list[Any], holder: str, depth: int) -> Iterator[tuple[str, bool]]:
    """Read lists: of what was accepted, of what was refused, or of services."""
    names = [item for item in data if isinstance(item, str)]
    optional = [name for name in names if not NECESSARY.search(name)]
    kinds = bool(names) and all(NECESSARY.search(name) or CATEGORIES.search(name) for name in names)
    if DENIED.search(holder):
        yield from ((name, False) for name in optional)
    elif (GIVEN.search(holder) or kinds) and len(names) == len(data):
        yield from ((name, True) for name in optional)
        if all("funct" in name.casefold() for name in optional):
            yield ("everything else", False)
    else:
        for item in data[:MAX_FLAGS]:
            yield from _flags(item, holder, depth + 1)


def truth(value: Any) -> bool | None:
    """Return what a scalar says; None when it is no yes or no."""
    if value is None or isinstance(value, dict):
        return None
    word = str(value).strip().casefold()
    return True if word in YES else False if word in NO else None


def level(value: str) -> bool | None:
    """Return what a scalar says that may be a level of consent: any but 0 gives some."""
    return True if re.fullmatch(r"\s*[1-9]\s*", value) else truth(value)


CHOICE_NAMES = re.compile(r"(?:cookies?|consents?|privacy|gdpr|user|site)[\s_\-]*pref\w*", re.IGNORECASE)
"""Names of the choice as a whole, not of a category of preferences."""


def names_category(name: str) -> bool:
    """Tell whether a record's name is of an optional category: `marketing consent`, but not `cookie preference`."""
    told = CHOICE_NAMES.sub("", name)
    return CATEGORIES.search(told) is not None and NECESSARY.search(told) is None


def decide_word(name: str, value: str) -> Decision:
    """Return what a single word says. A bare yes under a name that doesn't say what to says nothing."""
    word = value.strip().strip("\"'").casefold()
    if names_category(name) and (given := truth(word)) is not None:
        return Decision.ACCEPTED if given else Decision.REFUSED
    if NECESSARY.search(name):
        return Decision.UNKNOWN
    if word in ("true", "1", "yes", "y", "on"):
        return _bare_yes(name)
    if word in NO:
        return _bare_no(name)
    if word in YES or word == "all":
        return Decision.ACCEPTED
    if NECESSARY.search(word) or word in ("minimal", "minimum"):
        return Decision.REFUSED
    said = says_yes(word)
    return Decision.UNKNOWN if said is None else Decision.ACCEPTED if said else Decision.REFUSED


def _bare_yes(name: str) -> Decision:
    """Read a yes by its name's verb: shown, closed, noticed record no answer."""
    if _says_refused(name):
        return Decision.REFUSED
    accepts = re.search("accept(?!ance)|allow|granted|given|agree|opt ?in", name)
    return Decision.ACCEPTED if accepts or says_yes(name) else Decision.UNKNOWN


def _bare_no(name: str) -> Decision:
    """Read a no by its name's verb: "declined: no" and "visible: no" refuse nothing."""
    return Decision.UNKNOWN if _says_refused(name) or re.search("show|open|visible", name) else Decision.REFUSED


def _says_refused(name: str) -> bool:
    return bool(re.search("reject|declin|refus|deny|denied|opt ?out", name)) or says_yes(name) is False
