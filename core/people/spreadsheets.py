"""Cells that no spreadsheet takes for a formula (OWASP, CSV injection; ASVS 5.0 1.2.10)."""

FORMULA = ("=", "+", "-", "@", "\t", "\r")  # a cell that begins with one of these may be run when the file is opened


def plain_cell(text: str) -> str:
    """`text`, with an apostrophe before it where a spreadsheet would take it for a formula."""
    return f"'{text}" if text.startswith(FORMULA) else text
