import { describe, expect, test } from 'vitest';
import { type Place, type SearchWorld, seekRunners } from '../../../../harness/detect/runners/interpreters.ts';
import { UsageError } from '../../../../harness/errors.ts';

type Machine = {
  readonly variables?: Readonly<Record<string, string>>;
  /** Programs, with what each is a link to. */
  readonly programs?: Readonly<Record<string, string>>;
  readonly others?: Readonly<Record<string, Place>>;
  readonly files?: Readonly<Record<string, string>>;
};

const SYSTEM = { '/usr/bin/python3': '/usr/bin/python3.11' };
const VENV = { '/venv/bin/python': '/usr/bin/python3.11', '/venv/bin/python3': '/usr/bin/python3.11' };

function machine({ variables = {}, programs = SYSTEM, others = {}, files = {} }: Machine): SearchWorld {
  return {
    variable: name => ({ PATH: '/usr/bin', HOME: '/home/me', ...variables })[name],
    folder: '/work',
    place: path => (path in programs ? 'program' : (others[path] ?? (path in files ? 'file' : 'nothing'))),
    realPath: path => programs[path] ?? path,
    readText: path => files[path] ?? null,
  };
}

/** The Pythons that are asked for PyTorch, and who named them. */
function torches(world: SearchWorld, pythons: readonly string[] = []) {
  const { commands } = seekRunners(pythons, world);
  return commands.filter(({ ours }) => ours === 'torch').map(({ namedBy, command }) => `${namedBy} ${command.at(-2)}`);
}

describe('the Pythons that are asked', () => {
  test('are python3 on PATH where nothing is named, for PyTorch and for JAX', () => {
    const { commands, missing } = seekRunners([], machine({}));
    expect(commands.map(({ label, ours }) => [label, ours])).toEqual([
      ['python3', 'torch'],
      ['python3', 'jax'],
    ]);
    expect(commands[0]?.command).toEqual(['/usr/bin/python3', expect.stringMatching(/runners\/torch\/server\.py$/)]);
    expect(missing).toEqual([]);
  });

  test('are the active venv, conda and python3, in this order', () => {
    const variables = { VIRTUAL_ENV: '/venv', CONDA_PREFIX: '/conda' };
    const programs = { ...SYSTEM, ...VENV, '/conda/bin/python': '/conda/bin/python3.12' };
    const files = { '/venv/pyvenv.cfg': '' };
    expect(torches(machine({ variables, programs, files }))).toEqual([
      'VIRTUAL_ENV /venv/bin/python',
      'CONDA_PREFIX /conda/bin/python',
      'PATH /usr/bin/python3',
    ]);
  });

  test('are asked once, whether the venv is found by its variable or on PATH', () => {
    const variables = { VIRTUAL_ENV: '/venv', PATH: '/venv/bin:/usr/bin' };
    const world = machine({ variables, programs: { ...SYSTEM, ...VENV }, files: { '/venv/pyvenv.cfg': '' } });
    expect(torches(world)).toEqual(['VIRTUAL_ENV /venv/bin/python']);
  });

  test('are two where a venv is a link to the system’s, since what is installed differs', () => {
    const world = machine({ programs: { ...SYSTEM, ...VENV }, files: { '/venv/pyvenv.cfg': '' } });
    expect(torches(world, ['/venv/bin/python', '/usr/bin/python3'])).toHaveLength(2);
  });

  test('are one where a link elsewhere leads to it', () => {
    const programs = { ...SYSTEM, '/usr/local/bin/python3': '/usr/bin/python3.11' };
    expect(torches(machine({ programs }), ['/usr/local/bin/python3', 'python3'])).toEqual([
      '--python /usr/local/bin/python3',
    ]);
  });

  test('are those named alone: --python before MOEBENCH_PYTHON before moebench.yaml', () => {
    const programs = { ...SYSTEM, '/a': '/a', '/b': '/b', '/work/c': '/work/c' };
    const files = { '/work/moebench.yaml': 'runners: [{python: ./c}]' };
    const variables = { MOEBENCH_PYTHON: '/b:python3' };
    expect(torches(machine({ programs, files, variables }), ['/a'])).toEqual(['--python /a']);
    expect(torches(machine({ programs, files, variables }))).toEqual([
      'MOEBENCH_PYTHON /b',
      'MOEBENCH_PYTHON /usr/bin/python3',
    ]);
    expect(torches(machine({ programs, files }))).toEqual(['moebench.yaml /work/c']);
  });

  test('are none where MOEBENCH_PYTHON is set to nothing', () => {
    expect(seekRunners([], machine({ variables: { MOEBENCH_PYTHON: '' } }))).toEqual({ commands: [], missing: [] });
  });

  test('may stand below the home by a tilde', () => {
    const programs = { '/home/me/venv/bin/python': '/usr/bin/python3.11' };
    expect(torches(machine({ programs }), ['~/venv/bin/python'])).toEqual(['--python /home/me/venv/bin/python']);
  });

  test('that are not there at all are one line with what to do', () => {
    const { commands, missing } = seekRunners([], machine({ programs: {} }));
    expect(commands).toEqual([]);
    expect(missing).toEqual([
      expect.stringMatching(/^PyTorch, JAX: no python3 on PATH; install Python ≥ 3.9 with torch/),
    ]);
  });

  test('leave out an environment that has gone, and say so', () => {
    const { commands, missing } = seekRunners([], machine({ variables: { VIRTUAL_ENV: '/gone' } }));
    expect(commands).toHaveLength(2);
    expect(missing).toEqual([
      'VIRTUAL_ENV is /gone, which has no bin/python: activate the environment again, or unset it',
    ]);
  });
});

