"""A made-up world for demonstrations and tests: fictional people, accounts for every role, extra councils."""
