"""Applications: a form filled in, materials handed in or promised, and what the registries know of them already."""