describe('a Python that is named and cannot be started is refused', () => {
  const others: Record<string, Place> = {
    '/venv': 'folder',
    '/venv/readme': 'file',
    '/work': 'folder',
    '/work/env': 'folder',
    '/work/mine': 'program',
  };
  test.each<[string, readonly string[], Record<string, string>, string]>([
    ['a path', ['/nowhere/python'], {}, "--python: '/nowhere/python' is not there: give the path of a program"],
    ['a name', ['pythn3'], {}, "--python: 'pythn3' is not there"],
    ['nothing', [''], {}, "--python: '' is not there"],
    ['a folder', ['/venv'], {}, "--python: '/venv' is a folder: give the program in it, as /venv/bin/python"],
    ['a folder by its name', ['env'], {}, "--python: 'env' is a folder: give the program in it, as env/bin/python"],
    ['a program by its name', ['mine'], {}, "--python: 'mine' is not on PATH: ./mine is the one in this folder"],
    ['no program', ['/venv/readme'], {}, "--python: '/venv/readme' may not be executed: chmod a+x /venv/readme"],
    ['one of a list', [], { MOEBENCH_PYTHON: 'python3:/no' }, "MOEBENCH_PYTHON: '/no' is not there"],
  ])('%s', (_, pythons, variables, message) => {
    const seek = () => seekRunners(pythons, machine({ variables, others }));
    expect(seek).toThrow(UsageError);
    expect(seek).toThrow(message);
  });
});

describe('moebench.yaml', () => {
  const seek = (text: string) => seekRunners([], machine({ files: { '/work/moebench.yaml': text } }));

  test('puts a CUDA torch and an NPU torch side by side, and any runner by its command', () => {
    const { commands } = seek(`runners:
  - { name: torch, python: python3, env: { ASCEND_HOME: /opt/cann, OMP_NUM_THREADS: 8 } }
  - python: /usr/bin/python3
  - { name: my-runner, command: [python3, -m, mine] }
`);
    expect(commands.map(({ label, ours, command }) => [label, ours, command.slice(0, 4)])).toEqual([
      ['python3', 'torch', ['env', 'ASCEND_HOME=/opt/cann', 'OMP_NUM_THREADS=8', '/usr/bin/python3']],
      ['/usr/bin/python3', 'torch', ['/usr/bin/python3', expect.stringMatching(/torch\/server\.py$/)]],
      ['/usr/bin/python3', 'jax', ['/usr/bin/python3', expect.stringMatching(/jax\/server\.py$/)]],
      ['my-runner', null, ['/usr/bin/python3', '-m', 'mine']],
    ]);
  });

  const SHAPES = 'give each row python: PATH, or name: NAME and command: [PROGRAM, ARGUMENT, …]';
  test.each<[string, string, string | RegExp]>([
    ['is no YAML', 'runners: [', /^moebench\.yaml:1: /],
    ['is empty', '', /^moebench\.yaml:1: moebench\.yaml: give 'runners:' and below it a list/],
    ['has no runners', 'runners: []', /^moebench\.yaml:1: runners: .*give 'runners:' and below it a list/],
    ['has an unknown key', 'runers: []\nrunners: [{python: python3}]', /^moebench\.yaml:1: runers: Unrecognized key/],
    ['has a row of text', 'runners:\n  - python3', `moebench.yaml:2: runners.0: ${SHAPES}`],
    [
      'has a row with both',
      'runners:\n  - {python: a, command: [b], name: c}',
      `moebench.yaml:2: runners.0: ${SHAPES}`,
    ],
    [
      'has a row with neither',
      'runners:\n  - python: python3\n  - name: torch',
      `moebench.yaml:3: runners.1: ${SHAPES}`,
    ],
    [
      'has a command that is text',
      'runners:\n  - name: a\n    command: python x.py',
      'moebench.yaml:3: runners.0.command: give the command as a list, one entry an argument',
    ],
    ['has a command without a name', 'runners:\n  - command: [python3]', /^moebench\.yaml:2: runners\.0\.name: /],
    [
      'has a name that is none of ours',
      'runners:\n  - python: python3\n    name: tensorflow',
      /^moebench\.yaml:3: runners\.0\.name: .*"torch"\|"jax"/,
    ],
    [
      'has a variable of a strange name',
      'runners:\n  - python: python3\n    env: {A-B: 1}',
      /^moebench\.yaml:3: runners\.0\.env\.A-B: is no name of an environment variable/,
    ],
    ['has runners that are no list', 'runners: {}', "moebench.yaml:1: runners: give 'runners:' and below it a list"],
    [
      'has an empty argument',
      'runners:\n  - name: a\n    command: [""]',
      'moebench.yaml:3: runners.0.command.0: give no empty argument',
    ],
    [
      'names a Python that is not there',
      'runners:\n  - python: /no/python',
      "moebench.yaml:2: python: '/no/python' is not there",
    ],
    [
      'names a program that is not there',
      'runners:\n\n  - name: a\n    command: [/no/runner]',
      "moebench.yaml:3: command: '/no/runner' is not there",
    ],
  ])('that %s is refused with its line', (_, text, message) => {
    expect(() => seek(text)).toThrow(UsageError);
    expect(() => seek(text)).toThrow(message);
  });
});
