"""Gathers: finds and fetches a site's policies and records in a real browser what the site does.

Nothing in here judges. What is gathered leaves as a sealed bundle (`crawler.evidence`), the only thing that
`audits` reads.
"""
