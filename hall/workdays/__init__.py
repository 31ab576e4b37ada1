"""Working days: which days count where the law or an office counts working days."""
