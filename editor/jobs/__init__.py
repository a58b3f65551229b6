"""The one gate to the worker process: submit, progress, cancel, staleness. No Qt."""
