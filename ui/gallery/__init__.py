"""Every page in every variant, as pictures: for eyes, for the documentation, and as sample states for tests."""
