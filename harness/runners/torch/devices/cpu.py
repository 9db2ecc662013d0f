"""The host's processor."""
DEVICE = {
    "namespace": None,
    "vendor": None,
    # oneDNN may be told to round float32 products.
    "float32": [("backends.mkldnn.matmul.fp32_precision", "ieee")],
}
