"""Run in a process of its own: prints the accelerators as one JSON line, so that the runner's own process touches none of them."""
import json
import sys


def listed(torch):
    from devices.board import KINDS, is_available, namespace_of, table_of

    rows = []
    for kind in KINDS:
        if kind == "cpu":
            continue
        try:
            table = table_of(kind)
            space = namespace_of(table)
            if is_available(table, space):
                count = space.device_count() if hasattr(space, "device_count") else 1
                rows += [row_of(torch, kind, table, space, index) for index in range(count)]
        except Exception as error:  # A driver that fails here is what `try` and `open` will say.
            print(f"{kind}: {type(error).__name__}: {error}", file=sys.stderr)
    return rows


def row_of(torch, kind, table, space, index):
    properties = space.get_device_properties(index) if hasattr(space, "get_device_properties") else None
    vendor = table["vendor"]
    name = getattr(properties, "name", None) or (space.get_device_name(index) if hasattr(space, "get_device_name") else kind)
    memory = getattr(properties, "total_memory", None) or recommended(space)
    row = {
        "id": f"{kind}:{index}",
        "vendor": vendor(torch, index) if callable(vendor) else vendor,
        "name": name,
        "index": index,
        "memoryBytes": None if memory is None else int(memory),
    }
    uuid = getattr(properties, "uuid", None)
    # torch gives NVML's UUID without its mark; what others mean by it is not known.
    return {**row, "uuid": f"GPU-{uuid}"} if uuid is not None and row["vendor"] == "nvidia" else row


def recommended(space):
    """Of mps, which has no properties: how much the system would have a process use."""
    ask = getattr(space, "recommended_max_memory", None)
    return None if ask is None else ask()


if __name__ == "__main__":
    import os

    here = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
    # This file's folder comes first on the path and holds names that are no modules of its own.
    sys.path[0:1] = [here, os.path.join(os.path.dirname(here), "python")]
    import torch

    print(json.dumps(listed(torch)))
