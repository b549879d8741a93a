"""`cookie-audit explain`: a rule's page."""

from __future__ import annotations

from typing import Annotated

import typer

from audits.cli.exit_codes import ExitCode, Stop

PANEL, ORDER = "Look closer", 5


def command(
    rule: Annotated[str | None, typer.Argument(help="Id of a rule; none: list them.", show_default=False)] = None,
) -> int:
    """Print what a rule checks, why it matters and how it decides."""
    from audits.rules import discover_rules  # noqa: PLC0415  # slow to import

    known = {loaded.rule.id: loaded for loaded in discover_rules()}
    if rule is None:
        for name, loaded in known.items():
            print(f"{name:34} {loaded.rule.title}")
        return ExitCode.OK
    found = known.get(rule.strip().lower().replace("_", "-"))
    if found is None:
        raise Stop(f"there is no rule {rule!r}; `cookie-audit explain` lists them", ExitCode.USAGE)
    types = ", ".join(found.rule.claim_types)
    kind = f"tests claims of type {types}" if types else "holds whatever the policy says"
    print(f"{found.rule.id}: {found.rule.title}\nseverity {found.rule.severity}; {kind}\n\n{found.page.strip()}")
    print(f"\nWhat to do\n----------\n{found.rule.remedy}")
    if found.rule.references:
        print("\nReferences\n----------")
        for reference in found.rule.references:
            print(f"- {reference.title}{f': {reference.url}' if reference.url else ''}")
    return ExitCode.OK
