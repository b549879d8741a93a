"""Cache validators that come back, from what requests and answers carried."""

from __future__ import annotations

from crawler.browser.collectors.contents import Content
from crawler.browser.collectors.validators import revalidations
from crawler.evidence.model import Revalidation
from tests.evidence import request

URL = "https://cdn.example/pixel.gif"


def found(*exchanges: tuple[str, str, str, int]) -> tuple[Revalidation, ...]:
    """Return what is found in exchanges of (address, If-None-Match, ETag, status)."""
    contents = [
        Content(
            url,
            headers={"if-none-match": back} if back else {},
            response_headers={"etag": etag} if etag else {},
            answered_status=status,
        )
        for url, back, etag, status in exchanges
    ]
    return revalidations([request(url, "image") for url, *_ in exchanges], contents)


def test_a_value_that_is_confirmed_is_kept() -> None:
    [one] = found((URL, "", "abc", 200), (URL, "abc", "", 304), (URL, "abc", "abc", 200))
    assert (one.url, one.header, one.value, one.given, one.returned, one.kept) == (URL, "etag", "abc", 0, (1, 2), True)


def test_a_value_that_another_takes_the_place_of_is_not_kept() -> None:
    [one] = found((URL, "", "abc", 200), (URL, "abc", "def", 200))
    assert (one.value, one.kept) == ("abc", False)


def test_what_was_not_given_here_or_did_not_come_back_is_none() -> None:
    other = "https://other.example/pixel.gif"
    assert found((URL, "", "abc", 200), (other, "abc", "abc", 304), (URL, "", "abc", 200)) == ()


def test_dates_come_back_in_a_header_of_their_own() -> None:
    date = "Sun, 01 Nov 2026 10:00:00 GMT"
    given = Content(URL, response_headers={"last-modified": date})
    back = Content(URL, headers={"if-modified-since": date}, answered_status=304)
    [one] = revalidations([request(URL), request(URL)], [given, back])
    assert (one.header, one.value, one.kept) == ("last-modified", date, True)
