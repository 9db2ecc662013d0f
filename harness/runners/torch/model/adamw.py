"""AdamW (Loshchilov and Hutter, arXiv:1711.05101) in place, in the order in which torch applies it."""
import torch


class AdamW:
    """Moments of each leaf, and beta^t as tensors on the device. Weight decay is for matrices: gains and biases keep theirs."""

    def __init__(self, parameters, optimizer, scale, dtype, device):
        self.parameters, self.optimizer, self.scale = parameters, optimizer, scale
        self.first = {name: torch.zeros_like(leaf, requires_grad=False) for name, leaf in parameters.leaves.items()}
        self.second = {name: torch.zeros_like(leaf, requires_grad=False) for name, leaf in parameters.leaves.items()}
        self.powers = [torch.full((1,), optimizer[beta], dtype=dtype, device=device) for beta in ("beta1", "beta2")]

    def update(self):
        """m / (sqrt(v) + epsilon root) size, with root = sqrt(1 - beta2^t) and size = rate root / (1 - beta1^t)."""
        optimizer = self.optimizer
        rate, decay = optimizer["learningRate"], optimizer["weightDecay"]
        root = (1 - self.powers[1]).sqrt()
        size, epsilon = root / (1 - self.powers[0]) * rate, root * optimizer["epsilon"]
        for name, leaf in self.parameters.leaves.items():
            slope = torch.zeros_like(leaf) if leaf.grad is None else leaf.grad
            if self.scale != 1:
                slope = slope / self.scale
            first, second = self.first[name], self.second[name]
            first.mul_(optimizer["beta1"]).add_(slope, alpha=1 - optimizer["beta1"])
            second.mul_(optimizer["beta2"]).addcmul_(slope, slope, value=1 - optimizer["beta2"])
            if decay != 0 and self.parameters.is_matrix(name):
                leaf.mul_(1 - rate * decay)
            leaf.sub_(first / (second.sqrt() + epsilon) * size)
        self.powers[0] *= optimizer["beta1"]
        self.powers[1] *= optimizer["beta2"]

    def state(self):
        return [*self.first.values(), *self.second.values(), *self.powers]

    def outputs(self):
        tensors = {}
        for mark, moments in (("m", self.first), ("v", self.second)):
            tensors.update({f"next:{mark}:{name}": value for name, value in self.parameters.by_name(moments).items()})
        for number, power in enumerate(self.powers, 1):
            tensors[f"next:optimizer.beta{number}Power"] = power
        return tensors
