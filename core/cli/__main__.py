"""`python -m core.cli`: the `heard` command where its script is not on the path."""

from core.cli import main

main()
