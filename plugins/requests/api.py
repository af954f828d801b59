"""What other plugins may use of requests: let what they ask of young people count in the fatigue meter."""

from plugins.requests.fatigue.known import note_asked

__all__ = ["note_asked"]
