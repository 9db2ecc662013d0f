/** How a runner is started, and who named it. */
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Where an interpreter or a command was named, the first that decides first (interpreters.ts). */
export const NAMED_BY = [
  '--python',
  'MOEBENCH_PYTHON',
  'moebench.yaml',
  'VIRTUAL_ENV',
  'CONDA_PREFIX',
  'PATH',
] as const;

export type NamedBy = (typeof NAMED_BY)[number];

/** A runner that may be here. */
export type RunnerCommand = {
  /** What messages call it: `python3`, `/opt/npu/bin/python`, or its name in moebench.yaml. */
  readonly label: string;
  readonly namedBy: NamedBy;
  /** Which of ours it is; null: a foreign one, whose `hello` says so. */
  readonly ours: OurRunner | null;
  /** One entry an argument. */
  readonly command: readonly string[];
};

type ServerRow = {
  /** Below harness/runners/. */
  readonly folder: string;
  /** The module whose absence means that the framework is not installed, by the name that pip knows it by. */
  readonly module: string;
};

/** The runners of this program that are Python. A command of one is an interpreter and its server. */
export const OUR_RUNNERS = {
  torch: { folder: 'torch', module: 'torch' },
  jax: { folder: 'jax', module: 'jax' },
} as const satisfies Readonly<Record<string, ServerRow>>;

export type OurRunner = keyof typeof OUR_RUNNERS;

export const OUR_RUNNER_NAMES: readonly OurRunner[] = ['torch', 'jax'];

const RUNNERS_FOLDER = fileURLToPath(new URL('../../runners/', import.meta.url));

/** The interpreter on the server of one of our runners; `env` puts variables before it, so that the record has them too. */
export function serverCommand(
  interpreter: string,
  runner: OurRunner,
  env: Readonly<Record<string, string>> = {},
): readonly string[] {
  return withEnv([interpreter, join(RUNNERS_FOLDER, OUR_RUNNERS[runner].folder, 'server.py')], env);
}

/** The folders whose files decide what one of our runners computes. */
export const foldersOf = (runner: OurRunner): readonly string[] =>
  [OUR_RUNNERS[runner].folder, 'python'].map(folder => join(RUNNERS_FOLDER, folder));

/** `env(1)` sets the variables and becomes the command: one process, and one list that says all. */
export function withEnv(command: readonly string[], env: Readonly<Record<string, string>>): readonly string[] {
  const variables = Object.entries(env).map(([name, value]) => `${name}=${value}`);
  return variables.length === 0 ? command : ['env', ...variables, ...command];
}
