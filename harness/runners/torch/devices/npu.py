"""Ascend by torch_npu. Never run by us. Names: torch_npu's documentation (hiascend.com, Pytorch 7.0: torch_npu.npu.matmul.allow_hf32)."""
DEVICE = {
    "namespace": "npu",
    "module": "torch_npu",
    "vendor": "huawei",
    "event": "npu.Event",
    "visible": "ASCEND_RT_VISIBLE_DEVICES",
    "float32": [("npu.matmul.allow_hf32", False), ("npu.conv.allow_hf32", False), ("npu.aclnn.allow_hf32", False)],
}
