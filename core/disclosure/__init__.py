"""What may leave the council: small numbers are kept back, and words that could tell who somebody is are pointed out.

`numbers` and `identifying` are plain functions over plain values; `here` asks them with the council's own thresholds,
people, places and organisations, and is what plugins get as `core.api.disclosure`.
"""
