/** The option that names Pythons, and what commands ask the runners that these Pythons have. */
import { Option } from 'commander';
import type { Asked } from '../../detect/runners/detect.ts';
import { type Sought, seekRunners } from '../../detect/runners/interpreters.ts';
import { thisSearch } from '../../detect/runners/this-search.ts';
import { tryingText } from '../text/session-text.ts';
import { statusLine } from '../text/terminal.ts';

/** `--python PATH`, for every command that searches for runners. */
export const pythonOption = (): Option =>
  new Option('--python <path>', 'search only this Python for PyTorch and JAX; may be repeated')
    .argParser((value: string, previous: readonly string[]) => [...previous, value])
    .default([], 'MOEBENCH_PYTHON, moebench.yaml, venv, conda, python3');

/** The runners of this machine. UsageError for one that is named and not there. */
export const runnersHere = (pythons: readonly string[]): Sought => seekRunners(pythons, thisSearch);

/** What `detect` asks: everything; while a run measures nothing is tried, since trying would disturb it. */
export const askedByDetect = (sought: Sought, fresh: boolean, isFree: boolean, interrupt: AbortSignal): Asked => ({
  sought,
  fresh,
  wanted: () => isFree,
  say: showTries(),
  interrupt,
});

/** A first detection takes minutes: a terminal shows what is being tried. */
export function showTries(): Asked['say'] {
  const status = statusLine(process.stderr);
  return what => {
    if (what === null) status.clear();
    else status.show(tryingText(what));
  };
}
