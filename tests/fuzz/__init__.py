"""Inputs that nobody would write: what reads text of sites and users is given millions of them (`make fuzz`)."""
