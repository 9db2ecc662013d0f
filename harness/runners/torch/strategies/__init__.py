"""A way of doing the same work a file. Each has

NAME; FIXED_LINE (the line's length does not depend on the choices); `alignment(dtype)`: None, or the experts' matrices of one side are
one tensor, whose dimensions are multiples of it; `try_on(board, dtype)`: the kernel's name, or raises what keeps it from running; `experts_of(workload, tensor, scope)` and
`run(rows, line, experts, activation, weight, arithmetic)`: the experts; `prepared(steps)`: what runs one step.
"""
