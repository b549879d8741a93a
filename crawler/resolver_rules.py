"""Chromium's `--host-resolver-rules`, read so that the spider goes where the browser goes.

Format and meaning as in Chromium's net/base/host_mapping_rules: rules are separated by commas,
`MAP <pattern> <host>[:<port>]` sends matching hosts elsewhere (the Host header and TLS name stay),
`MAP <pattern> ~NOTFOUND` makes them unknown, `EXCLUDE <pattern>` leaves them alone. Exclusions win; else the
first rule that matches.
"""

from __future__ import annotations

from dataclasses import dataclass
from fnmatch import fnmatchcase

NOT_FOUND = "~NOTFOUND"


class RulesInvalid(ValueError):
    """The rules can't be read."""


@dataclass(frozen=True, slots=True)
class Mapping:
    """One MAP rule."""

    pattern: str
    host: str
    """Where matching hosts are sent; `~NOTFOUND`: nowhere."""
    port: int | None
    """None: the port asked for is kept."""


@dataclass(frozen=True, slots=True)
class ResolverRules:
    """The rules in the order they were given."""

    mappings: tuple[Mapping, ...] = ()
    exclusions: tuple[str, ...] = ()

    def destination(self, host: str, port: int) -> tuple[str, int] | None:
        """Return where a connection to `host:port` goes; None when the rules say it is unknown."""
        host = host.lower().strip("[]")
        if any(_matches(pattern, host, port) for pattern in self.exclusions):
            return host, port
        for mapping in self.mappings:
            if _matches(mapping.pattern, host, port):
                return None if mapping.host == NOT_FOUND else (mapping.host, mapping.port or port)
        return host, port


def parse_rules(text: str | None) -> ResolverRules:
    """Return the rules in `text`; no text, no rules. Raises RulesInvalid naming the rule it can't read."""
    mappings: list[Mapping] = []
    exclusions: list[str] = []
    for rule in (part.strip() for part in (text or "").split(",")):
        words = rule.split()
        if len(words) == 3 and words[0].upper() == "MAP":
            mappings.append(_mapping(words[1], words[2], rule))
        elif len(words) == 2 and words[0].upper() == "EXCLUDE":
            exclusions.append(words[1].lower())
        elif rule:
            raise RulesInvalid(f"host resolver rule {rule!r}: expected MAP <pattern> <host>[:<port>] or EXCLUDE <host>")
    return ResolverRules(tuple(mappings), tuple(exclusions))


def _mapping(pattern: str, target: str, rule: str) -> Mapping:
    if target.upper() == NOT_FOUND:
        return Mapping(pattern.lower(), NOT_FOUND, None)
    host, separator, port = target.rpartition(":")
    if not separator or "]" in port:
        return Mapping(pattern.lower(), target.strip("[]"), None)
    if not port.isdigit() or not 0 < int(port) < 65536:
        raise RulesInvalid(f"host resolver rule {rule!r}: {port!r} is no port")
    return Mapping(pattern.lower(), host.strip("[]"), int(port))


def _matches(pattern: str, host: str, port: int) -> bool:
    literal = pattern.replace("[", "[[]")  # an address's brackets are no character class
    return fnmatchcase(f"{host}:{port}" if ":" in pattern and host.count(":") == 0 else host, literal)
