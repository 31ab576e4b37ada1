"""A hall as a whole: moved from SQLite to PostgreSQL, kept in a file, brought back from it."""
