"""Observations of a stored item → the `Item` that rules judge, with party, purpose and vendor."""

from __future__ import annotations

from collections.abc import Mapping

from audits.inventory.declarations import Declarations
from audits.inventory.looks import Looks
from audits.inventory.observations import STATES, Kept, Observed, Written, observations_of
from audits.inventory.presence import answered_states_of, blocked_by, states_of
from audits.inventory.purposes import Surroundings, judged_purpose, setter_host
from audits.inventory.site import Site
from audits.knowledge.user_file import UserFile
from audits.model import FirstSeen, Item, SetBy
from crawler.evidence.model import SetterKind, SiteEvidence, State, StorageKind, Visit

JAR_CAP_S = 399 * 86400
"""Chromium keeps no cookie longer than 400 days: from here on the jar says nothing of what was asked for."""

_MAX_VALUES = 8
_MAX_WRITE_REFS = 6
_MAX_KEPT_REFS = 4


def items_of(
    evidence: SiteEvidence, site: Site, declarations: Declarations, user_file: UserFile | None = None
) -> tuple[Item, ...]:
    """Return everything stored, or always refused, on the site; what no page's end found is left out."""
    around = Surroundings.of(evidence, site, declarations, user_file)
    looks = Looks.of(evidence)
    observed = [(each, states_of(each)) for each in observations_of(evidence)]
    return tuple(_item(each, states, around, looks) for each, states in observed if states)


def _item(observed: Observed, states: tuple[State, ...], around: Surroundings, looks: Looks) -> Item:
    key = observed.key
    values = _values(observed)
    lifetime_s, lifetime_known = _lifetime(observed)
    sent_to = around.receivers(key, values)
    purpose = judged_purpose(observed, states, values, lifetime_s, sent_to, around)
    traits = _traits(observed)
    return Item(
        name=key.name,
        domain=key.domain,
        path=key.path or None,
        storage=key.storage,
        party=around.site.party_of(key.domain),
        purpose=purpose.purpose,
        purpose_source=purpose.source,
        purpose_note=purpose.note,
        vendor=purpose.vendor,
        states=states,
        answered_states=answered_states_of(observed),
        first_seen=_first_seen(observed, states[0]),
        set_by=_set_by(observed),
        lifetime_s=lifetime_s,
        lifetime_known=lifetime_known,
        http_only=traits.http_only,
        secure=traits.secure,
        same_site=traits.same_site,
        partitioned=traits.partitioned,
        blocked=blocked_by(observed),
        declared=around.declarations.declares(key.name),
        values=values,
        refs=_refs(observed, states),
        opinions=purpose.opinions,
        looks=looks.count,
        looks_seen=looks.seen(observed),
        sent_to=sent_to,
        same_for_all=around.same_for_all(observed, values),
        alias_refs=_alias_refs(observed, around.site),
    )


def _alias_refs(observed: Observed, site: Site) -> tuple[str, ...]:
    """Return pointers to the aliases that make its domain, or its first setter's host, a vendor's."""
    aliases = (site.alias_of(host) for host in (observed.key.domain, setter_host(observed)) if host)
    return tuple(dict.fromkeys(alias.pointer for alias in aliases if alias is not None))


def _values(observed: Observed) -> tuple[str, ...]:
    """Return the distinct values seen, in the order seen, bounded."""
    values = [each.write.value for each in observed.taken()] + [each.item.value for each in observed.kept]
    return tuple(dict.fromkeys(value for value in values if value))[:_MAX_VALUES]


def _lifetime(observed: Observed) -> tuple[float | None, bool]:
    """Return what the first setter asked for, in seconds, and whether that is known.

    Without a recorded write the jar's remaining time stands in: below its cap it is what was asked for but for the
    moments since; at the cap it is a lower bound and counts as not known.
    """
    if observed.key.storage is not StorageKind.COOKIE:
        return None, observed.key.storage is StorageKind.SESSION_STORAGE
    first = _first_write(observed)
    if first is not None:
        return first.write.lifetime_s, True
    if not observed.kept:
        return None, False
    remaining = observed.kept[0].item.expires_s
    if remaining is None:
        return None, True
    return float(round(remaining)), remaining < JAR_CAP_S


def _first_write(observed: Observed) -> Written | None:
    """Return the first write that stored it; for an item always refused, the first attempt."""
    taken = observed.taken()
    if taken:
        return taken[0]
    attempts = [each for each in observed.written if not each.write.deletes]
    return attempts[0] if attempts and blocked_by(observed) is not None else None


def _set_by(observed: Observed) -> SetBy:
    first = _first_write(observed)
    if first is None:
        return SetBy(kind=SetterKind.UNKNOWN, url=None)
    return SetBy(kind=first.write.setter.kind, url=first.write.setter.url)


def _first_seen(observed: Observed, state: State) -> FirstSeen:
    """Return where and when it was first seen in its first state: at a write, else at a page's end."""
    writes = [each for each in observed.taken() or observed.written if each.state is state]
    kept = [each for each in observed.kept if each.state is state]
    if writes and (not kept or _same_or_earlier(writes[0], kept[0])):
        first = writes[0]
        return FirstSeen(state=state, page=_page(first.visit, first.write.page), page_time_ms=first.write.page_time_ms)
    first_kept = kept[0]
    page = _page(first_kept.visit, first_kept.snapshot.page)
    return FirstSeen(state=state, page=page, page_time_ms=first_kept.snapshot.page_time_ms)


def _same_or_earlier(written: Written, kept: Kept) -> bool:
    if written.visit is not kept.visit:
        return STATES.index(written.visit.state) <= STATES.index(kept.visit.state)
    return written.write.page <= kept.snapshot.page


def _page(visit: Visit, index: int) -> str:
    """Return the address of a page of a visit; empty when the visit has no such page."""
    return visit.pages[index].final_url if 0 <= index < len(visit.pages) else ""


class _Traits:
    """A cookie's attributes: from the jar, or from the Set-Cookie line of one that was refused."""

    def __init__(self, *, http_only: bool, secure: bool, same_site: str | None, partitioned: bool) -> None:
        self.http_only, self.secure, self.same_site, self.partitioned = http_only, secure, same_site, partitioned


def _traits(observed: Observed) -> _Traits:
    if observed.kept:
        item = observed.kept[0].item
        return _Traits(
            http_only=item.http_only,
            secure=item.secure,
            same_site=item.same_site,
            partitioned=item.partition_key is not None,
        )
    first = _first_write(observed)
    given = _attributes(first.write.raw or "") if first else {}
    same_site = given.get("samesite")
    return _Traits(
        http_only="httponly" in given,
        secure="secure" in given,
        same_site=same_site.capitalize() if same_site else None,
        partitioned="partitioned" in given,
    )


def _attributes(raw: str) -> dict[str, str]:
    """Return the attributes of a Set-Cookie line, names in lower case."""
    pairs = (part.partition("=") for part in raw.split(";")[1:])
    return {name.strip().lower(): value.strip() for name, _, value in pairs}


def _refs(observed: Observed, states: tuple[State, ...]) -> Mapping[State, tuple[str, ...]]:
    """Return JSON pointers by state, writes first; bounded, as a busy page writes the same thing many times."""
    writes = observed.taken() or observed.written
    refs = {}
    for state in states:
        written = [each.pointer for each in writes if each.state is state][:_MAX_WRITE_REFS]
        kept = [each.pointer for each in observed.kept if each.state is state][:_MAX_KEPT_REFS]
        refs[state] = tuple(written + kept)
    return refs
