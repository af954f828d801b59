"""What a local admin sees: the parts of the platform that are on, their settings, who has access, what was
done.
"""
