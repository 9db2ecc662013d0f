"""Which kernel computes a grouped product, by what torch's profiler saw run. Asked by `try` alone: a profiler stays in a process."""
import torch

PRODUCTS_OF_FALLBACK = ("aten::mm", "aten::mm_out", "aten::bmm", "aten::addmm")
# Parts of the names of kernels, and whose they are.
LIBRARIES = (("cutlass", "CUTLASS"), ("nvjet", "cuBLASLt"), ("cublas", "cuBLASLt"), ("ck::", "Composable Kernel"), ("ck_tile", "Composable Kernel"))
LONGEST_NAME = 80


def grouped_kernel(board, product):
    """Runs it twice, the second time watched. Of a fallback torch's own operators show: one product an expert."""
    product()
    board.synchronise()
    try:
        operators, kernels = watched(board, product)
    except (RuntimeError, AttributeError, ImportError) as error:
        return f"torch grouped_mm, path unknown: the profiler fails here ({type(error).__name__})"
    if any(name in PRODUCTS_OF_FALLBACK for name in operators):
        return "torch grouped_mm, fallback: a matrix product an expert"
    return f"torch grouped_mm, {named(kernels)}"


def watched(board, product):
    """Names of torch's operators, and of the kernels they started on the device."""
    from torch.profiler import ProfilerActivity, profile

    activities = [ProfilerActivity.CPU]
    on_device = getattr(ProfilerActivity, board.kind.upper(), None) or getattr(ProfilerActivity, "PrivateUse1", None)
    if board.kind != "cpu" and on_device is not None:
        activities.append(on_device)
    with profile(activities=activities) as profiled:
        product()
        board.synchronise()
    host = torch.autograd.DeviceType.CPU
    events = profiled.events()
    return {e.name for e in events if e.device_type == host}, [e.name for e in events if e.device_type != host]


def named(kernels):
    """The library whose kernel's name it is, else the kernel's own; where none was seen, that."""
    for mark, library in LIBRARIES:
        if any(mark in name.lower() for name in kernels):
            return library
    products = [name for name in kernels if "gemm" in name.lower() or "group" in name.lower()]
    return products[0][:LONGEST_NAME] if products else "path unknown: no kernel of its own was seen"
