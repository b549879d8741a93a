"""Which stored values identify, and where they are found again in requests."""

from __future__ import annotations

import base64
import gzip
import hashlib
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.browser.collectors.contents import Content
from crawler.browser.collectors.identifiers import identifies, identifying_parts
from crawler.browser.collectors.sent_values import sent_values
from crawler.evidence.model import (
    Phase,
    Request,
    SentValue,
    Setter,
    SetterKind,
    Snapshot,
    StorageKind,
    StorageWrite,
    StoredItem,
)

NOW = 1_795_000_000.0
AT = "2026-11-18T12:00:00.000Z"
UUID = "3f2b8c1e-9d4a-4e6f-8b7a-1c2d3e4f5a6b"
GA = "1839274650.1795000000"


@pytest.mark.parametrize(
    ("value", "parts"),
    [
        (UUID, [UUID]),
        (f"GA1.1.{GA}", [GA, "1839274650"]),
        ("GA1.1.1701234567.1795000000", ["1701234567.1795000000"]),  # a random number that could be a time
        ("GA1.1.1764029067.1795336501", ["1764029067.1795336501"]),  # … even one close to it: what the name tells
        ("1764029067.1795336501", []),
        ("fb.1.1795000000123.987654321", ["1795000000123.987654321", "987654321"]),
        ("GS1.1.s1795000000$o1$g0$t1795000100$j60$l0$h0", []),
        ('{"distinct_id":"018f3c2d7b9e4a61","expires":1795000000}', ["018f3c2d7b9e4a61"]),
        ("%7B%22id%22%3A%22aZ3kQ9xW2bV7%22%7D", ["aZ3kQ9xW2bV7"]),
        (base64.b64encode(f'{{"anon":"{UUID}"}}'.encode()).decode(), None),
        ("true", []),
        ("accepted", []),
        ("analyticsStorageConsent", []),
        ("2026-11-18T12:00:00", []),
        ("20261118", []),
        ("1795000000", []),
        ("1795000000123", []),
        ("11111111111", []),
        ("version2024", []),
        ("summer_campaign_2026", []),
        ("https://www.shop.example/produkter/vinterdack", []),
        ("00000000-0000-0000-0000-000000000000", []),
        ("en-GB,sv-SE", []),
        ("short1", []),
        ("CQJ5vQAQJ5vQAAGABBENBTFgAAAAAAAAAAqIAAAAAAAA.YAAAAAAAAAAA", []),
        ("DBABMA~CQJ5vQAQJ5vQAAGABBENBTFgAAAAAAAAAAqIAAAAAAAA", []),
    ],
)
def test_only_what_is_long_and_irregular_identifies(value: str, parts: list[str] | None) -> None:
    found = identifying_parts(value, NOW)
    assert UUID in found if parts is None else found == parts


@pytest.mark.parametrize("text", ["369990b063004230", "46568910005346aa", "db20739334964caa", "971712424F944796"])
def test_a_random_number_in_hexadecimal_identifies_however_many_digits_it_has(text: str) -> None:
    assert identifies(text, NOW)


def test_a_counter_filled_up_with_zeros_does_not_identify() -> None:
    assert not identifies("0000000000abcdef", NOW)
    assert not identifies("00000000000000A1", NOW)


@given(st.text(max_size=400))
def test_any_value_can_be_taken_apart(value: str) -> None:
    for part in identifying_parts(value, NOW):
        assert 8 <= len(part) <= 256


def write(value: str, name: str = "id", at_ms: int = 1000, *, kind: SetterKind = SetterKind.SCRIPT) -> StorageWrite:
    return StorageWrite(
        storage=StorageKind.COOKIE,
        name=name,
        domain=".shop.example",
        page=0,
        phase=Phase.LOOK,
        page_time_ms=at_ms,
        at=AT,
        setter=Setter(kind=kind),
        value=value,
        value_length=len(value),
    )


def request(at_ms: int = 2000) -> Request:
    return Request(
        url="https://t.example/",
        host="t.example",
        method="POST",
        resource_type="fetch",
        page=0,
        phase=Phase.LOOK,
        page_time_ms=at_ms,
        at=AT,
    )


def found(content: Content, value: str, at_ms: int = 2000) -> list[tuple[str, str]]:
    sent = sent_values([write(value)], [], [request(at_ms)], [content])
    assert all((one.storage, one.name, one.domain, one.request) == ("cookie", "id", ".shop.example", 0) for one in sent)
    return [(one.place, one.encoding) for one in sent]


URL = "https://t.example/collect?"
PACKED = base64.b64encode(f'{{"user": "{UUID}"}}'.encode()).decode()


