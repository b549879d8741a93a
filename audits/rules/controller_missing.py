"""The privacy policy does not say who is responsible.

What it checks
--------------
Whether any policy of the site names who is responsible for the processing, or gives any way to reach them.

Why it matters
--------------
Visitors can use none of their rights against somebody they can't find.

How it decides
--------------
Failed when a privacy policy of some length could be read, every policy found could be read, and none of them holds a
word for the controller, an e-mail address, a telephone number, a company's legal form, or a link to a contact page.
Can't tell when only the site's own name stands there, or a policy could not be read. Passed when one of these is there.
Inapplicable when no privacy policy of the site was found.

Known problems
--------------
Names in pictures are not read. That a name and address are there does not show that they are right. Confidence is
medium.
"""

from __future__ import annotations

import re

from audits.model import Case, Confidence, DocumentCase, Need, Rule, Severity, Verdict
from audits.rules.grounds.reading import is_of_this_site, site_of
from audits.rules.grounds.references import GDPR_13_1_A
from audits.rules.grounds.verdicts import cant_tell, failed, inapplicable, passed
from audits.rules.grounds.words import CONTROLLER, text_has
from crawler.evidence.model import DocumentKind

RULE = Rule(
    id="controller-missing",
    title="Nobody named as responsible",
    severity=Severity.LOW,
    needs=(Need.DOCUMENTS,),
    messages={
        "failed": "The privacy policy ({names}) does not say who is responsible, nor how to reach them.",
        "passed": "The policies say who is responsible, or how to reach them.",
        "name-only": "Apart from the site's own name, the policies say nothing of who is responsible.",
        "unread": "The policies read don't say who is responsible, but another could not be read.",
        "inapplicable": "No privacy policy of some length was found on the site.",
    },
    remedy="Name the company that is responsible, with its address and a way to reach it.",
    settles={
        "name-only": "A look at the policies by a person: whether the name is that of who is responsible.",
        "unread": "The text of the policy that could not be read: name an address in the sites file (policy=…).",
    },
    references=(GDPR_13_1_A,),
)

_MIN_TEXT = 1500
_MAX_TEXT = 400_000

_MAIL = re.compile(r"[\w.+-]{1,64}\s?(?:@|\(at\)|\[at\]|\(a\)|\(ät\))\s?[\w-]{1,63}\.", re.IGNORECASE)
_PHONE = re.compile(r"(?<![\w.])\+?\d(?:[\s()/.\-–]{0,3}\d){6,14}(?!\w)")
_FORM = re.compile(
    r"(?<!\w)(?:AB|A/S|ApS|ASA?|Oyj?|Ky|GmbH|AG|KG|UG|OHG|e\.\s?V\.|B\.?V\.?(?:BA)?|N\.?V\.?|V\.?O\.?F\.?|Ltd|Limited|LLC|LLP"
    r"|Inc|PLC|plc|SAS|SARL|EURL|S\.?A\.?S?\.?|S\.?r\.?l\.?|S\.?p\.?A\.?|S\.?L\.?U?\.?|Lda|sp\.\s?z\s?o\.\s?o\.|s\.\s?r\.\s?o\."
    r"|a\.\s?s\.|d\.\s?o\.\s?o\.|d\.\s?d\.|EOOD|OOD|OÜ|SIA|UAB|Kft|Zrt|Nyrt|ehf|hf|Stichting|Stiftelse\w*|Stiftung|HB|Enskild"
    r"|KvK|CVR|NIP|SIREN|SIRET|HRB|VAT|Org\.?\s?n\w*)(?!\w)|ЕООД|ООД|Α\.?Ε\.?|kommun\b|gemeente|municipal|universit|myndighet"
)
_CONTACT = re.compile(
    r"contact|kontakt|kontact|yhteystie|contatt|kapcsolat|samband|επικοινων|kontaktai|impressum", re.IGNORECASE
)


def evaluate(case: Case) -> Verdict:
    """Judge whether anybody is named."""
    own = [read for read in case.documents if read.text and is_of_this_site(case, read.document.sha256 or "")]
    privacy = [read for read in own if read.document.kind is DocumentKind.PRIVACY_POLICY and _is_long(read)]
    if not privacy:
        return inapplicable()
    if any(_names_somebody(read) for read in case.documents if read.text):
        return passed(evidence=[read.pointer for read in privacy])
    evidence, names = [read.pointer for read in privacy], [read.document.url for read in privacy]
    if any(read.text is None or read.text.truncated for read in case.documents):
        return cant_tell("unread", evidence=evidence)
    labels = {domain.split(".")[0] for domain in site_of(case).domains}
    if any(label in read.text.text.casefold() for label in labels for read in privacy if read.text):
        return cant_tell("name-only", evidence=evidence)
    return failed(evidence=evidence, names=names, confidence=Confidence.MEDIUM)


def _is_long(read: DocumentCase) -> bool:
    return read.text is not None and len(read.text.text) >= _MIN_TEXT


def _names_somebody(read: DocumentCase) -> bool:
    """Tell whether a policy says who is responsible, or how to reach them."""
    if read.text is None:
        return False
    text = read.text.text[:_MAX_TEXT]
    if text_has(text, CONTROLLER) or any(pattern.search(text) for pattern in (_MAIL, _PHONE, _FORM)):
        return True
    links = (link for block in read.text.blocks for link in block.links)
    return any(_CONTACT.search(text[link.start : link.end]) or link.href.startswith("mailto:") for link in links)
