"""Curated facts about cookies, hosts and vendors, and their look-ups. Pure: files of this package, no network."""
