"""Scrapy's settings for the policy spider: polite, bounded, quiet."""

from __future__ import annotations

from importlib.metadata import version
from typing import Any

from crawler.options import GatherOptions


def user_agent() -> str:
    """Return what the spider calls itself: honest, and matched by `User-agent: cookie-audit` in robots.txt."""
    return f"Mozilla/5.0 (compatible; cookie-audit/{version('cookie-audit')})"


def spider_settings(options: GatherOptions, locale: str) -> dict[str, Any]:
    """Return the settings for one site. `locale` is asked for with Accept-Language."""
    return {
        "GATHER_OPTIONS": options,
        "USER_AGENT": user_agent(),
        "ROBOTSTXT_OBEY": not options.ignore_robots,
        "ROBOTSTXT_USER_AGENT": "cookie-audit",
        "AUTOTHROTTLE_ENABLED": True,
        "AUTOTHROTTLE_START_DELAY": 0.25,
        "AUTOTHROTTLE_MAX_DELAY": 10,
        "AUTOTHROTTLE_TARGET_CONCURRENCY": 2,
        "DOWNLOAD_DELAY": 0.1,
        "CONCURRENT_REQUESTS": 8,
        "CONCURRENT_REQUESTS_PER_DOMAIN": 2,
        "DOWNLOAD_TIMEOUT": options.navigation_timeout_s,
        "DOWNLOAD_MAXSIZE": options.max_document_bytes,
        "DOWNLOAD_WARNSIZE": 0,
        "REDIRECT_MAX_TIMES": 8,
        "RETRY_TIMES": 2,
        "RETRY_EXCEPTIONS": [
            "scrapy.exceptions.DownloadFailedError",
            "scrapy.exceptions.DownloadTimeoutError",
            "scrapy.exceptions.ResponseDataLossError",
        ],
        "DEFAULT_REQUEST_HEADERS": {
            "Accept": "text/html,application/xhtml+xml,application/pdf;q=0.9,text/markdown;q=0.8,text/plain;q=0.8",
            "Accept-Language": _accept_language(locale),
        },
        "DOWNLOAD_HANDLERS": {
            "http": "crawler.spiders.download.DownloadHandler",
            "https": "crawler.spiders.download.DownloadHandler",
            "data": None,
            "file": None,
            "ftp": None,
            "s3": None,
        },
        "ITEM_PIPELINES": {"crawler.pipelines.BundlePipeline": 100},
        "TWISTED_REACTOR_ENABLED": False,  # one asyncio loop, shared with Playwright
        "HTTPPROXY_ENABLED": False,  # only the proxy that the user names, never the environment's
        "TELNETCONSOLE_ENABLED": False,
        "LOG_ENABLED": False,
        "MEMUSAGE_ENABLED": False,
        "EXTENSIONS": {"scrapy.extensions.logstats.LogStats": None, "scrapy.extensions.corestats.CoreStats": None},
    }


def _accept_language(locale: str) -> str:
    language = locale.partition("-")[0]
    return ",".join(dict.fromkeys((locale, f"{language};q=0.9", "en;q=0.5")))
