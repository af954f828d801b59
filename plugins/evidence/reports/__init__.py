"""Reports: put together, written, signed, published, read and printed."""
