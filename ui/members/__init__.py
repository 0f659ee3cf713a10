"""The register of members: list, one person, forms, import from Excel."""
