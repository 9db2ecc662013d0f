/** The option that names Pythons, and what commands ask the runners that these Pythons have. */
import { accessSync, constants, readFileSync, realpathSync, statSync } from 'node:fs';
import { Option } from 'commander';
import type { Asked } from '../../detect/runners/detect.ts';
import { type Place, type SearchWorld, type Sought, seekRunners } from '../../detect/runners/interpreters.ts';
import { statusLine } from '../text/terminal.ts';

/** `--python PATH`, for every command that searches for runners. */
export const pythonOption = (): Option =>
  new Option('--python <path>', 'search only this Python for PyTorch and JAX; may be repeated')
    .argParser((value: string, previous: readonly string[]) => [...previous, value])
    .default([], 'MOEBENCH_PYTHON, moebench.yaml, venv, conda, python3');

const HERE: SearchWorld = {
  variable: name => process.env[name],
  folder: process.cwd(),
  place,
  realPath: path => {
    try {
      return realpathSync(path);
    } catch {
      return path;
    }
  },
  readText: path => {
    try {
      return readFileSync(path, 'utf8');
    } catch {
      return null;
    }
  },
};

function place(path: string): Place {
  try {
    const found = statSync(path);
    if (found.isDirectory()) return 'folder';
    accessSync(path, constants.X_OK);
    return 'program';
  } catch {
    return isThere(path) ? 'file' : 'nothing';
  }
}

function isThere(path: string): boolean {
  try {
    statSync(path);
    return true;
  } catch {
    return false;
  }
}

/** The runners of this machine. UsageError for one that is named and not there. */
export const runnersHere = (pythons: readonly string[]): Sought => seekRunners(pythons, HERE);

/** What a run asks: its own targets are tried, which are those named, or else all that are no CPU. */
export function askedByRun(sought: Sought, targets: readonly string[], interrupt: AbortSignal): Asked {
  const wanted: Asked['wanted'] = ({ id, onHost }) => (targets.length > 0 ? targets.includes(id) : !onHost);
  return { sought, fresh: false, wanted, say: sayTries(), interrupt };
}

/** What `detect` asks: everything, but while a run measures, which tries would disturb. */
export const askedByDetect = (sought: Sought, fresh: boolean, free: boolean, interrupt: AbortSignal): Asked => ({
  sought,
  fresh,
  wanted: () => free,
  say: sayTries(),
  interrupt,
});

/** A first detection takes minutes: a terminal shows what it is at. */
function sayTries(): Asked['say'] {
  const status = statusLine(process.stderr);
  return what => {
    if (what === null) status.clear();
    else status.show(`trying ${what} (once; kept until a version or a driver changes)`);
  };
}

/** The Pythons that a recorded command named: `--python A --python=B`. */
export function pythonsTyped(command: readonly string[]): readonly string[] {
  return command.flatMap((part, index) => {
    if (part.startsWith('--python=')) return [part.slice('--python='.length)];
    const value = command[index + 1];
    return part === '--python' && value !== undefined ? [value] : [];
  });
}
