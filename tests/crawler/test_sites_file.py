"""What a line of sites.txt may say, and what is said about a bad one."""

from __future__ import annotations

from pathlib import Path

import pytest

from crawler.evidence.model import State
from crawler.sites_file import SiteInvalid, parse_sites, read_sites, site_url


def test_reads_every_key_and_leaves_comments_out() -> None:
    sites, bad = parse_sites(
        "# a list\n"
        "\n"
        'https://example.com/se name="Exempel AB" policy=https://example.com/p policy=https://example.com/c '
        "locale=sv-SE pages=5 states=gpc,accept every=7d tags=a,b # the Swedish one\n"
    )
    assert bad == []
    [site] = sites
    assert (site.url, site.name, site.locale) == ("https://example.com/se", "Exempel AB", "sv-SE")
    assert site.policies == ("https://example.com/p", "https://example.com/c")
    assert (site.pages, site.every, site.tags) == (5, "7d", ("a", "b"))
    assert site.states == (State.BEFORE, State.ACCEPT, State.GPC)


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("ftp://example.com", "only http and https"),
        ("https://", "is not an address"),
        ("nonsense", "is not an address"),
        ("https://user:secret@example.com/", "user name or password"),
        ("example.com colour=blue", "'colour=blue' is no setting"),
        ("example.com pages=many", "expected a number"),
        ("example.com pages=5000", "expected a number"),
        ("example.com states=before,maybe", "expected some of before, reject, accept, withdraw, gpc, dnt"),
        ("example.com locale=Swedish_please", "expected a language tag"),
        ("example.com every=sometimes", "expected 12h"),
        ("example.com name=a name=b", "given twice"),
        ('example.com name="a', "quotes don't match"),
        ("example.com policy=nonsense", "is not an address"),
        ("https://[::1/ name=x", "is not an address"),
        ("x" * 5000, "longer than"),
        ("https://exa\x00mple.com/", "is not an address"),
    ],
)
def test_reports_a_bad_line_with_its_number_and_goes_on(line: str, said: str) -> None:
    sites, bad = parse_sites(f"good.example\n{line}\nbetter.example\n")
    assert [site.url for site in sites] == ["https://good.example/", "https://better.example/"]
    [problem] = bad
    assert problem.number == 2
    assert said in problem.message


def test_reports_a_site_that_stands_twice() -> None:
    sites, bad = parse_sites("example.com\nhttps://EXAMPLE.com/\n")
    assert len(sites) == 1
    assert bad[0].number == 2


@pytest.mark.parametrize(
    ("written", "url"),
    [
        ("example.com", "https://example.com/"),
        ("http://example.com:8080/a?b=c#d", "http://example.com:8080/a?b=c"),
        ("https://blåbär.example/", "https://xn--blbr-noae.example/"),
        ("HTTPS://Example.COM/Path", "https://example.com/Path"),
        ("http://[::1]:8000/", "http://[::1]:8000/"),
        ("http://localhost", "http://localhost/"),
    ],
)
def test_completes_an_address(written: str, url: str) -> None:
    assert site_url(written) == url


def test_never_repeats_a_password() -> None:
    with pytest.raises(SiteInvalid) as caught:
        site_url("https://user:hunter2@example.com/")
    assert "hunter2" not in str(caught.value)


def test_reads_files_of_any_encoding(tmp_path: Path) -> None:
    path = tmp_path / "sites.txt"
    path.write_bytes(b"\xef\xbb\xbfexample.com name=\xe5\xe4\xf6\r\n")
    sites, bad = read_sites(path)
    assert [site.url for site in sites] == ["https://example.com/"]
    assert bad == []


def test_the_shipped_list_is_good() -> None:
    sites, bad = read_sites(Path(__file__).parents[2] / "sites.txt")
    assert bad == []
    assert {"xledger", "xelent", "xerox"} == {tag for site in sites for tag in site.tags}
