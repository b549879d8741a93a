"""What programs import is there, and is what the command line is made of."""

from __future__ import annotations

import ast
import asyncio
import importlib
import json
import re
from pathlib import Path

import pytest

import audits
import crawler
from audits import audit, render
from crawler import BundleTampered, gather, open_bundle
from crawler.sites_file import SiteInvalid

ROOT = Path(__file__).parents[2]
GOOD = ROOT / "tests" / "bundles" / "good"
PAGES = [ROOT / "docs" / "api.md", ROOT / "README.md"]


def test_a_folder_and_an_opened_bundle_give_the_same_report() -> None:
    bundle = open_bundle(GOOD / "bundle")
    report = audit(bundle)
    assert audit(str(GOOD / "bundle")) == report
    files = render(report, bundle, "json")
    assert json.loads(files["report.json"])["site"] == json.loads((GOOD / "report.json").read_bytes())["site"]


def test_a_format_that_there_is_not_is_said() -> None:
    bundle = open_bundle(GOOD / "bundle")
    with pytest.raises(ValueError, match=r"there are csv, .*html"):
        render(audit(bundle), bundle, "xls")


def test_a_changed_bundle_is_not_judged(tmp_path: Path) -> None:
    for path in (GOOD / "bundle").rglob("*"):
        if path.is_file():
            target = tmp_path / path.relative_to(GOOD / "bundle")
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(path.read_bytes() + (b" " if path.name == "evidence.json" else b""))
    with pytest.raises(BundleTampered):
        audit(tmp_path)


def test_gathering_refuses_what_is_no_address_and_what_is_there_already(tmp_path: Path) -> None:
    with pytest.raises(SiteInvalid):
        asyncio.run(gather("mailto:x@example.org", tmp_path / "bundle"))
    with pytest.raises(FileExistsError):
        asyncio.run(gather("https://example.org/", tmp_path))


@pytest.mark.parametrize("package", [audits, crawler])
def test_every_name_that_is_promised_is_there_and_no_other(package: object) -> None:
    for name in package.__all__:  # type: ignore[attr-defined]  # both packages have it
        assert getattr(package, name).__doc__
    with pytest.raises(AttributeError):
        package.nonsense  # type: ignore[attr-defined]  # noqa: B018  # that is what is tested


def test_a_module_of_the_package_does_not_take_the_functions_name() -> None:
    importlib.import_module("crawler.gathering")
    assert crawler.gather is gather


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_what_the_pages_import_can_be_imported(page: Path) -> None:
    imports = 0
    for block in re.findall(r"```python\n(.*?)```", page.read_text(), re.DOTALL):
        for node in ast.walk(ast.parse(block)):
            if isinstance(node, ast.ImportFrom):
                module = importlib.import_module(node.module or "")
                assert all(hasattr(module, alias.name) for alias in node.names)
                imports += 1
    assert imports
