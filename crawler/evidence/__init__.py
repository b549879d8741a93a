"""The contract between gathering and judging: what was observed, and the sealed bundle that carries it."""
