"""Find the consent banner, answer it, and prove that the answer took effect."""
