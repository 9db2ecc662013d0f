"""A moe-layer workload made ready to be stepped: data on the device, a step, its outputs."""
import torch

from arithmetic import Arithmetic
from data import fill
from model.moe import Mixture
from model.parameters import Parameters
from model.router import routing_bias
from work import activation, forced_experts, loss_scale, weights_of_part


class LayerSteps:
    """`load()` makes the next step's input ready, `compute()` runs forward, and backward where the pass has one."""

    def __init__(self, workload, files, board, strategy):
        self.workload, self.strategy = workload, strategy
        self.arithmetic = Arithmetic(workload, board)
        dtype, wide, device = self.arithmetic.dtype, self.arithmetic.wide, board.device
        tokens, hidden, seed = workload["tokens"], workload["hidden"], workload["seed"]
        self.backward = workload["pass"] == "forward-backward"
        rows = [activation("x", tokens, hidden), *weights_of_part(workload)]
        self.parameters = Parameters(rows, seed, dtype, device, strategy.alignment(dtype), self.backward)
        dy = fill(activation("dy", tokens, hidden), seed, dtype, device)
        self.per_token = dy.to(wide) * (1.0 / tokens)
        self.scale = loss_scale(workload)
        # L is the sum of y dy / T, so backward starts from dy / T in the type itself.
        self.slope = (self.per_token * self.scale).to(dtype)
        bias = routing_bias(forced_experts(workload, files), workload["experts"], wide, device)
        self.mixture = Mixture(workload, strategy, self.arithmetic, bias)
        self.last = None

    def forward(self, x):
        """x [T,H] -> (y [T,H], routed)."""
        y, routed, _ = self.mixture(x, self.parameters.tensor)
        return y, routed

    def load(self):
        """Every step has the same input."""

    def compute(self):
        self.parameters.forget_gradients()
        with torch.set_grad_enabled(self.backward):
            y, routed = self.forward(self.parameters.tensor("x"))
            if self.backward:
                y.backward(self.slope)
        loss = (y.detach().to(self.arithmetic.wide) * self.per_token).sum()
        self.last = {"y": y.detach(), "loss": loss, "choices": [routed.choices], "chosen_by": {"": routed.chosen_by}}

    def step(self):
        self.load()
        self.compute()

    def state(self):
        """Tensors that a step changes for the next."""
        return []

    def outputs(self):
        """(name, tensor). Gradients are freed of their loss scale, in float32: as halves small ones would lose their bits."""
        yield "y", self.last["y"]
        if self.backward:
            for name, gradient in self.parameters.gradients().items():
                yield f"grad:{name}", gradient if self.scale == 1 else gradient.to(self.arithmetic.wide) / self.scale

    def parts(self):
        """What a trace times, each from the start of a step: the difference to the one before it is the part's."""

        def forward():
            with torch.set_grad_enabled(self.backward):
                return self.forward(self.parameters.tensor("x"))[0]

        def to_input():
            torch.autograd.grad(forward(), [self.parameters.tensor("x")], self.slope)

        if not self.backward:
            return [("forward", forward)]
        if self.strategy.TRACES == "passes":
            return [("forward", forward), ("backward", self.compute)]
        return [("forward", forward), ("dX", to_input), ("dW", self.compute)]
