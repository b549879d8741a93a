"""Options that several commands share: each a field of a dataclass, given on the command line or in a TOML file.

`takes_settings` turns the fields into options, so that an option is written once however many commands have it.
What the command line gives wins over the file; what neither gives is the field's own default in `GatherOptions`.
"""

from __future__ import annotations

import functools
import inspect
import tomllib
from collections.abc import Callable, Iterable
from dataclasses import dataclass, fields, is_dataclass
from pathlib import Path
from typing import Annotated, Any, get_type_hints

import typer

from audits.cli.exit_codes import ExitCode, Stop
from crawler.evidence.reasons import reason_of

NETWORK, BROWSER, LIMITS, RESULT = "Network", "Browser", "Limits", "Result"


def _option(*names: str, panel: str, help: str) -> Any:
    return typer.Option(*names, help=help, rich_help_panel=panel, show_default=False)


@dataclass(frozen=True, kw_only=True)
class GatherSettings:
    """How to gather. None: not given."""

    proxy: Annotated[str | None, _option(panel=NETWORK, help="HTTP proxy for the browser and the spider.")] = None
    ignore_certificate_errors: Annotated[
        bool | None, _option("--ignore-certificate-errors", panel=NETWORK, help="Accept any TLS certificate.")
    ] = None
    ca_file: Annotated[
        Path | None, _option(panel=NETWORK, help="PEM file with further certificate authorities, for the spider.")
    ] = None
    host_resolver_rules: Annotated[
        str | None, _option(panel=NETWORK, help="Chromium's rules, e.g. 'MAP example.com 127.0.0.1:8443'.")
    ] = None
    allow_private: Annotated[
        bool | None, _option("--allow-private", panel=NETWORK, help="Visit loopback and private addresses too.")
    ] = None
    ignore_robots: Annotated[
        bool | None, _option("--ignore-robots", panel=NETWORK, help="Fetch policies that robots.txt refuses.")
    ] = None
    locale: Annotated[str | None, _option(panel=BROWSER, help="Language of the visitor. (default: en-GB)")] = None
    timezone: Annotated[
        str | None, _option(panel=BROWSER, help="Time zone of the visitor. (default: Europe/Stockholm)")
    ] = None
    profile: Annotated[
        str | None, _option(panel=BROWSER, help="Device of the visitor: desktop or mobile. (default: desktop)")
    ] = None
    viewport: Annotated[
        str | None, _option(panel=BROWSER, help="Window of the visitor, e.g. 1366x900. (default: the profile's)")
    ] = None
    user_agent: Annotated[str | None, _option(panel=BROWSER, help="What the browser calls itself.")] = None
    browser: Annotated[Path | None, _option(panel=BROWSER, help="Chromium or Chrome to use.")] = None
    no_sandbox: Annotated[
        bool | None,
        _option("--no-sandbox", panel=BROWSER, help="Start Chromium without its sandbox: needed when run as root."),
    ] = None
    states: Annotated[
        str | None, _option(panel=BROWSER, help="Choices to visit with. (default: before,reject,accept)")
    ] = None
    real_time: Annotated[
        bool | None, _option("--real-time", panel=BROWSER, help="Wait in real time instead of driving page time.")
    ] = None
    confirm: Annotated[
        bool | None, _option("--confirm", panel=BROWSER, help="Repeat in real time the visits behind each failure.")
    ] = None
    wacz: Annotated[
        bool | None, _option("--wacz", panel=BROWSER, help="Store each visit as a web archive as well (extra: wacz).")
    ] = None
    page_time: Annotated[
        float | None, _option(panel=LIMITS, help="Seconds of page time to watch each page. (default: 20)")
    ] = None
    pages: Annotated[int | None, _option(panel=LIMITS, help="Sub-pages a visit. (default: 3)")] = None
    jobs: Annotated[int | None, _option("--jobs", "-j", panel=LIMITS, help="Sites at the same time.")] = None
    retries: Annotated[
        int | None, _option(panel=LIMITS, help="Further tries of a site that does not answer. (default: 1)")
    ] = None
    timeout: Annotated[float | None, _option(panel=LIMITS, help="Seconds a site may take in all. (default: 180)")] = (
        None
    )


