"""A step of the `grouped` strategy captured once as a CUDA graph and replayed: nothing is launched from the host but the replay.

Never run by us. It needs the grouped product's fast kernel: the fallback brings the experts' sizes to the host, which no capture allows.
"""
import torch

from strategies import grouped
from strategies.grouped import alignment, experts_of, run

NAME = "graph"
# A capture is replayed whole.
TRACES = "nothing"
FIXED_LINE = True
WEIGHT_ON = "narrower"
# torch's recipe asks for a few runs on another stream, so that lazy set-up is not captured.
WARM_UPS = 3

__all__ = ["NAME", "TRACES", "FIXED_LINE", "WEIGHT_ON", "alignment", "experts_of", "run", "try_on", "prepared"]


def try_on(board, dtype):
    if board.kind != "cuda" or not hasattr(torch.cuda, "CUDAGraph"):
        raise NotImplementedError(f"graphs are captured on cuda alone, and this is {board.kind}")
    if dtype == "tf32":
        raise NotImplementedError("the router's product is not TF32, and a captured step was captured with one switch")
    kernel = grouped.try_on(board, dtype)
    x = torch.ones(8, 16, device=board.device)
    captured(lambda: x.add_(1))()
    board.synchronise()
    if float(x.min()) != 1 + WARM_UPS + 1:
        raise NotImplementedError("a captured addition was not added once a replay")
    return f"CUDA graph ({kernel})"


def captured(function):
    side = torch.cuda.Stream()
    side.wait_stream(torch.cuda.current_stream())
    with torch.cuda.stream(side):
        for _ in range(WARM_UPS):
            function()
    torch.cuda.current_stream().wait_stream(side)
    graph = torch.cuda.CUDAGraph()
    with torch.cuda.graph(graph):
        function()
    return graph.replay


def prepared(steps):
    """Warming up trains: what it changed is put back, in the memory that the graph reads."""
    steps.load()
    steps.done = 0
    before = [tensor.detach().clone() for tensor in steps.state()]
    replay = captured(steps.compute)
    with torch.no_grad():
        for tensor, value in zip(steps.state(), before):
            tensor.copy_(value)

    def step():
        steps.load()
        replay()

    return step
