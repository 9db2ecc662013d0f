"""The JAX runner: `python server.py [--serve SOCKET]`, then JSON lines (docs/RUNNERS.md)."""
import os
import platform
import sys
import time
from importlib import metadata

sys.path.insert(1, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "python"))

import serve
from fields import refuse_unknown
from faults import fault_of, message_of
from wire import ProtocolError

PROTOCOL = 1
STRATEGIES = ("jit", "ragged")
DTYPES = ("float32", "bfloat16", "float16", "float64")
# What experts were chosen by, before groups and forced routing: offered in files alone.
SCORES = "routerScores"
PARTS = ("moe-layer", "gemm", "stream")


class Session:
    """From `open` to `close`: one workload on one device."""

    def __init__(self):
        self.steps = None
        self.device = None

    def answer(self, request):
        handler = HANDLERS.get(request["do"])
        if handler is None:
            raise ProtocolError("unsupported", f"unknown request '{request['do']}'; there are {', '.join(HANDLERS)}")
        return handler(self, request)

    def hello(self, request):
        if request.get("protocol") != PROTOCOL:
            raise ProtocolError("protocol", f"protocol {request.get('protocol')}; this runner speaks {PROTOCOL}")
        import devices

        found = versions()
        if "jax" not in found:
            raise ProtocolError("provider-missing", f"{sys.executable} has no JAX: pip install jax")
        return {
            "protocol": PROTOCOL,
            "runner": "jax",
            "versions": {"python": platform.python_version(), **found},
            "devices": devices.listed(),
            "strategies": list(STRATEGIES),
            "pid": os.getpid(),
        }

    def try_strategy(self, request):
        """A small layer, forward and backward, by that strategy."""
        try:
            if request["strategy"] == "ragged" and request["device"] == "cpu":
                raise ProtocolError("unsupported", "on a CPU jax.lax.ragged_dot multiplies every row by every expert: see 'jit'")
            kernel, _ = self.prepare({**SMALL, "dtype": request["dtype"]}, {}, request)
        except Exception as error:  # Whatever it is, it is why this does not work.
            return {"works": False, "reason": message_of(error)}
        finally:
            self.steps = None
        return {"works": True, "kernel": kernel}

    def open(self, request):
        started = time.monotonic_ns()
        kernel, options = self.prepare(request["workload"], request.get("files") or {}, request)
        created = (time.monotonic_ns() - started) / 1e6
        return {"createMs": created, "options": options, "kernel": kernel, "notes": [], "pids": [os.getpid()]}

    def prepare(self, workload, files, request):
        """The workload compiled and one step run: (kernel, options)."""
        self.steps = None
        check(workload, request["strategy"])
        import devices

        self.device = devices.use(request["device"], request.get("threads"), request.get("deterministic"))
        import jax

        jax.config.update("jax_enable_x64", workload["dtype"] == "float64")
        if workload["dtype"] == "float32":
            from products import assert_exact

            assert_exact()
        self.steps = steps_of(workload, files, request["strategy"])
        self.steps.step()
        self.steps.ready()
        options = {"platform": self.device.platform, "precision": "highest", "xlaFlags": os.environ.get("XLA_FLAGS", "")}
        return self.steps.kernel.kernel, options

    def run_steps(self, request):
        steps = self.opened()
        start = time.monotonic_ns()
        for _ in range(request["count"]):
            steps.step()
        steps.ready()
        end = time.monotonic_ns()
        groups = [{"steps": request["count"], "ms": (end - start) / 1e6}] if request["count"] > 0 else []
        return {"groups": groups, "clock": "host-synchronised", "startNs": start, "endNs": end, "idleMs": 0.0}

    def outputs(self, request):
        from summary import choices_sha256, summary, to_file

        steps = self.opened()
        loss, choices, scores = steps.decided()
        in_files, only, rows = request["as"] == "files", request.get("only"), []
        offered = [(SCORES, scores)] if in_files and scores is not None else []
        for name, tensor in (*offered, *(() if only == [SCORES] else steps.outputs())):
            if only is not None and name not in only:
                continue
            row = {"name": name, "shape": list(tensor.shape), "dtype": tensor.dtype.name}
            if in_files:
                row["file"] = to_file(tensor, request["folder"], len(rows))
            else:
                row["l2"], row["probe"] = summary(name, tensor, steps.workload["seed"])
            rows.append(row)
        answer = {"tensors": rows, "loss": loss, "choicesSha256": None if choices is None else choices_sha256(choices)}
        if in_files and choices is not None:
            answer["choices"] = to_file(choices.astype("int32"), request["folder"], len(rows))
        return answer

    def memory(self, request):
        import devices

        self.opened()
        return devices.memory_of(self.device)

    def trace(self, request):
        """One compiled function: JAX does not say how long its parts take."""
        self.opened()
        return {"partsMs": {}}

    def close(self, request):
        self.steps = None
        return {"closed": True}

    def opened(self):
        if self.steps is None:
            raise ProtocolError("internal", "no workload is open")
        return self.steps

    def fault_of(self, error):
        return fault_of(error, MEANINGS)


HANDLERS = {
    "hello": Session.hello,
    "try": Session.try_strategy,
    "open": Session.open,
    "steps": Session.run_steps,
    "outputs": Session.outputs,
    "memory": Session.memory,
    "trace": Session.trace,
    "close": Session.close,
}

SMALL = {
    "version": 1, "part": "moe-layer", "pass": "forward-backward", "seed": 1, "tokens": 16, "hidden": 16, "ffn": 16, "experts": 4,
    "topK": 2, "sharedExperts": 0, "activation": "swiglu", "expertBiases": False, "weightOn": "output",
    "router": {"score": "softmax", "normalise": True, "scale": 1, "groups": None, "bias": False},
    "routing": {"kind": "learned"}, "dispatch": {"kind": "dropless"},
}  # fmt: skip

# Words of XLA's status codes and of JAX, lower case.
MEANINGS = (
    ("out-of-memory", ("resource_exhausted", "out of memory")),
    ("provider-missing", ("unable to initialize backend", "unknown backend", "no module named 'jax")),
    ("unsupported", ("unimplemented", "not implemented", "not supported", "unsupported")),
)


def check(workload, strategy):
    for field, value, known in (
        ("part", workload["part"], PARTS),
        ("dtype", workload["dtype"], DTYPES),
        ("strategy", strategy, STRATEGIES),
    ):
        if value not in known:
            raise ProtocolError("unsupported", f"{field} '{value}': the JAX runner has {', '.join(known)}")
    refuse_unknown(workload)


def steps_of(workload, files, strategy):
    if workload["part"] == "moe-layer":
        from layer import LayerSteps

        return LayerSteps(workload, files, strategy)
    from denominators import ProductSteps

    return ProductSteps(workload)


def versions():
    found = {}
    for name in ("jax", "jaxlib", "numpy", "jax-cuda13-plugin", "jax-cuda12-plugin", "jax-rocm7-plugin", "libtpu"):
        try:
            found[name] = metadata.version(name)
        except metadata.PackageNotFoundError:
            continue
    return found


def import_framework():
    """Python modules alone: no backend is initialised, so nothing a fork would tear."""
    import jax.numpy  # noqa: F401

    import denominators  # noqa: F401
    import layer  # noqa: F401


if __name__ == "__main__":
    serve.run(Session, import_framework)
