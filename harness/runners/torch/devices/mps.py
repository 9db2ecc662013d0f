"""Apple's GPU, in torch itself. Never run by us. It has no float64, and torch tells no peak of its memory."""
DEVICE = {
    "namespace": "mps",
    "available": "backends.mps.is_available",
    "vendor": "apple",
    "event": "mps.event.Event",
    "float32": [],
}
