"""What is kept on disk: dictionaries, settings, recovery, the project file; atomic writes."""
