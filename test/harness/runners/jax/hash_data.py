"""SHA-256 of the runner's own data, tensor by tensor: {seed, names, length, dtypes} in, {dtype: [hashes]} out."""
import hashlib
import json
import os
import sys

RUNNERS = os.path.join(os.path.dirname(os.path.abspath(__file__)), "../../../../harness/runners")
sys.path[:0] = [os.path.join(RUNNERS, "jax"), os.path.join(RUNNERS, "python")]

import numpy as np

from data import fill, host_values
from rule import stream_key

asked = json.load(sys.stdin)
seed, names, length = asked["seed"], asked["names"], asked["length"]
found = {
    dtype: [
        hashlib.sha256(np.asarray(fill(seed, [name], (length,), asked["amplitude"], dtype)).tobytes()).hexdigest()
        for name in names
    ]
    for dtype in asked["dtypes"]
}
keys = np.array([stream_key(seed, name) for name in names], dtype=np.uint32)
found["host"] = [hashlib.sha256(row.tobytes()).hexdigest() for row in host_values(keys, length, asked["amplitude"])]
print(json.dumps(found))
