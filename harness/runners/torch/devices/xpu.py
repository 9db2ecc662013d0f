"""Intel, in torch itself from 2.4 on. Never run by us."""
DEVICE = {
    "namespace": "xpu",
    "vendor": "intel",
    "event": "xpu.Event",
    "visible": "ZE_AFFINITY_MASK",
    "float32": [("backends.mkldnn.matmul.fp32_precision", "ieee")],
}
