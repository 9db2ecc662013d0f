"""A device as the runner uses it, whatever its kind: one file reads the kinds' tables and checks on the device what they say."""
import importlib
import importlib.util
import os
import time
from contextlib import contextmanager

import torch

from devices.float32 import is_exact, is_rounded
from wire import ProtocolError

# The order in which devices are listed.
KINDS = ("cpu", "cuda", "npu", "musa", "mlu", "gcu", "xpu", "mps")


def table_of(kind):
    if kind not in KINDS:
        raise ProtocolError("provider-missing", f"unknown device '{kind}'; known are {', '.join(KINDS)}")
    return importlib.import_module(f"devices.{kind}").DEVICE


def at(path):
    """What torch has under a dotted path; None where it has nothing."""
    found = torch
    for name in path.split("."):
        try:
            found = getattr(found, name)
        except (AttributeError, RuntimeError, AssertionError):  # torch 1.13 asserts that a switch is known.
            return None
    return found


def switch(path, value):
    """Sets a switch of torch's; False where this torch does not have it."""
    owner, _, name = path.rpartition(".")
    if at(path) is None:
        return False
    try:
        setattr(at(owner), name, value)
    except (AttributeError, RuntimeError, AssertionError):
        return False
    return True


def namespace_of(table):
    """torch.cuda, torch.npu, ...; None for the host, and where this torch has none."""
    module = table.get("module")
    if module is not None and importlib.util.find_spec(module) is not None:
        importlib.import_module(module)
    return None if table["namespace"] is None else at(table["namespace"])


def is_available(table, space):
    ask = at(table.get("available", f"{table['namespace']}.is_available"))
    return space is not None and ask is not None and bool(ask())


class Board:
    def __init__(self, device):
        self.kind, _, index = device.partition(":")
        self.device, self.index = device, int(index or 0)
        self.table = table_of(self.kind)
        self.space = namespace_of(self.table)
        if self.kind != "cpu":
            self.require_device()
        self.event = self.working_event()

    def require_device(self):
        if self.space is None:
            needs = self.table.get("module") or f"a torch built for {self.kind}"
            raise ProtocolError("provider-missing", f"torch {torch.__version__} has no {self.kind} device: install {needs}")
        if not is_available(self.table, self.space):
            raise ProtocolError("provider-missing", f"torch {torch.__version__} sees no {self.kind} device")
        if hasattr(self.space, "set_device"):
            self.space.set_device(self.index)

    def working_event(self):
        """The class of timing events, if two of them give a time here; else the host's clock is what there is."""
        make = at(self.table["event"]) if self.table.get("event") else None
        if make is None:
            return None
        try:
            first, last = make(enable_timing=True), make(enable_timing=True)
            first.record()
            torch.ones(8, device=self.device).sum()
            last.record()
            self.synchronise()
            return make if first.elapsed_time(last) >= 0 else None
        except (RuntimeError, TypeError, AttributeError, NotImplementedError):
            return None

    def synchronise(self):
        if self.space is not None:
            self.space.synchronize()

    def use_float32(self):
        """float32 products as IEEE has them: the switches this torch has, then whether a product shows it."""
        self.set_switches("float32")
        self.set_switches("wide_sums")
        return is_exact(self.device)

    def use_tf32(self):
        """float32 products with operands rounded to TF32, shown by a product too."""
        if "tf32" not in self.table:
            raise ProtocolError("unsupported", f"no tf32 on {self.kind}")
        self.set_switches("tf32")
        if not is_rounded(self.device):
            raise ProtocolError("unsupported", f"{self.device} does not round float32 products: it has no tf32")

    @contextmanager
    def without_tf32(self):
        """The products in it are IEEE, in a process whose others are TF32."""
        self.set_switches("float32")
        try:
            yield
        finally:
            self.set_switches("tf32")

    def set_switches(self, name):
        """A row is (path, value), and where an older torch has another switch its path and value behind it."""
        for path, value, *older in self.table.get(name, []):
            if not switch(path, value) and older:
                switch(*older)

    def reset_peak(self):
        if self.space is not None and hasattr(self.space, "reset_peak_memory_stats"):
            self.space.reset_peak_memory_stats(self.index)

    def memory(self):
        return {"peakBytes": self.allocated("max_memory_allocated"), "reservedBytes": self.allocated("max_memory_reserved")}

    def allocated(self, name):
        ask = getattr(self.space, name, None)
        return None if ask is None else int(ask(self.index))

    def time_steps(self, step, count):
        """So many steps back to back. By events a group a step, from event to event; by the host's clock one group for all."""
        events = [self.event(enable_timing=True) for _ in range(count + 1)] if self.event and count > 0 else []
        self.synchronise()
        start = time.monotonic_ns()
        for event in events[:1]:
            event.record()
        for number in range(count):
            step()
            if events:
                events[number + 1].record()
        self.synchronise()
        end = time.monotonic_ns()
        whole_ms = (end - start) / 1e6
        if self.event:
            groups = [{"steps": 1, "ms": a.elapsed_time(b)} for a, b in zip(events, events[1:])]
        else:
            groups = [{"steps": count, "ms": whole_ms}] if count > 0 else []
        return {
            "groups": groups,
            "clock": "device-events" if self.event else "host-synchronised",
            "startNs": start,
            "endNs": end,
            "idleMs": max(0.0, whole_ms - sum(group["ms"] for group in groups)) if count > 0 else 0.0,
        }

    def visible(self):
        """The variable that says which devices this process sees, where it is set."""
        name = self.table.get("visible")
        return {} if name is None or name not in os.environ else {name: os.environ[name]}
