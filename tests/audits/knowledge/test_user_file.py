"""A user's own list in the Open Cookie Database's CSV format."""

from __future__ import annotations

from pathlib import Path

import pytest

from audits.knowledge.purposes import purpose_of
from audits.knowledge.user_file import UserFile, UserFileError, read_user_file
from audits.model import Purpose, PurposeSource

HEAD = (
    "ID,Platform,Category,Cookie / Data Key name,Domain,Description,Retention period,Data Controller,"
    "User Privacy & GDPR Rights Portals,Wildcard match\n"
)


@pytest.fixture
def user_file(tmp_path: Path) -> UserFile:
    path = tmp_path / "list.csv"
    path.write_text(
        HEAD
        + "1,Acme,Analytics,acme_id,,text,1 year,Acme,,0\n"
        + "2,Acme,Marketing,acme_,,text,1 year,Acme,,1\n"
        + '3,Other,Functional,acme_id,"other.example (3rd party)",text,1 year,Other,,0\n'
        + "4,Acme,Something else,acme_odd,,text,1 year,Acme,,0\n",
        encoding="utf-8",
    )
    return read_user_file(path)


def test_exact_before_prefix_before_nothing(user_file: UserFile):
    assert [fact and fact.purpose for fact in map(user_file.find, ("acme_id", "acme_77", "zebra"))] == [
        Purpose.ANALYTICS,
        Purpose.MARKETING,
        None,
    ]


def test_a_row_of_the_cookies_domain_comes_first(user_file: UserFile):
    fact = user_file.find("acme_id", ".other.example")
    assert fact is not None
    assert fact.vendor == "Other"


def test_it_is_asked_last_and_its_strange_categories_are_unknown(user_file: UserFile):
    found = purpose_of("acme_id", "shop.se", user_file=user_file)
    assert (found.purpose, found.source, found.vendor) == (Purpose.ANALYTICS, PurposeSource.USER_FILE, "Acme")
    assert purpose_of("_ga", "shop.se", user_file=user_file).source is PurposeSource.KNOWLEDGE
    assert purpose_of("acme_odd", "shop.se", user_file=user_file).purpose is Purpose.UNKNOWN


def test_says_what_is_wrong_with_a_file(tmp_path: Path):
    path = tmp_path / "list.csv"
    path.write_text("a,b\n1,2\n", encoding="utf-8")
    with pytest.raises(UserFileError, match="no column Category, Cookie / Data Key name"):
        read_user_file(path)
    with pytest.raises(UserFileError, match=r"missing\.csv"):
        read_user_file(tmp_path / "missing.csv")
    path.write_bytes(b"\xff\xfe\x00")
    with pytest.raises(UserFileError, match="utf-8"):
        read_user_file(path)
