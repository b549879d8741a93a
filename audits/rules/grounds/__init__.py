"""What rules share: how verdicts are made, and what counts as firm ground for a `failed`."""
