"""The parts of the work: a workload made ready to be stepped."""
from block import BlockSteps
from layer import LayerSteps
from products import ProductSteps, StreamSteps
from train import TrainSteps

STEPS = {
    "moe-layer": LayerSteps,
    "moe-block": BlockSteps,
    "train-step": TrainSteps,
    "gemm": ProductSteps,
    "stream": StreamSteps,
}


def steps_of(workload, files, board, strategy):
    return STEPS[workload["part"]](workload, files, board, strategy)
