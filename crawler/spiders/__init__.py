"""Scrapy spiders: polite fetching of pages that need no browser."""
