"""From text to suggestions. No Qt. Each detector is one file behind the protocol of `detector.py`."""
