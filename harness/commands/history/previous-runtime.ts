/** Whether the runtime of a previous run is still installed here, asked of the runtime itself. */
import { basename, dirname } from 'node:path';
import { type Absent, absent, isAbsent } from '../../../reports/figure.ts';
import type { Target } from '../../../results/record.ts';
import type { RunnerAnswer } from '../../detect/runners/answer.ts';
import { askHello } from '../../detect/runners/ask.ts';
import { OUR_RUNNER_NAMES, type OurRunner, type RunnerCommand, serverCommand } from '../../detect/runners/command.ts';
import type { SearchWorld } from '../../detect/runners/interpreters.ts';

/** One of our runners on an interpreter. `env`: what the record's command sets before it. */
export type Runtime = {
  readonly runner: OurRunner;
  readonly python: string;
  readonly env: Readonly<Record<string, string>>;
  readonly versions: Readonly<Record<string, string>>;
  /** How `--target` names it where its interpreter is the only one that is asked. */
  readonly target: string;
};

export type PreviousParts = {
  readonly place: SearchWorld['place'];
  readonly hello: (asked: RunnerCommand, interrupt: AbortSignal) => Promise<RunnerAnswer>;
  readonly interrupt: AbortSignal;
};

/** `before`, `now`: of the same target. `place`: of this machine. */
export type RuntimeChange = { readonly before: Target; readonly now: Target };

export const HELLO: PreviousParts['hello'] = askHello;

/** The interpreter of a target, or why it has none that could be named by `--python`. */
export function runtimeOf({ id, runner, process }: Target): Runtime | Absent {
  if (process === undefined) return absent('runtime-in-program', { target: id });
  const { command, versions, device } = process;
  // `env A=1 B=2 python …/torch/server.py`: so harness/detect/runners/command.ts writes it.
  const start = command[0] === 'env' ? command.findIndex((word, i) => i > 0 && !word.includes('=')) : 0;
  const ours = OUR_RUNNER_NAMES.find(name => name === runner);
  const [python, server, ...more] = command.slice(start);
  const isOurs = server !== undefined && basename(server) === 'server.py' && basename(dirname(server)) === ours;
  if (ours === undefined || python === undefined || !isOurs || more.length > 0) {
    return absent('runner-of-others', { target: id, command: command.join(' ') });
  }
  const env = Object.fromEntries(
    command.slice(1, start).map(word => [word.slice(0, word.indexOf('=')), word.slice(word.indexOf('=') + 1)]),
  );
  return { runner: ours, python, env, versions, target: `${runner}-${device}` };
}

/** The previous runtime, where its interpreter still answers with the previous versions; else why there is none. */
export async function previousRuntime(
  { before, now }: RuntimeChange,
  { place, hello, interrupt }: PreviousParts,
): Promise<Runtime | Absent> {
  const [previous, current] = [runtimeOf(before), runtimeOf(now)];
  if (isAbsent(previous)) return previous;
  if (!isAbsent(current) && current.python === previous.python && isSame(current, previous)) {
    return absent('runtime-unchanged', { target: now.id });
  }
  const { python, runner, env, versions } = previous;
  if (place(python) !== 'program') return absent('interpreter-gone', { python });
  const command = serverCommand(python, runner, env);
  const answer = await hello({ label: python, namedBy: '--python', ours: runner, command }, interrupt);
  if (answer.status !== 'answered') return absent('interpreter-without-runner', { python, words: wordsOf(answer) });
  const other = Object.keys({ ...versions, ...answer.versions }).filter(
    name => versions[name] !== answer.versions[name],
  );
  if (other.length === 0) return previous;
  const found = other.map(
    name => `${name} ${answer.versions[name] ?? 'not there'} (was ${versions[name] ?? 'not there'})`,
  );
  return absent('interpreter-changed', { python, versions: found });
}

const isSame = (a: Runtime, b: Runtime): boolean =>
  JSON.stringify([Object.entries(a.versions).toSorted(), Object.entries(a.env).toSorted()]) ===
  JSON.stringify([Object.entries(b.versions).toSorted(), Object.entries(b.env).toSorted()]);

function wordsOf(answer: Exclude<RunnerAnswer, { status: 'answered' }>): string {
  return answer.status === 'absent' ? `${answer.howToGet} installs what it lacks` : answer.message;
}
