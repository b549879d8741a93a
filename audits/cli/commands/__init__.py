"""The commands, one module each, found by looking into this folder.

A command is a module with `command` (a function that typer can read), `PANEL` (its group in `--help`) and `ORDER`
(its place in the group). Its name is the module's, its help the function's docstring.
"""
