"""Find the consent banner, answer it, and prove that the answer took effect."""

from crawler.consent.answer import answer_banner
from crawler.consent.control_look import asks_unanswered
from crawler.consent.declaration import (
    ManagerDeclaration,
    declaration_document,
    read_declaration,
    store_declaration,
)
from crawler.consent.detect import find_banner
from crawler.consent.live import Attempt, LiveBanner
from crawler.consent.second_look import second_look
from crawler.consent.time import PageTime
from crawler.consent.verify import verify_answer
from crawler.consent.withdraw import withdraw_consent

__all__ = [
    "Attempt",
    "LiveBanner",
    "ManagerDeclaration",
    "PageTime",
    "answer_banner",
    "asks_unanswered",
    "declaration_document",
    "find_banner",
    "read_declaration",
    "second_look",
    "store_declaration",
    "verify_answer",
    "withdraw_consent",
]
