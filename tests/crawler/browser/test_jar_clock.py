"""What is left of a cookie's life is told rightly although the machine's clock is set under way."""

from __future__ import annotations

import pytest

from crawler.browser.collectors.jar_clock import JarClock

DAY_S = 86_400.0
SET_TO = (3600.0, -3600.0, 7 * DAY_S, -7 * DAY_S)


class Machine:
    """A machine's clocks: `pass_s` lets time pass, `wall` may be set at any moment."""

    def __init__(self) -> None:
        self.wall, self.steady = 1.7e9, 500.0
        self.clock = JarClock(lambda: self.wall, lambda: self.steady)

    def pass_s(self, seconds: float) -> None:
        self.wall += seconds
        self.steady += seconds


def test_what_is_left_shrinks_as_time_passes() -> None:
    machine = Machine()
    end_s = machine.wall + 600
    machine.pass_s(10)
    machine.clock.look()
    assert machine.clock.left_s("a", end_s) == 590
    machine.pass_s(30)
    machine.clock.look()
    assert machine.clock.left_s("a", end_s) == 560


@pytest.mark.parametrize("by_s", SET_TO)
def test_a_clock_that_is_set_changes_nothing_for_a_cookie_that_was_there(by_s: float) -> None:
    machine = Machine()
    end_s = machine.wall + 30 * DAY_S
    machine.clock.look()
    assert machine.clock.left_s("a", end_s) == 30 * DAY_S
    machine.wall += by_s
    machine.pass_s(5)
    machine.clock.look()
    assert machine.clock.left_s("a", end_s) == 30 * DAY_S - 5


@pytest.mark.parametrize("by_s", SET_TO)
def test_a_cookie_that_came_before_the_clock_was_set_is_counted_by_the_clock_of_then(by_s: float) -> None:
    machine = Machine()
    end_s = machine.wall + 30 * DAY_S
    machine.wall += by_s
    machine.pass_s(5)
    machine.clock.look()
    assert machine.clock.left_s("a", end_s) == 30 * DAY_S - 5


@pytest.mark.parametrize("by_s", SET_TO)
def test_a_cookie_that_comes_on_the_next_page_is_counted_by_the_clock_of_now(by_s: float) -> None:
    machine = Machine()
    machine.wall += by_s
    machine.clock.look()
    end_s = machine.wall + 600
    machine.pass_s(5)
    machine.clock.look()
    assert machine.clock.left_s("a", end_s) == 595


@pytest.mark.parametrize(("by_s", "life_s"), [(-7 * DAY_S, 600.0), (7 * DAY_S, 400 * DAY_S)])
def test_a_life_that_cannot_be_says_that_the_cookie_came_after_the_clock_was_set(by_s: float, life_s: float) -> None:
    machine = Machine()
    machine.wall += by_s
    end_s = machine.wall + life_s
    machine.pass_s(5)
    machine.clock.look()
    assert machine.clock.left_s("a", end_s) == life_s - 5


def test_a_cookie_that_is_set_anew_is_another() -> None:
    machine = Machine()
    machine.clock.look()
    assert machine.clock.left_s(("a", 1), machine.wall + 10) == 10
    machine.wall += 3600
    machine.clock.look()
    machine.clock.look()
    assert machine.clock.left_s(("a", 2), machine.wall + 10) == 10
