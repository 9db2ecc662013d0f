/**
 * Which Pythons are asked for runners. The first of these that names any decides: `--python`, MOEBENCH_PYTHON, moebench.yaml. Where
 * none does, the active environments and python3 on PATH are all asked, each once. Pure but for the files it is given.
 */
import { delimiter, dirname, isAbsolute, join, resolve, sep } from 'node:path';
import { UsageError } from '../../errors.ts';
import { type NamedBy, OUR_RUNNER_NAMES, type RunnerCommand, serverCommand, withEnv } from './command.ts';
import { CONFIGURATION_FILE, type ConfiguredRunner, configuredRunners } from './configuration.ts';

/** What a path is, links followed. */
export type Place = 'program' | 'folder' | 'file' | 'nothing';

/** What of the machine the search needs. */
export type SearchWorld = {
  /** An environment variable. */
  variable(name: string): string | undefined;
  readonly folder: string;
  place(path: string): Place;
  /** A path without links. */
  realPath(path: string): string;
  /** A file's text; null where there is none. */
  readText(path: string): string | null;
};

/** What is asked, and what cannot be: an environment that has no Python, or none at all. */
export type Sought = { readonly commands: readonly RunnerCommand[]; readonly missing: readonly string[] };

type Interpreter = { readonly label: string; readonly path: string; readonly namedBy: NamedBy };

/** The runners to ask. UsageError for a Python that is named and not there, and for a configuration that does not hold. */
export function seekRunners(pythons: readonly string[], world: SearchWorld): Sought {
  if (pythons.length > 0)
    return asked(
      pythons.map(python => named(python, '--python', world)),
      world,
    );
  const list = world.variable('MOEBENCH_PYTHON');
  if (list?.trim()) {
    const paths = list.split(delimiter).filter(path => path.trim() !== '');
    return asked(
      paths.map(path => named(path.trim(), 'MOEBENCH_PYTHON', world)),
      world,
    );
  }
  const configuration = world.readText(join(world.folder, CONFIGURATION_FILE));
  if (configuration !== null) {
    return { commands: configuredRunners(configuration).flatMap(row => configuredCommands(row, world)), missing: [] };
  }
  // Set to nothing: look for none.
  return list === undefined ? searched(world) : { commands: [], missing: [] };
}

function asked(interpreters: readonly Interpreter[], world: SearchWorld): Sought {
  const commands = distinct(interpreters, world).flatMap(({ label, path, namedBy }) =>
    OUR_RUNNER_NAMES.map(ours => ({ label, namedBy, ours, command: serverCommand(path, ours) })),
  );
  return { commands, missing: [] };
}

/** The same environment under other variables is another runner. */
function configuredCommands(row: ConfiguredRunner, world: SearchWorld): readonly RunnerCommand[] {
  const namedBy = CONFIGURATION_FILE;
  const where = `${namedBy}:${row.line}`;
  if ('command' in row) {
    const [program = '', ...rest] = row.command;
    const command = withEnv([programNamed(program, `${where}: command`, world), ...rest], row.env);
    return [{ label: row.name, namedBy, ours: null, command }];
  }
  const path = programNamed(row.python, `${where}: python`, world);
  const names = row.name === undefined ? OUR_RUNNER_NAMES : [row.name];
  return names.map(ours => ({ label: row.python, namedBy, ours, command: serverCommand(path, ours, row.env) }));
}

function named(value: string, namedBy: NamedBy, world: SearchWorld): Interpreter {
  return { label: value, path: programNamed(value, namedBy, world), namedBy };
}

/** A program by its path, or by its name on PATH, as a shell would. UsageError where there is none. */
function programNamed(value: string, where: string, world: SearchWorld): string {
  const typed = value.startsWith('~/') ? join(world.variable('HOME') ?? '~', value.slice(2)) : value;
  const path = typed.includes(sep) ? resolve(world.folder, typed) : onPath(typed, world);
  if (path !== null && world.place(path) === 'program') return path;
  throw new UsageError(`${where}: '${value}' ${whyNot(world.place(resolve(world.folder, typed)), value)}`);
}

function whyNot(place: Place, value: string): string {
  switch (place) {
    case 'folder':
      return value === '' ? NOT_THERE : `is a folder: give the program in it, as ${join(value, 'bin', 'python')}`;
    case 'file':
      return `may not be executed: chmod a+x ${value}, or name another program`;
    case 'program':
      return `is not on PATH: .${sep}${value} is the one in this folder`;
    case 'nothing':
      return NOT_THERE;
  }
}

const NOT_THERE = 'is not there: give the path of a program (which -a python3 lists the Pythons on PATH)';

function onPath(name: string, world: SearchWorld): string | null {
  const folders = (world.variable('PATH') ?? '').split(delimiter).filter(isAbsolute);
  return folders.map(folder => join(folder, name)).find(path => world.place(path) === 'program') ?? null;
}

/** The active environments, then python3 on PATH. */
function searched(world: SearchWorld): Sought {
  const found: Interpreter[] = [];
  const missing: string[] = [];
  for (const namedBy of ['VIRTUAL_ENV', 'CONDA_PREFIX'] as const) {
    const root = world.variable(namedBy);
    if (!root) continue;
    const path = join(root, 'bin', 'python');
    if (world.place(path) === 'program') found.push({ label: path, path, namedBy });
    else missing.push(`${namedBy} is ${root}, which has no bin/python: activate the environment again, or unset it`);
  }
  const path = onPath('python3', world);
  if (path !== null) found.push({ label: 'python3', path, namedBy: 'PATH' });
  if (found.length === 0) {
    missing.push(
      'PyTorch, JAX: no python3 on PATH; install Python ≥ 3.9 with torch, or name one: --python PATH, MOEBENCH_PYTHON',
    );
  }
  return { ...asked(found, world), missing };
}

/**
 * Each environment once. A venv's python is a link to the system's, and is another Python by the pyvenv.cfg beside it (PEP 405): links
 * are followed only where there is none.
 */
function distinct(interpreters: readonly Interpreter[], world: SearchWorld): readonly Interpreter[] {
  const known = new Set<string>();
  return interpreters.filter(({ path }) => {
    const identity = environmentOf(path, world) ?? world.realPath(path);
    if (known.has(identity)) return false;
    known.add(identity);
    return true;
  });
}

function environmentOf(path: string, world: SearchWorld): string | null {
  const root = dirname(dirname(path));
  return world.place(join(root, 'pyvenv.cfg')) === 'nothing' ? null : world.realPath(root);
}
