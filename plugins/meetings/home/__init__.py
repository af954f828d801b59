"""What meetings put on home pages: what needs me, what is next, what changed, in the words of each role.

Each line leads to a page that opens for whoever reads it, and is gone when what it asks for is done.
"""
