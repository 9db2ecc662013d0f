"""The requests of the protocol (docs/RUNNERS.md), from `hello` to `close`: one workload on one device."""
import importlib
import json
import os
import platform
import subprocess
import sys
import time
from itertools import chain

from faults import fault_of, message_of
from fields import refuse_unknown
from wire import ProtocolError

PROTOCOL = 1
HERE = os.path.dirname(os.path.abspath(__file__))
LISTING_SECONDS = 120
# What torch and the drivers write, lower case.
MEANINGS = (
    ("out-of-memory", ("out of memory", "can't allocate memory", "cannot allocate memory", "alloc failed")),
    ("provider-missing", ("no cuda gpus are available", "found no nvidia driver", "driver version is insufficient", "driver on your system is too old", "not compiled with", "not linked with support")),
    ("unsupported", ("not implemented for", "is not supported", "not supported on", "doesn't support", "no kernel image")),
)
# The first is the default.
STRATEGIES = ("eager", "grouped", "compile", "graph")


class Session:
    def __init__(self):
        self.board = self.steps = self.step = None

    def fault_of(self, error):
        return fault_of(error, MEANINGS)

    def answer(self, request):
        answers = {
            "hello": self.hello,
            "try": self.attempt,
            "open": self.open,
            "steps": self.run_steps,
            "outputs": self.outputs,
            "memory": self.memory,
            "trace": self.trace,
            "close": self.close,
        }
        if request["do"] not in answers:
            raise ProtocolError("unsupported", f"unknown request '{request['do']}'; known are {', '.join(answers)}")
        return answers[request["do"]](request)

    def hello(self, request):
        if request.get("protocol") != PROTOCOL:
            raise ProtocolError("protocol", f"this runner speaks protocol {PROTOCOL}, not {request.get('protocol')}")
        # Listing takes a process that imports torch: whoever opens a device that it knows already asks for no list.
        devices = [*accelerators(), cpu_row()] if request.get("devices", True) else []
        return {
            "protocol": PROTOCOL,
            "runner": "torch",
            "versions": versions(),
            "devices": devices,
            "strategies": list(STRATEGIES),
            "pid": os.getpid(),
        }

    def attempt(self, request):
        from devices.board import Board
        from dtypes import DTYPES

        try:
            if request["dtype"] not in DTYPES:
                raise ProtocolError("unsupported", f"unknown dtype '{request['dtype']}'; known are {', '.join(DTYPES)}")
            board = Board(request["device"])
            use_dtype(board, request["dtype"])
            kernel = strategy_named(request["strategy"]).try_on(board, request["dtype"])
        except Exception as error:  # Whatever keeps it from running is the reason.
            return {"works": False, "reason": message_of(error)}
        return {"works": True, "kernel": kernel}

    def open(self, request):
        started = time.monotonic_ns()
        # A second workload finds the memory of the first free.
        self.board = self.steps = self.step = None
        refuse_unknown(request["workload"])
        set_up(request)
        from devices.board import Board
        from steps.parts import steps_of

        workload = request["workload"]
        self.board = Board(request["device"])
        notes = use_dtype(self.board, workload["dtype"])
        strategy = strategy_named(request["strategy"])
        self.steps = steps_of(workload, request.get("files") or {}, self.board, strategy)
        self.step = strategy.prepared(self.steps)
        self.step()
        self.board.synchronise()
        self.board.reset_peak()
        return {
            "createMs": (time.monotonic_ns() - started) / 1e6,
            "options": options_of(self.board),
            "notes": notes,
            "pids": [os.getpid()],
        }

    def run_steps(self, request):
        return self.opened().time_steps(self.step, request["count"])

    def outputs(self, request):
        from summary import choices_of, row_of, sha256_of, summary, to_file

        self.opened()
        last, whole = self.steps.last, request["as"] == "files"
        tensors = self.steps.outputs()  # One after another: of float16 each is a copy.
        choices = choices_of(last["choices"]) if last["choices"] else None
        answer = {
            "loss": None if last["loss"] is None else float(last["loss"]),
            "choicesSha256": None if choices is None else sha256_of(choices),
        }
        if not whole:
            seed = self.steps.workload["seed"]
            rows = []
            for name, tensor in tensors:
                l2, probe = summary(name, tensor, seed)
                rows.append({**row_of(name, tensor), "l2": l2, "probe": probe})
            return {**answer, "tensors": rows}
        scores = [(f"{scope}routerScores", values) for scope, values in last["chosen_by"].items()]
        only = request.get("only")
        wanted = ((name, tensor) for name, tensor in chain(tensors, scores) if only is None or name in only)
        rows = [
            {**row_of(name, tensor), "file": to_file(tensor, request["folder"], number)}
            for number, (name, tensor) in enumerate(wanted)
        ]
        if choices is not None:
            answer["choices"] = to_file(choices, request["folder"], len(rows))
        return {**answer, "tensors": rows}

    def memory(self, request):
        return self.opened().memory()

    def trace(self, request):
        from trace import parts_ms

        return {"partsMs": parts_ms(self.opened(), self.steps)}

    def close(self, request):
        self.board = self.steps = self.step = None
        return {"closed": True}

    def opened(self):
        if self.board is None or self.step is None:
            raise ProtocolError("internal", "no workload is open: send 'open' first")
        return self.board