@pytest.mark.parametrize(
    ("content", "place", "encoding"),
    [
        (Content(f"{URL}cid={UUID}&x=1"), "url", "plain"),
        (Content(f"https://t.example/{UUID}/pixel.gif"), "url", "plain"),
        (Content(f"{URL}d=%7B%22a%22%3A%22x%22%2C%22id%22%3A%22{UUID.replace('-', '%2D')}%22%7D"), "url", "percent"),
        (Content(f"{URL}e={PACKED}"), "url", "base64"),
        (Content(f"{URL}e={UUID.encode().hex()}"), "url", "hex"),
        (Content(f"{URL}h={hashlib.md5(UUID.encode()).hexdigest()}"), "url", "md5"),
        (Content(f"{URL}h={hashlib.sha1(UUID.encode()).hexdigest()}"), "url", "sha1"),
        (Content(f"{URL}h={hashlib.sha256(UUID.encode()).hexdigest()}"), "url", "sha256"),
        (Content(URL, body=f'{{"id": "{UUID}"}}'.encode()), "body", "plain"),
        (Content(URL, body=gzip.compress(f'{{"id": "{UUID}"}}'.encode())), "body", "plain"),
        (Content(URL, headers={"x-visitor": UUID}), "header:x-visitor", "plain"),
        (Content(URL, headers={"referer": f"https://shop.example/?v={UUID}"}), "header:referer", "plain"),
    ],
)
def test_an_identifier_is_found_however_it_is_written(content: Content, place: str, encoding: str) -> None:
    assert found(content, UUID) == [(place, encoding)]


@pytest.mark.parametrize(
    "content",
    [
        Content(URL, headers={"cookie": f"id={UUID}", "user-agent": UUID, "sec-x": UUID}),
        Content(f"{URL}id={UUID[:-1]}"),
        Content(f"{URL}id=9{GA}7"),
        Content(URL, body=b"\x1f\x8b broken"),
    ],
)
def test_the_cookie_header_and_what_only_resembles_it_are_no_sharing(content: Content) -> None:
    assert found(content, f"{UUID}|{GA}") == []


def test_part_of_a_composite_value_is_found() -> None:
    assert found(Content(f"{URL}tid=G-1&cid={GA}"), f"GA1.1.{GA}") == [("url", "plain")]


def test_a_value_sent_moments_before_it_is_stored_is_shared_but_one_known_long_before_is_not() -> None:
    content = Content(f"{URL}id={UUID}")
    assert found(content, UUID, at_ms=500) == [("url", "plain")]
    early, late = request(at_ms=10), request(at_ms=9000)
    assert sent_values([write(UUID, at_ms=5000)], [], [early, late], [content, content]) == ()


def test_a_header_cookie_is_stored_only_when_its_answer_comes() -> None:
    stored = [write(UUID, at_ms=1000, kind=SetterKind.HEADER)]
    content = Content(f"{URL}id={UUID}")
    assert sent_values(stored, [], [request(at_ms=900)], [content]) == ()
    assert len(sent_values(stored, [], [request(at_ms=1000)], [content])) == 1


def test_items_whose_writing_nobody_told_count_from_the_beginning_of_their_page() -> None:
    item = StoredItem(storage=StorageKind.INDEXED_DB, name="db", domain="shop.example", value=f'{{"id": "{UUID}"}}')
    snapshot = Snapshot(page=0, phase=Phase.LOOK, page_time_ms=20_000, at=AT, items=(item,))
    assert sent_values([], [snapshot], [request()], [Content(f"{URL}id={UUID}")]) == (
        SentValue(storage=StorageKind.INDEXED_DB, name="db", domain="shop.example", request=0, place="url"),
    )


def test_refused_and_removed_values_and_the_rest_of_a_cut_one_are_not_stored() -> None:
    content, asked = Content(f"{URL}id={UUID}"), [request()]
    for stored in (replace(write(UUID), blocked="UserPreferences"), replace(write(UUID), deletes=True)):
        assert sent_values([stored], [], asked, [content]) == ()
    assert sent_values([replace(write(UUID), value_length=5000)], [], asked, [content]) == ()


@pytest.mark.timeout(60)
@pytest.mark.parametrize("value", ["1" + "abcdefgh" * 25 + "_x2", "abcdefgh" * 25 + "123456", "ab_cd-ef" * 25 + "--1"])
def test_a_value_made_to_be_tried_in_every_way_takes_no_time(value: str) -> None:
    assert isinstance(identifying_parts(value, NOW), list)
