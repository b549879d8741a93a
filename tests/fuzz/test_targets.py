"""Whatever sites and users write is read without a fault: a little of what `make fuzz` does at length."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from .mutation import inputs
from .targets import TARGETS, timed

EXAMPLES = {"claims": 8, "document": 40, "evidence": 10, "table": 20}


@pytest.mark.parametrize("name", sorted(TARGETS))
def test_changed_inputs_are_read_or_refused(name: str) -> None:
    target = TARGETS[name]
    made = inputs(target, seed=1)
    for _ in range(EXAMPLES.get(name, 100)):
        timed(target, next(made))


@pytest.mark.parametrize("name", sorted(TARGETS.keys() - {"evidence"}))
def test_any_bytes_are_read_or_refused(name: str) -> None:
    target = TARGETS[name]
    parts = st.one_of(
        st.binary(max_size=40),
        st.text(max_size=40).map(lambda text: text.encode("utf-8", "replace")),
        st.sampled_from((b"", *target.words)),
    )

    @settings(max_examples=EXAMPLES.get(name, 50), deadline=None, suppress_health_check=[HealthCheck.too_slow])
    @given(st.lists(parts, max_size=20).map(b"".join))
    def read(raw: bytes) -> None:
        timed(target, raw)

    read()