def import_framework():
    """What a serving process imports before it forks. Importing torch touches no device."""
    import torch  # noqa: F401


def versions():
    import torch

    found = {"python": platform.python_version(), "torch": torch.__version__, "cuda": torch.version.cuda, "hip": torch.version.hip}
    return {name: version for name, version in found.items() if version is not None}


def set_up(request):
    """What must be said before a device is touched."""
    if request.get("deterministic"):
        # Read by cuBLAS when its first handle is made.
        os.environ.setdefault("CUBLAS_WORKSPACE_CONFIG", ":4096:8")
    import torch

    # What `use_deterministic_algorithms` does, without importing a compiler for seconds.
    torch.set_deterministic_debug_mode("warn" if request.get("deterministic") else "default")
    if request.get("threads"):
        torch.set_num_threads(request["threads"])


def use_dtype(board, dtype):
    """What float32 products are in this process: IEEE, or TF32 where that is the dtype. Returns what a reader should know."""
    exact = board.use_float32()
    if dtype == "tf32":
        board.use_tf32()
    if exact:
        return []
    if dtype in ("float32", "tf32"):
        raise ProtocolError("unsupported", f"{board.device} rounds float32 products, and no switch of torch's stops it")
    return [f"{board.device} rounds float32 products: so it does with the router's"] if dtype != "float64" else []


def strategy_named(name):
    if name not in STRATEGIES:
        raise ProtocolError("unsupported", f"unknown strategy '{name}'; known are {', '.join(STRATEGIES)}")
    return importlib.import_module(f"strategies.{name}")


def options_of(board):
    """What a result may depend on beside the workload."""
    import torch

    from devices.board import at

    options = {
        "threads": torch.get_num_threads(),
        "deterministic": torch.are_deterministic_algorithms_enabled(),
        "torch": torch.__version__,
        "cuda": torch.version.cuda,
        "hip": torch.version.hip,
        "preferCublasltGroupedGemm": at("backends.cuda.matmul.prefer_cublaslt_grouped_gemm"),
        "ckGemm": "USE_ROCM_CK_GEMM" in torch.__config__.show() if torch.version.hip else None,
        **board.visible(),
    }
    return {name: value for name, value in options.items() if value is not None}


def cpu_row():
    name = platform.processor() or platform.machine()
    return {"id": "cpu", "vendor": None, "name": name, "index": 0, "memoryBytes": None}


def accelerators():
    """Asked of a process of its own, which makes its contexts and ends."""
    command = [sys.executable, os.path.join(HERE, "devices", "listing.py")]
    try:
        done = subprocess.run(command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, timeout=LISTING_SECONDS, check=True)
        return json.loads(done.stdout.decode().splitlines()[-1])
    except (subprocess.SubprocessError, OSError, ValueError, IndexError) as error:
        print(f"devices cannot be listed: {error}", file=sys.stderr)
        return []
