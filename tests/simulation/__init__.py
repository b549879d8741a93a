"""A fleet over a real PostgreSQL at a size that no test web has: everything is real but the gathering."""
