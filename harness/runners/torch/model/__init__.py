"""What a model computes: the mixture and its parts, attention, losses, the optimizer."""
