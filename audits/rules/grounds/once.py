"""Working out once what several rules need of a case: kept with the case, gone with it."""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import Any, TypeVar

Function = TypeVar("Function", bound=Callable[..., Any])


def once(function: Function) -> Function:
    """Keep what a pure function of a case (and of plain values after it) returns, as long as the case lives."""
    name = f"{function.__module__}.{function.__qualname__}"

    @functools.wraps(function)
    def kept(case: Any, *values: Any) -> Any:
        key = repr((name, *values)) if values else name
        if key not in case.computed:
            case.computed[key] = function(case, *values)
        return case.computed[key]

    return kept  # type: ignore[return-value]  # the same signature, which TypeVar can't say of a wrapper
