"""Import people from a spreadsheet saved as CSV: all faults are told together, and one fault means that
nothing is imported.

A sheet is read twice, line by line, so that its size does not matter: once to judge it (judging.py), once to store
it (storing.py). `external_ref`, the number in the council's own system, makes it safe to repeat: whoever is here
already under it is left as they are.
"""
