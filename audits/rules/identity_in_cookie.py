"""Who the visitor is stands in a cookie in plain words.

What it checks
--------------
The values of everything stored, for e-mail addresses and for the visitor's network address.

Why it matters
--------------
A cookie goes along with every request, into logs, and to every script on the page; it is no place for what tells who
somebody is.

How it decides
--------------
Failed when the value of a cookie, or a field of it, that is named as an address of the network (ip, client_ip,
remote_addr …) holds a public one, or one that is named as a person's (email, user, login, customer …) holds an e-mail
address that is neither the site's own nor stands in its policies. Can't tell for such addresses without a telling name,
or in web storage, where scripts keep copies of what they have fetched: they may be a server's or a shop's. Passed when
none was found. Can't tell when every visit, each by somebody new, was given the same e-mail address.

Known problems
--------------
Nothing is typed in on the visits, so what a form or an account stores is not seen. Values longer than what was kept,
and encrypted ones, are not read. Confidence is medium.
"""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from urllib.parse import unquote

from audits.model import Case, Confidence, Item, Need, Party, Rule, Severity, Verdict
from audits.rules.grounds.once import once
from audits.rules.grounds.reading import site_of
from audits.rules.grounds.references import GDPR_5_1_CF
from audits.rules.grounds.verdicts import cant_tell, failed, item_refs, passed
from audits.translation import noted, say, say_list
from crawler.evidence.model import State, StorageKind

RULE = Rule(
    id="identity-in-cookie",
    title="Identity in a cookie",
    severity=Severity.MEDIUM,
    needs=(Need.BEFORE,),
    messages={
        "failed": "{names} {were} stored with {what} in plain words.",
        "passed": "No stored value holds an e-mail address or the visitor's network address in plain words.",
        "may-be-others": "{names} {were} stored with what looks like {what}; whose it is isn't certain.",
    },
    remedy="Keep this on the server, and only a random key to it in the browser.",
    settles={"may-be-others": "Knowing whose address this is: the visitor's, or the site's own."},
    references=(GDPR_5_1_CF,),
)

_MAX_VALUE = 4000
_FIELD = re.compile(r"[\"']?([A-Za-z_][\w.-]{0,40})[\"']?\s{0,3}[:=]\s{0,3}[\"']?([^\"'&,;{}\s]{3,200})")
"""A name and what it holds, in JSON, query or cookie spelling."""
_MAIL = re.compile(r"(?<![\w.+-])[\w.+-]{1,64}@([\w-]{1,63}(?:\.[\w-]{1,63}){0,4}\.[A-Za-z]{2,24})(?![\w-]|\.\w)")
_FILES = (".png", ".jpg", ".jpeg", ".gif", ".svg", ".webp", ".css", ".js", ".json", ".html")
"""What ends names of files such as `logo@2x.png`."""
_IPV4 = re.compile(r"(?<![\w.])(?:\d{1,3}\.){3}\d{1,3}(?![\w.])")
_IP_NAME = re.compile(
    r"(?:^|[_.-])ip(?:v[46])?(?:$|[_.-])|(?:^|_)ip_?addr|client_?ip|user_?ip|remote_?addr|visitor_?ip", re.IGNORECASE
)
_SERVERS = re.compile(r"server|host|proxy|origin|edge|node|backend", re.IGNORECASE)
"""Names of fields that hold the address of a machine of the site."""
_PERSON_NAME = re.compile(r"e-?mail|user|login|customer|account|member|klant|kund|utilisateur|benutzer", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Found:
    """An address in a stored value."""

    what: str
    certain: bool


def evaluate(case: Case) -> Verdict:
    """Look through the stored values."""
    found = [(item, each) for item in case.items if item.blocked is None for each in _in_item(case, item)]
    certain = [(item, each) for item, each in found if each.certain]
    if certain:
        items = [item for item, _ in certain]
        what = say_list(sorted({say(each.what) for _, each in certain}))
        names = [item.name for item in items]
        return failed(evidence=item_refs(items), names=names, confidence=Confidence.MEDIUM, what=what)
    if found:
        items = [item for item, _ in found]
        what = say_list(sorted({say(each.what) for _, each in found}))
        return cant_tell("may-be-others", evidence=item_refs(items), names=[item.name for item in items], what=what)
    return passed(evidence=[case.visit_pointers[State.BEFORE]])


def _in_item(case: Case, item: Item) -> Iterator[_Found]:
    for value in item.values:
        text = unquote(unquote(value[:_MAX_VALUE]))
        fields = [(item.name, text), *_FIELD.findall(text)]
        of_cookie = item.storage is StorageKind.COOKIE
        for found in _mails(case, text, fields):
            yield replace(found, certain=found.certain and of_cookie and not _is_same_for_all(item))
        for found in _addresses(text, fields):
            yield replace(found, certain=found.certain and of_cookie)


def _is_same_for_all(item: Item) -> bool:
    """Tell whether several visits, each as somebody new, were given one value: then it is nobody's of them."""
    return len(set(item.values)) == 1 and len(item.states) > 1


def _mails(case: Case, text: str, fields: list[tuple[str, str]]) -> Iterator[_Found]:
    for match in _MAIL.finditer(text):
        if match[1].lower().endswith(_FILES) or match[0].lower() in _public_mails(case):
            continue
        if site_of(case).party_of(match[1]) is Party.FIRST:
            continue
        named = any(_PERSON_NAME.search(name) and match[0] in held for name, held in fields)
        yield _Found(noted("an e-mail address"), certain=named)


def _addresses(text: str, fields: list[tuple[str, str]]) -> Iterator[_Found]:
    for match in _IPV4.finditer(text):
        if _is_public(match[0]):
            named = any(_is_visitors(name) and held.strip("\"' ") == match[0] for name, held in fields)
            yield _Found(noted("a network address"), certain=named)


def _is_visitors(name: str) -> bool:
    return _IP_NAME.search(name) is not None and not _SERVERS.search(name)


def _is_public(text: str) -> bool:
    """Tell whether it is the address of somebody out there; browsers write their versions alike (`131.0.0.0`)."""
    try:
        return ipaddress.ip_address(text).is_global and not text.endswith(".0.0")
    except ValueError:
        return False


@once
def _public_mails(case: Case) -> frozenset[str]:
    """Return the e-mail addresses that the site's policies name themselves."""
    texts = (read.text.text for read in case.documents if read.text)
    return frozenset(match[0].lower() for text in texts for match in _MAIL.finditer(text))
