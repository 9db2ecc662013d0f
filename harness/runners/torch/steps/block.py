"""A transformer block: RMSNorm, attention, RMSNorm, the mixture, each added to what went in."""
from model.attention import Positions, attention, rms_normalise
from steps.layer import LayerSteps


def normalised(x, tensor, name, workload):
    return rms_normalise(x, workload["normEpsilon"]) * tensor(name)


def attend(x, tensor, workload, positions, scope=""):
    """x + attention(RMSNorm(x))."""
    return x + attention(normalised(x, tensor, f"{scope}norm1", workload), tensor, workload, positions, scope)


class BlockSteps(LayerSteps):
    def __init__(self, workload, files, board, strategy):
        super().__init__(workload, files, board, strategy)
        self.positions = Positions(workload, self.arithmetic.dtype, board.device)

    def forward(self, x):
        tensor = self.parameters.tensor
        attended = attend(x, tensor, self.workload, self.positions)
        mixed, routed, _ = self.mixture(normalised(attended, tensor, "norm2", self.workload), tensor)
        return attended + mixed, routed
