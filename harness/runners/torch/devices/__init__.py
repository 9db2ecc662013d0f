"""A kind of device a file: a short table of names. `board.py` reads it, and checks on the device itself what it says."""
