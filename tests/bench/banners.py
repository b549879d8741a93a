"""How banners are answered on the web of banners: `python -m tests.bench.banners [--only TEXT] [--at-once N]`.

Found, accepted, refused and withdrawn, each verified against the server's log; wall time per answer (finding,
answering and proving, without loading pages).
"""

from __future__ import annotations

import argparse
import asyncio
import statistics
from collections.abc import Callable, Sequence

from crawler.evidence.model import State
from tests.banners.drive import AT_ONCE, Run, drive
from tests.banners.site import YES
from tests.banners.web import KINDS, every_state
from tests.web.managers import install


def main() -> None:
    """Print the figures, and what is not as stated."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--only", default="", help="sites whose name holds this")
    parser.add_argument("--at-once", type=int, default=AT_ONCE)
    arguments = parser.parse_args()
    packages = install()
    sites = [site for kind in sorted(KINDS) for site in KINDS[kind](packages) if arguments.only in site.name]
    runs = asyncio.run(drive(sites, every_state, arguments.at_once))
    report(runs)


def report(runs: Sequence[Run]) -> None:
    """Print what came of the runs."""
    asking = {run.site.name: run.banner.found for run in runs if run.site.found}
    others = {run.site.name: run.banner.found for run in runs if not run.site.found}
    print(f"banners found {sum(asking.values())} of {len(asking)}, invented {sum(others.values())} of {len(others)}")
    verified(runs, State.ACCEPT, lambda run: run.site.accept is YES)
    verified(runs, State.REJECT, lambda run: run.site.reject is YES)
    verified(runs, State.WITHDRAW, lambda run: run.site.withdraw is YES)
    against = [run for run in runs if run.state is State.REJECT and run.log.trackers and run.answer.result is YES]
    print(f"consent given where refusal was asked and called verified: {len(against)}")
    for state in (State.ACCEPT, State.REJECT, State.WITHDRAW):
        times = sorted(run.answer_s for run in runs if run.site.found and run.state is state)
        if times:
            most, within = times[int(len(times) * 0.95)], sum(time_s < 1 for time_s in times) / len(times)
            median = statistics.median(times)
            print(f"wall time to {state}: median {median:.2f} s, 95 % within {most:.2f} s, {within:.0%} below 1 s")
    for run in runs:
        if run.faults():
            print(f"  {run.site.name} {run.state}: {'; '.join(run.faults())}")


def verified(runs: Sequence[Run], state: State, offered: Callable[[Run], bool]) -> None:
    """Print how many of the answers that a site offers were proved, the server's log agreeing."""
    asked = [run for run in runs if run.state is state and run.site.found and offered(run)]
    held = [run for run in asked if run.answer.result is YES and not run.faults()]
    share = len(held) / len(asked) if asked else 1
    print(f"{state}: verified {len(held)} of {len(asked)} that offer it ({share:.1%})")


if __name__ == "__main__":
    main()
