"""The mixture: router, line, experts, and their results summed into the tokens (docs/WORKLOADS.md, moe-layer)."""
from model.dispatch import combine, line_up, send, send_per_choice
from model.experts import feed_forward, weights_of
from model.router import route, shared_weight
from work import capacity_of


class Mixture:
    """The mixtures of a workload. `strategy` computes the experts; `bias` [T,E] forces a routing, None where nothing does."""

    def __init__(self, workload, strategy, arithmetic, bias):
        self.workload, self.strategy, self.arithmetic, self.bias = workload, strategy, arithmetic, bias
        self.capacity = capacity_of(workload)
        self.weight_on = weight_place(workload, strategy, is_half=arithmetic.wide != arithmetic.dtype)

    def __call__(self, x, tensor, selection_bias=None, scope=""):
        """x [T,H] -> (y [T,H], routed, line). `tensor(name)`: a weight, None where the model has none of that name."""
        w, arithmetic = self.workload, self.arithmetic
        router, router_bias = tensor(f"{scope}router"), tensor(f"{scope}router.bias")
        routed = route(x, router, router_bias, w, self.bias, selection_bias, arithmetic)
        line = line_up(routed.choices, w["experts"], self.capacity, self.strategy.FIXED_LINE)
        rows, weight = send(x, line), send_per_choice(routed.weights, line)
        experts = self.strategy.experts_of(w, tensor, scope)
        if self.weight_on == "input":
            rows = rows * weight
        inside = weight if self.weight_on == "hidden" else None
        results = self.strategy.run(rows, line, experts, w["activation"], inside, arithmetic)
        y = combine(results * weight if self.weight_on == "result" else results, line)
        if w["sharedExperts"] > 0:
            gate = shared_weight(x, tensor(f"{scope}shared.gate"), arithmetic)
            y = y + feed_forward(x, weights_of(tensor, f"{scope}shared"), w["activation"], gate, arithmetic.product)
        return y, routed, line


def weight_place(workload, strategy, is_half):
    """What a row's weight multiplies; on the hidden activation or on the result, the product is the same.

    Of half types the hidden activation: its roundings average out in the sum over F, the result's do not. Else the narrower of the two, or the
    result where the strategy says so.
    """
    if workload["weightOn"] == "input":
        return "input"
    if is_half:
        return "hidden"
    narrower = "result" if workload["hidden"] < workload["ffn"] else "hidden"
    return narrower if strategy.WEIGHT_ON == "narrower" else strategy.WEIGHT_ON
