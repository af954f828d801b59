"""An attacker who knows every release, every rule and, at worst, what one council counted itself.

It writes all of that down as a linear programme (`knowledge`) and asks for the least and the greatest value that each
hidden number can have (`intervals`). What is narrower than the rules allow is a finding, and the release with it cannot
be signed. It is no part of the maker: it reads documents, not the maker's tables.
"""
