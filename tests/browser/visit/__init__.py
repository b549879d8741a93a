"""Visits to made-up pages in a real Chromium."""
