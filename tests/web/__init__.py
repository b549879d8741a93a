"""The demo and test web: small-company sites whose behaviour is stated as data beside them.

`DemoWeb` serves every site under `sites/` and every vendor stand-in under `vendors/` on 127.0.0.1; a new folder is a
new site. `python -m tests.web` keeps it standing. In the wheel this package is `cookie_audit_demo`.
"""

from .broken import BrokenSite
from .leaving import check_evidence
from .sites import DemoSite
from .truth import Truth, check_report
from .web import DemoWeb, Hit

__all__ = ["BrokenSite", "DemoSite", "DemoWeb", "Hit", "Truth", "check_evidence", "check_report"]
