"""Whose a device of torch.cuda is: told by its name, the build of torch and the vendor's own tool together.

Look-alikes print NVIDIA's version (T-Head, MetaX, Iluvatar) or AMD's (Hygon), and drivers sometimes print a name of no one. What
fits no row is "CUDA-compatible, vendor unknown": no device is NVIDIA's by default. An environment variable names nobody: PPU_SDK
stays set where an NVIDIA board is used.
"""
import ctypes
import os
import shutil

# How a device's name begins, lower case.
NAMES = (
    ("alibaba-thead", ("ppu-", "zw810", "zw-m890")),
    ("hygon", ("k100", "k500", "bw1000", "hygon")),
    ("metax", ("metax",)),
    ("iluvatar", ("iluvatar",)),
    ("amd", ("amd", "radeon", "instinct")),
    ("nvidia", ("nvidia", "tesla", "quadro", "geforce")),
)
# How a ROCm device's architecture begins. Hygon's go by AMD's scheme.
ARCHITECTURES = (
    ("hygon", ("gfx92", "gfx93")),
    ("amd", ("gfx90", "gfx94", "gfx95", "gfx10", "gfx11", "gfx12")),
)
# What else must hold of the build and the machine for a vendor.
FITS = {
    "nvidia": lambda marks: marks["cuda"] and not marks["hip"] and "nvidia" in marks["tools"],
    "alibaba-thead": lambda marks: marks["cuda"] and not marks["hip"],
    "amd": lambda marks: marks["hip"] and not marks["hcu"],
    "hygon": lambda marks: marks["hip"] or marks["hcu"],
    "metax": lambda marks: not marks["hip"],
    "iluvatar": lambda marks: not marks["hip"],
}


def vendor_of(name, marks):
    """`marks`: hcu, corex, hip, cuda (truth values), version (of torch), arch (of ROCm, else ''), tools (vendors')."""
    said = {by_start(name.strip().lower(), NAMES), by_start(marks["arch"], ARCHITECTURES), vendor_of_build(marks)} - {None}
    if len(said) != 1:
        return None
    vendor = said.pop()
    return vendor if FITS[vendor](marks) else None


def by_start(text, rows):
    return next((vendor for vendor, starts in rows if text.startswith(starts)), None)


def vendor_of_build(marks):
    """The vendor that built this torch, where the build says so. A build of plain CUDA or ROCm names nobody."""
    if marks["hcu"]:
        return "hygon"
    if marks["corex"]:
        return "iluvatar"
    return "metax" if "+metax" in marks["version"] else None


def told_vendor(torch, index):
    properties = torch.cuda.get_device_properties(index)
    return vendor_of(properties.name, marks_of(torch, properties))


def marks_of(torch, properties):
    return {
        "hcu": hasattr(torch, "__hcu_version__"),
        "corex": hasattr(torch, "corex"),
        "hip": torch.version.hip is not None,
        "cuda": torch.version.cuda is not None,
        "version": torch.__version__,
        "arch": getattr(properties, "gcnArchName", "") if torch.version.hip else "",
        "tools": ("nvidia",) if has_nvidia_tool() else (),
    }


def has_nvidia_tool():
    """NVIDIA's driver is here: its tool, or NVML, which containers have without the tool."""
    places = os.pathsep.join([os.environ.get("PATH", ""), "/usr/bin", "/usr/lib/wsl/lib"])
    if shutil.which("nvidia-smi", path=places) is not None:
        return True
    try:
        return ctypes.CDLL("libnvidia-ml.so.1").nvmlInit_v2() == 0
    except (OSError, AttributeError):
        return False
