/** The interpreters that the PyTorch runner is tested with: those that MOEBENCH_TORCH_PYTHON names, and Debian's. */
import { spawnSync } from 'node:child_process';
import { delimiter } from 'node:path';

export type TorchPython = { readonly python: string; readonly torch: string; readonly grouped: boolean };

const PROBE = `
import torch
grouped = hasattr(torch, '_grouped_mm') or hasattr(torch.nn.functional, 'grouped_mm')
try:
    rows, weights = torch.ones(16, 16), torch.ones(1, 16, 16)
    (getattr(torch.nn.functional, 'grouped_mm', None) or torch._grouped_mm)(rows, weights, offs=torch.tensor([16], dtype=torch.int32))
except (AttributeError, NotImplementedError, RuntimeError):
    grouped = False
print(torch.__version__, int(grouped))
`;

/** What .ci/run names where a current torch is known not to be had: it has said so itself. */
const NONE = 'none';

const setting = process.env.MOEBENCH_TORCH_PYTHON ?? '';

/** Whether a missing component fails a test rather than skips it. */
export const REQUIRE_ALL = process.env.MOEBENCH_REQUIRE_ALL === '1' && setting !== NONE;

const named = setting.split(delimiter).filter(python => python !== '' && python !== NONE);

/** Every interpreter that can import torch, each version once. */
export const TORCH_PYTHONS: readonly TorchPython[] = [...named.map(asNamed), firstOf(['python3', '/usr/bin/python3'])]
  .filter(found => found !== undefined)
  .filter((found, i, all) => all.findIndex(({ torch }) => torch === found.torch) === i);

/** The first whose torch has a grouped product on the CPU, as 2.9 and later have. */
export const CURRENT = TORCH_PYTHONS.find(({ grouped }) => grouped);

/** The first that has none: Debian's is 1.13. */
export const OLD = TORCH_PYTHONS.find(({ grouped }) => !grouped);

/** An interpreter that a test cannot do without: only reached under MOEBENCH_REQUIRE_ALL=1. */
export function required(found: TorchPython | undefined, which: string): TorchPython {
  if (found === undefined) throw new Error(`no python3 can import ${which}: name one in MOEBENCH_TORCH_PYTHON`);
  return found;
}

/** What somebody named is not passed over. */
function asNamed(python: string): TorchPython {
  const found = probed(python);
  if (found === undefined) throw new Error(`MOEBENCH_TORCH_PYTHON names ${python}, which cannot import torch`);
  return found;
}

function firstOf(pythons: readonly string[]): TorchPython | undefined {
  return pythons.map(probed).find(found => found !== undefined);
}

function probed(python: string): TorchPython | undefined {
  const { status, stdout } = spawnSync(python, ['-c', PROBE], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const [torch, grouped] = (stdout ?? '').trim().split(' ');
  return status === 0 && torch !== undefined ? { python, torch, grouped: grouped === '1' } : undefined;
}
