"""Scheduled crawls: sites of a sites file, each audited again when its `every=` says so.

Rounds never overlap: one that is due while another runs comes after it, once. What a program that was killed left
undone is gone on with by the next round of the same sites.
"""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from apscheduler.triggers.base import BaseTrigger
from apscheduler.triggers.cron import CronTrigger
from apscheduler.triggers.interval import IntervalTrigger

from audits.cli.exit_codes import ExitCode, Stop
from crawler.evidence.model import SiteTarget

_WORDS = {"hourly": "17 * * * *", "daily": "17 4 * * *", "weekly": "17 4 * * mon", "monthly": "17 4 1 * *"}
"""At night and not on the hour, when everybody else's jobs start."""
_DAYS = ("sun", "mon", "tue", "wed", "thu", "fri", "sat")
_UNITS = {"m": "minutes", "h": "hours", "d": "days", "w": "weeks"}
_LONGEST_SLEEP_S = 60.0
"""The clock is looked at at least this often: it may be set meanwhile."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Sites that are due together."""

    every: str
    trigger: BaseTrigger
    sites: tuple[SiteTarget, ...]


def groups(sites: Sequence[SiteTarget], default: str | None = None) -> list[Group]:
    """Return the sites by when they are due; those without `every=` take `default`, or are left out without one."""
    by_every: dict[str, list[SiteTarget]] = {}
    for site in sites:
        every = site.every or default
        if every:
            by_every.setdefault(every, []).append(site)
    return [Group(every=every, trigger=trigger(every), sites=tuple(found)) for every, found in by_every.items()]


def trigger(every: str) -> BaseTrigger:
    """Return when `every` is due: `daily`, `6h`, or the five fields of a cron line, in UTC. Raises Stop."""
    text = " ".join(every.split()).lower()
    if interval := re.fullmatch(r"(\d{1,4})\s?([mhdw])", text):
        return IntervalTrigger(**{_UNITS[interval[2]]: int(interval[1])}, timezone=UTC)
    try:
        return CronTrigger.from_crontab(_with_day_names(_WORDS.get(text, text)), timezone=UTC)
    except ValueError as error:
        raise Stop(f"every={every}: {error}", ExitCode.USAGE) from None


def _with_day_names(line: str) -> str:
    """Return a cron line with its days of the week by name: cron counts them from Sunday, APScheduler from Monday."""
    *others, days = line.split(" ")
    named = re.sub(r"(?<![/\d])[0-7](?!\d)", lambda day: _DAYS[int(day[0]) % 7], days)
    return " ".join([*others, named])


def next_time(group: Group, last: datetime | None, now: datetime) -> datetime:
    """Return when a group is due next: at once where it never ran, or missed its time while nobody was there."""
    if last is None:
        return now
    due = group.trigger.get_next_fire_time(last, last + timedelta(seconds=1))
    return max(due, now) if due is not None else datetime.max.replace(tzinfo=UTC)


def keep_running(
    all_groups: Iterable[Group],
    last_run: Callable[[Group], datetime | None],
    run: Callable[[Group], None],
    *,
    now: Callable[[], datetime] = lambda: datetime.now(UTC),
    sleep: Callable[[float], None] = time.sleep,
    once: bool = False,
) -> None:
    """Run each group when it is due, for ever. `once`: those that are due now, then return."""
    # A group whose round could not be recorded (the disk is full, say) must not be tried again at once, for ever.
    tried: dict[str, datetime] = {}
    # Times by a clock that was set back since. They are told for ever, and must not hold up a round when they come.
    wrong: set[tuple[str, datetime]] = set()
    waiting = list(all_groups)

    def due(group: Group) -> datetime:
        at = now()
        known = [when for when in (last_run(group), tried.get(group.every)) if when is not None]
        wrong.update((group.every, when) for when in known if when > at)
        right = [when for when in known if (group.every, when) not in wrong]
        if known and not right:  # what is due is reckoned from now
            right = [at]
            tried[group.every] = at
        return next_time(group, max(right, default=None), at)

    while waiting:
        group = min(waiting, key=due)
        pause_s = (due(group) - now()).total_seconds()
        if pause_s > 0:
            if once:
                return
            sleep(min(pause_s, _LONGEST_SLEEP_S))
            continue
        tried[group.every] = now()
        run(group)
        if once:
            waiting.remove(group)
