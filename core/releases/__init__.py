"""Figures of several councils together: fixed objects, checked by an attacker before they can be signed.

`cells`, `primary`, `protecting` and `attack` are plain functions over plain values; `making`, `members` and `sealing`
know the database; `reading` is what plugins get as `core.api.releases`.
"""
