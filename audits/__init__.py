"""Judges: reads the claims in the policies of a bundle and tests them against what the bundle observed.

Pure over saved evidence: no network, no browser, no clock. Of `crawler` only `crawler.evidence` is imported
(the command line, `audits.cli`, is where both halves are put together).
"""
