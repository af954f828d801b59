"""Questions between the leads of a region's councils."""
