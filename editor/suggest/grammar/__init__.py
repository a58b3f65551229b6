"""The grammar checker port and its adapters."""
