"""Devices by JAX's platforms. TPU and CUDA by the same code as the CPU: nobody of ours has run it there (docs/RUNNERS.md)."""
import json
import os
import platform
import subprocess
import sys
from importlib import metadata

# Where a platform's plugin is not installed, JAX has the CPU alone, and nobody need be asked.
PLUGINS = ("jax-cuda13-plugin", "jax-cuda12-plugin", "jax-rocm7-plugin", "jax-rocm60-plugin", "libtpu")
LIST_SECONDS = 120
LISTING = """
import json, jax
rows = []
for d in jax.devices():
    if d.platform != "cpu":
        stats = d.memory_stats() or {}
        rows.append([d.client.platform, d.device_kind, d.id, stats.get("bytes_limit")])
print(json.dumps(rows))
"""
KINDS = {"gpu": "cuda"}


def listed():
    host = {"id": "cpu", "vendor": None, "name": platform.processor() or platform.machine(), "index": 0, "memoryBytes": None}
    return [*accelerators(), host]


def accelerators():
    """Asked of a process that ends, so that this one touches no device. It takes none of the memory it could."""
    if not any(is_installed(name) for name in PLUGINS):
        return []
    env = {**os.environ, "XLA_PYTHON_CLIENT_PREALLOCATE": "false"}
    try:
        done = subprocess.run(
            [sys.executable, "-c", LISTING], stdin=subprocess.DEVNULL, capture_output=True, timeout=LIST_SECONDS, env=env, check=True
        )
        rows = json.loads(done.stdout.decode().splitlines()[-1])
    except (subprocess.SubprocessError, OSError, ValueError, IndexError) as error:
        print(f"devices cannot be listed: {error}", file=sys.stderr)
        return []
    return [row_of(*row) for row in rows]


def row_of(client, name, index, limit):
    kind = KINDS.get(client, client)
    # The client's own platform tells CUDA from ROCm; a look-alike of CUDA prints another name.
    vendor = "google" if kind == "tpu" else "nvidia" if kind == "cuda" and name.startswith("NVIDIA") else None
    return {"id": f"{kind}:{index}", "vendor": vendor, "name": name, "index": index, "memoryBytes": limit}


def is_installed(name):
    try:
        metadata.version(name)
    except metadata.PackageNotFoundError:
        return False
    return True


def use(device, threads, deterministic):
    """Makes the device JAX's own, before the first array. Only its platform and the host's are initialised."""
    import jax

    kind, _, index = device.partition(":")
    if threads is not None:
        # XLA's CPU client makes a pool of so many threads when it starts.
        os.environ["NPROC"] = str(threads)
    if deterministic and kind == "cuda":
        os.environ["XLA_FLAGS"] = f"{os.environ.get('XLA_FLAGS', '')} --xla_gpu_deterministic_ops=true".strip()
    jax.config.update("jax_platforms", "cpu" if kind == "cpu" else f"{kind},cpu")
    if kind == "cpu":
        # Steps that run ahead would each hold gradients of their own.
        jax.config.update("jax_cpu_enable_async_dispatch", False)
    chosen = jax.devices(kind)[int(index or 0)]
    jax.config.update("jax_default_device", chosen)
    return chosen


def memory_of(chosen):
    stats = chosen.memory_stats() or {}
    return {"peakBytes": stats.get("peak_bytes_in_use"), "reservedBytes": stats.get("peak_pool_bytes")}
