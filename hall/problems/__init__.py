"""What the hall says no with: RFC 9457 problem details, one class a reason."""
