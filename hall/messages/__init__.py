"""Text messages to citizens: a port, and an outbox that keeps what would be sent."""
