"""A new council made from the folders of others: what may be taken, put together, looked over for names, written."""
