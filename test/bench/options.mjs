// What the benchmarks beside Python take: `--python PATH` (again and again), `--threads N`, `--rounds N`, `--small`.
import { spawnSync } from 'node:child_process';
import { availableParallelism } from 'node:os';
import { parseArgs } from 'node:util';

export function optionsOf(defaults) {
  const { values } = parseArgs({
    options: {
      python: { type: 'string', multiple: true },
      threads: { type: 'string' },
      rounds: { type: 'string' },
      small: { type: 'boolean', default: false },
    },
  });
  const pythons = values.python ?? [process.env.MOEBENCH_PYTHON, 'python3', '/usr/bin/python3'].filter(Boolean);
  return {
    pythons: pythons.map(probed).filter(found => found !== null),
    threads: Number(values.threads ?? availableParallelism()),
    rounds: Number(values.rounds ?? defaults.rounds),
    small: values.small,
  };
}

const PROBE = `import json
def version(name):
    try: return __import__(name).__version__
    except Exception: return None
print(json.dumps({'torch': version('torch'), 'jax': version('jax')}))`;

/** Which of the frameworks a Python has; null where it is none, or has neither. */
function probed(python) {
  const { status, stdout } = spawnSync(python, ['-c', PROBE], { encoding: 'utf8' });
  if (status !== 0) return null;
  const { torch, jax } = JSON.parse(stdout);
  return torch === null && jax === null ? null : { python, torch, jax };
}

/** One of each version. */
export const distinctBy = (items, key) => [...new Map(items.map(item => [key(item), item])).values()];
