"""What recognisers do to running speech: one detector a file."""
