"""A catalogue as a folder of TOML files: read, checked and completed. docs/catalogue.md says what may stand in them."""
