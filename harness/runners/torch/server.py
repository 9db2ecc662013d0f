"""The PyTorch runner: `python server.py`, then JSON lines on the standard streams; or `--serve SOCKET` (docs/RUNNERS.md)."""
import os
import sys

sys.path.insert(1, os.path.join(os.path.dirname(os.path.dirname(os.path.abspath(__file__))), "python"))

from serve import run  # noqa: E402
from session import Session, import_framework  # noqa: E402

if __name__ == "__main__":
    run(Session, import_framework)
