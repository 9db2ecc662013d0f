"""Moore Threads by torch_musa. Never run by us. MUSA_VISIBLE_DEVICES is read once, at import. Names: its README."""
DEVICE = {
    "namespace": "musa",
    "module": "torch_musa",
    "vendor": "moore-threads",
    "event": "musa.Event",
    "visible": "MUSA_VISIBLE_DEVICES",
    "float32": [("backends.mudnn.allow_tf32", False)],
}
