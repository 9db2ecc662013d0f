"""Cambricon by torch_mlu. Never run by us. Names: its own tests."""
DEVICE = {
    "namespace": "mlu",
    "module": "torch_mlu",
    "vendor": "cambricon",
    "event": "mlu.Event",
    "visible": "MLU_VISIBLE_DEVICES",
    "float32": [("backends.mlu.matmul.allow_tf32", False), ("backends.cnnl.allow_tf32", False)],
}
