"""Who says what an item is for: in order, each recorded, and where they disagree all are kept."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from audits.inventory import assemble
from audits.knowledge.user_file import UserFile, read_user_file
from audits.model import Claim, DocumentCase, Item, Purpose, PurposeSource
from crawler.evidence.model import DocumentKind, SentValue, State, StorageKind, Visit
from tests.evidence import (
    Stored,
    accepted,
    before,
    case_of,
    claim,
    cookie,
    document,
    evidence,
    rejected,
    request,
    visit,
)

LONG = "b7e23ec29af22b0b4e41da31"


def declaration() -> DocumentCase:
    made = document("declared", url="https://www.shop.example/declaration")
    return replace(made, document=replace(made.document, kind=DocumentKind.CMP_DECLARATION))


def judged(thing: Stored, *claims: Claim, user_file: UserFile | None = None, visits: tuple[Visit, ...] = ()) -> Item:
    documents = [document(), declaration()]
    (item,) = assemble(evidence(before(thing), *visits), documents, claims, user_file=user_file).items
    return item


def own_list(tmp_path: Path, category: str = "Marketing") -> UserFile:
    file = tmp_path / "own.csv"
    file.write_text(f"Platform,Category,Cookie / Data Key name\nZed,{category},_ga\n", encoding="utf-8")
    return read_user_file(file)


def test_the_policys_own_row_comes_first_and_everybodys_word_is_kept(tmp_path: Path) -> None:
    policy = claim("cookie", name="_ga", category="necessary")
    manager = claim("cookie", name="_ga", category="marketing", document="declared")
    item = judged(cookie("_ga", life="P2Y"), manager, policy, user_file=own_list(tmp_path))
    assert (item.purpose, item.purpose_source) == (Purpose.NECESSARY, PurposeSource.POLICY)
    assert [(each.source, each.purpose) for each in item.opinions] == [
        (PurposeSource.POLICY, Purpose.NECESSARY),
        (PurposeSource.MANAGER, Purpose.MARKETING),
        (PurposeSource.KNOWLEDGE, Purpose.ANALYTICS),
        (PurposeSource.USER_FILE, Purpose.MARKETING),
    ]
    assert "consent manager's row" in item.opinions[1].note


def test_without_a_policys_row_the_managers_declaration_decides() -> None:
    item = judged(cookie("_ga", life="P2Y"), claim("cookie", name="_ga", category="marketing", document="declared"))
    assert (item.purpose, item.purpose_source) == (Purpose.MARKETING, PurposeSource.MANAGER)


def test_a_row_without_a_category_leaves_it_to_the_others() -> None:
    item = judged(cookie("_ga", life="P2Y"), claim("cookie", name="_ga"))
    assert item.purpose_source is PurposeSource.KNOWLEDGE


def test_a_users_list_comes_last(tmp_path: Path) -> None:
    user_file = own_list(tmp_path)
    assert judged(cookie("_ga", life="P2Y"), user_file=user_file).purpose_source is PurposeSource.KNOWLEDGE
    file = tmp_path / "more.csv"
    file.write_text("Platform,Category,Cookie / Data Key name\nZed,Analytics,zq\n", encoding="utf-8")
    item = judged(cookie("zq"), user_file=read_user_file(file))
    assert (item.purpose, item.purpose_source, item.vendor) == (Purpose.ANALYTICS, PurposeSource.USER_FILE, "Zed")


def test_a_value_that_a_script_hands_over_is_known_to_be_sent() -> None:
    thing = cookie("zq", life="P1Y", value=LONG)
    seen = before(
        thing, requests=[request("https://in.tracker.example/c", "fetch"), request("https://www.shop.example/a")]
    )
    values = tuple(
        SentValue(
            storage=StorageKind.COOKIE, name="zq", domain=".shop.example", request=n, place="body", encoding="sha256"
        )
        for n in (0, 1, 7)
    )
    (item,) = case_of(replace(seen, sent_values=values)).items
    assert item.sent_to == ("in.tracker.example",)
    assert (item.purpose, item.purpose_source) == (Purpose.MARKETING, PurposeSource.BEHAVIOUR)


def test_looks_are_counted_over_the_visits_that_send_no_signal() -> None:
    ga = cookie("_ga", life="P2Y")
    (item,) = case_of(before(ga), rejected(), accepted(look=[ga]), visit(State.GPC), visit(State.DNT)).items
    assert (item.looks_seen, item.looks) == (2, 3)
