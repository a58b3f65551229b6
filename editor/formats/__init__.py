"""One reader or writer a file, and the registry that finds them by name."""