@dataclass(frozen=True, kw_only=True)
class JudgeSettings:
    """What to make of the evidence. None: not given."""

    format: Annotated[
        str | None,
        _option(
            "--format", panel=RESULT, help="Of html, json, csv, md, sarif, junit, pdf; by commas. (default: html,json)"
        ),
    ] = None
    report_language: Annotated[
        str | None, _option(panel=RESULT, help="Language of the report's own words: en, nl, sv. (default: en)")
    ] = None
    draft_policy: Annotated[
        bool | None,
        _option("--draft-policy", panel=RESULT, help="Also write the cookie table that the policy should hold."),
    ] = None
    fail_on: Annotated[
        str | None,
        _option(panel=RESULT, help="Rules or severities whose failure gives exit code 10, by commas. (default: any)"),
    ] = None
    strict: Annotated[bool | None, _option("--strict", panel=RESULT, help="cantTell gives exit code 10 as well.")] = (
        None
    )
    waivers: Annotated[
        Path | None, _option(panel=RESULT, help="TOML file of failures that are accepted for a reason and a time.")
    ] = None
    cookie_database: Annotated[
        Path | None, _option(panel=RESULT, help="CSV file of your own on cookies, as the Open Cookie Database has it.")
    ] = None


@dataclass(frozen=True, kw_only=True)
class TellSettings:
    """Whom to tell what got worse or better. None: not given."""

    webhook: Annotated[str | None, _option(panel=RESULT, help="Address that gets it as JSON, signed.")] = None
    mail_to: Annotated[str | None, _option(panel=RESULT, help="Mail addresses that get it as text, by commas.")] = None


@dataclass(frozen=True, kw_only=True)
class CommonSettings:
    """What every working command takes."""

    config: Annotated[Path | None, typer.Option(help="TOML file with options by their names.", show_default=False)] = (
        None
    )
    verbose: Annotated[bool | None, typer.Option("--verbose", "-v", help="Say more.", show_default=False)] = None
    quiet: Annotated[bool | None, typer.Option("--quiet", "-q", help="Say only what is wrong.", show_default=False)] = (
        None
    )


def takes_settings(function: Callable[..., Any]) -> Callable[..., Any]:
    """Give `function`'s parameters that are settings dataclasses as options, one for each field."""
    hints = get_type_hints(function, include_extras=True)
    groups: dict[str, Any] = {name: hint for name, hint in hints.items() if is_dataclass(hint)}
    signature = inspect.signature(function)
    plain = [p.replace(annotation=hints[p.name]) for p in signature.parameters.values() if p.name not in groups]
    options = [parameter for group in groups.values() for parameter in _parameters(group)]

    @functools.wraps(function)
    def command(**given: Any) -> Any:
        values = _with_file(given, [option.name for option in options])
        built = {name: group(**{f.name: values.pop(f.name) for f in fields(group)}) for name, group in groups.items()}
        return function(**built, **{p.name: values[p.name] for p in plain})

    every = [p.replace(kind=inspect.Parameter.KEYWORD_ONLY) for p in (*plain, *options)]
    command.__signature__ = signature.replace(parameters=every)  # type: ignore[attr-defined]  # read by typer
    command.__annotations__ = {p.name: p.annotation for p in every}
    return command


def words(text: str | None) -> list[str]:
    """Return what stands between the commas of an option."""
    return [word.strip() for word in (text or "").split(",") if word.strip()]


def _parameters(group: Any) -> Iterable[inspect.Parameter]:
    hints = get_type_hints(group, include_extras=True)
    for entry in fields(group):
        yield inspect.Parameter(
            entry.name, inspect.Parameter.KEYWORD_ONLY, default=entry.default, annotation=hints[entry.name]
        )


def _with_file(given: dict[str, Any], names: list[str]) -> dict[str, Any]:
    """Return the options with those of the config file where the command line gives none."""
    path = given.get("config")
    if path is None:
        return given
    from_file = _read_config(path)
    return {
        name: from_file[name] if value is None and name in names and name in from_file else value
        for name, value in given.items()
    }


def _read_config(path: Path) -> dict[str, Any]:
    try:
        raw = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise Stop(f"{path}: the configuration can't be read: {reason_of(error)}", ExitCode.USAGE) from None
    types = {
        entry.name: get_type_hints(group)[entry.name]
        for group in (GatherSettings, JudgeSettings, TellSettings, CommonSettings)
        for entry in fields(group)
    }
    return {name: _checked(path, name, value, types) for name, value in _flat(raw)}


def _flat(raw: dict[str, Any]) -> Iterable[tuple[str, Any]]:
    for key, value in raw.items():
        yield key.replace("-", "_"), ",".join(map(str, value)) if isinstance(value, list) else value


def _checked(path: Path, name: str, value: Any, types: dict[str, Any]) -> Any:
    """Return the value as its option's type. Raises Stop for an option that there isn't or a value it can't take."""
    from pydantic import TypeAdapter, ValidationError  # noqa: PLC0415  # slow to import, and config files are rare

    if name not in types:
        raise Stop(f"{path}: there is no option {name.replace('_', '-')!r}", ExitCode.USAGE)
    try:
        return TypeAdapter(types[name]).validate_python(value)
    except ValidationError as error:
        raise Stop(f"{path}: {name.replace('_', '-')}: {error.errors()[0]['msg']}", ExitCode.USAGE) from None
