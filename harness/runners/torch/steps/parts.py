"""The parts of the work: a workload made ready to be stepped."""
from steps.block import BlockSteps
from steps.layer import LayerSteps
from steps.products import ProductSteps, StreamSteps
from steps.train import TrainSteps

STEPS = {
    "moe-layer": LayerSteps,
    "moe-block": BlockSteps,
    "train-step": TrainSteps,
    "gemm": ProductSteps,
    "stream": StreamSteps,
}


def steps_of(workload, files, board, strategy):
    return STEPS[workload["part"]](workload, files, board, strategy)
