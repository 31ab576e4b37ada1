"""Papers: drawn, numbered, signed and issued at the hall; what became of each print is reported back."""
