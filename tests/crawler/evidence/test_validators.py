"""A validator tells profiles apart when each keeps one of its own."""

from __future__ import annotations

import pytest

from crawler.evidence.model import Revalidation, Visit
from crawler.evidence.validators import profile_validators
from tests.evidence import accepted, before, evidence, rejected, validated

URL = "https://cdn.example/pixel.gif"


def visits(*held: tuple[Revalidation, ...]) -> tuple[Visit, ...]:
    makers = (before, rejected, accepted)
    return tuple(validated(make(), *found) for make, found in zip(makers, held, strict=False))


def one(value: str, *, kept: bool = True, url: str = URL) -> Revalidation:
    return Revalidation(url=url, header="etag", value=value, value_length=len(value), given=0, returned=(1,), kept=kept)


def test_values_of_their_own_are_told_with_where_they_stand() -> None:
    [found] = profile_validators(evidence(*visits((one("a"),), (one("b"),), (one("c"),))))
    assert found.values == {
        "/visits/0/revalidations/0": "a",
        "/visits/1/revalidations/0": "b",
        "/visits/2/revalidations/0": "c",
    }


@pytest.mark.parametrize(
    "held",
    [
        ((one("a"),), (one("a"),)),
        ((one("a"),), (one("b"),), (one("a"),)),
        ((one("a"),), (one("b", kept=False),)),
        ((one("a"), one("b")), (one("c"),)),
        ((one("a"),),),
        ((one("a"),), (one("b", url="https://cdn.example/other.gif"),)),
    ],
)
def test_the_same_for_two_changing_or_seen_once_tell_nobody_apart(held: tuple[tuple[Revalidation, ...], ...]) -> None:
    assert profile_validators(evidence(*visits(*held))) == ()
