"""The bench counts as it says: what is found, missed, wrong, and what counts neither way."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.bench.claim_matching import agree, match, overlap, plain

ROOT = Path(__file__).parents[2]


def claim(kind: str, quote: str, /, **params: Any) -> dict[str, Any]:
    return {"type": kind, "params": params, "quote": quote}


def test_a_claim_of_another_sign_is_missed_and_wrong() -> None:
    matching = match(
        [claim("sharing", "We share data.", shared=True)], [claim("sharing", "We share data.", shared=False)]
    )
    assert (matching.found, matching.wrong) == (frozenset(), (0,))


def test_a_claim_found_twice_counts_once_and_is_not_wrong() -> None:
    labels = [claim("category", "We use analytics cookies and more", category="analytics")]
    found = [claim("category", "analytics cookies", category="analytics") for _ in range(2)]
    matching = match(labels, found)
    assert (matching.found, matching.wrong) == (frozenset({0}), ())


def test_an_optional_label_takes_no_claim_from_one_that_counts() -> None:
    labels = [{**claim("party", "Partners set cookies.", party="third"), "optional": True},
              claim("party", "Partners set cookies.", party="third")]  # fmt: skip
    assert match(labels, [claim("party", "Partners set cookies.", party="third")]).found == {1}


def test_declared_cookies_match_by_name_alone() -> None:
    labels = [claim("cookie", "| \\_ga | 2 years |", name="\\_ga")]
    assert match(labels, [claim("cookie", "_ga", name="_ga")]).found == {0}
    assert match(labels, [claim("cookie", "| \\_ga |", name="_gid")]).wrong == (0,)


def test_another_place_is_another_claim() -> None:
    matching = match([claim("no-sale", "We never sell your data.")], [claim("no-sale", "Nothing is sold to anyone.")])
    assert matching.found == frozenset() and matching.wrong == (0,)


@pytest.mark.parametrize(
    ("key", "wanted", "said", "same"),
    [
        ("duration", "P12M", "P1Y", True),
        ("duration", "P1D", "PT24H", True),
        ("duration", "P1M", "P1Y", False),
        ("duration", "session", "P1Y", False),
        ("vendor", "Meta pixel", "Meta", True),
        ("vendor", "Hotjar", "Matomo", False),
        ("kind", ["analytics", "marketing"], ["marketing"], True),
        ("kind", ["analytics"], "marketing", False),
        ("honours", True, None, False),
        ("via", None, "browser", True),
    ],
)
def test_params_agree_in_what_they_mean(key: str, wanted: Any, said: Any, same: bool) -> None:
    assert agree(key, wanted, said) is same


def test_quotes_are_compared_as_they_read() -> None:
    assert plain("<b>We&nbsp;use</b> **co\u00adokies**\u200b") == "we use cookies"
    assert overlap("we use cookies", "cookies") == 1.0


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    (tmp_path / "docs").mkdir()
    (tmp_path / "gold").mkdir()
    for name, quote in (("a", "We use no cookies on this website."), ("b", "We never sell your personal data.")):
        (tmp_path / "docs" / f"{name}.txt").write_text(quote, encoding="utf-8")
        kind = {"a": "no-cookies", "b": "no-sale"}[name]
        gold = {"lang": "en", "claims": [claim(kind, quote, **({"kind": ["all"]} if name == "a" else {}))]}
        (tmp_path / "gold" / f"{name}.json").write_text(json.dumps(gold), encoding="utf-8")
    return tmp_path


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "tests.bench.claims", *arguments]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)


def test_the_bench_prints_figures_by_type_and_language_speed_and_memory(corpus: Path) -> None:
    printed = run(str(corpus)).stdout
    for wanted in (
        "no-cookies ",
        "no-sale ",
        "en ",
        "all ",
        "without cookie rows",
        "found    2 missed    0",
        "kB/s",
        "MB",
    ):
        assert wanted in printed


def test_unseen_takes_the_documents_of_one_remainder(corpus: Path) -> None:
    printed = run(str(corpus), "--unseen", "2:1").stdout
    assert "no-sale" in printed and "no-cookies" not in printed


def test_a_folder_without_labels_is_refused(tmp_path: Path) -> None:
    done = run(str(tmp_path))
    assert done.returncode == 1 and "gold" in done.stderr
