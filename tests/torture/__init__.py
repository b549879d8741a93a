"""Faults on purpose: `make torture` kills, fills, locks and misleads real runs, and looks what is left."""
