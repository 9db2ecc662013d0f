"""The parts of the work, each made ready to be stepped."""
