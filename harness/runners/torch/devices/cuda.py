"""Everything that answers to torch.cuda: NVIDIA, ROCm, and the look-alikes of T-Head, Hygon, MetaX and Iluvatar."""
from devices.cuda_vendor import told_vendor

DEVICE = {
    "namespace": "cuda",
    "vendor": told_vendor,
    "event": "cuda.Event",
    "visible": "CUDA_VISIBLE_DEVICES",
    # torch >= 2.9 has fp32_precision, and refuses the older switch once the newer was touched: never both.
    "float32": [("backends.cuda.matmul.fp32_precision", "ieee", "backends.cuda.matmul.allow_tf32", False)],
    "tf32": [("backends.cuda.matmul.fp32_precision", "tf32", "backends.cuda.matmul.allow_tf32", True)],
    # Half types are summed in float32 (DESIGN: moe-layer).
    "wide_sums": [
        ("backends.cuda.matmul.allow_bf16_reduced_precision_reduction", False),
        ("backends.cuda.matmul.allow_fp16_reduced_precision_reduction", False),
    ],
}
