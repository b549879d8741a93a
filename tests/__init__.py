"""Tests of cookie-audit; `tests.web` is also the demo."""
