"""Matrices as lists of rows, float64. A vector is a matrix of one row."""
from math import fsum
from operator import mul


def product(a, b):
    """Matrix product; fsum rounds each dot product's sum once."""
    columns = transpose(b)
    return [[fsum(map(mul, row, column)) for column in columns] for row in a]


def transpose(a):
    return [list(column) for column in zip(*a)]


def add(a, b):
    return [p + q for p, q in zip(a, b)]


def zeros(rows, columns):
    return [[0.0] * columns for _ in range(rows)]
