"""A way of doing the same work a file. A strategy is a module that has

NAME            as a target names it
FIXED_LINE      whether the line has a slot for every pair, so that no shape depends on the choices
WEIGHT_ON       what a row's weight multiplies but for half types: the "result" of its expert, or the "narrower" of hidden activation and result
TRACES          whether a trace can tell "each" of forward, dX and dW apart, the two "passes", or "nothing"
alignment(dtype)            None, or the experts' matrices of one side are one tensor with dimensions that are multiples of it
try_on(board, dtype)        the kernel's name; raises what keeps it from running
experts_of(workload, tensor, scope)                         the experts' weights, from `tensor(name)`
run(rows, line, experts, activation, weight, arithmetic)    rows [R,H] in the order of the experts -> [R,H]
prepared(steps)             what runs one step
"""
