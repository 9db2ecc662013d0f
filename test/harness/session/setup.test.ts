import { describe, expect, test } from 'vitest';
import { differenceText } from '../../../harness/commands/text/session-text.ts';
import { contextInstead, differencesOf, type Setup } from '../../../harness/session/setup.ts';
import { type ContextLine, RECORD_SCHEMA } from '../../../results/record.ts';
import { unavailable } from '../../../results/schema/reading.ts';
import { UsageError } from '../../../suites/usage-error.ts';
import { twinContext } from '../../results/selftest/twin-record.ts';
import { contextOf, layerA, layerB, QUIET_MACHINE, target } from '../../results/small-record.ts';

const board = {
  vendor: 'nvidia',
  name: 'NVIDIA H20',
  driver: '550.1',
  memoryBytes: unavailable('form-silent', { tool: 'x' }),
};
const planned: ContextLine = {
  ...contextOf({ targets: [target('cpu'), target('webgpu')], cases: [layerA, layerB], rounds: 2 }),
  previousSha256: null,
};
const { program, targets } = planned;
const before: Setup = {
  schema: RECORD_SCHEMA,
  program: { ...program, runtimes: { node: '20.1.0', 'onnxruntime-node': '1.30.0' } },
  targets,
  machine: { ...planned.machine, accelerators: [board] },
};

const texts = (now: Setup) => differencesOf(before, now).map(difference => differenceText(difference));

describe('what has changed since a run was interrupted', () => {
  test('is nothing where all is as it was', () => {
    expect(texts(structuredClone(before))).toEqual([]);
  });

  test.each<[string, Partial<Setup>, readonly string[]]>([
    ['the program', { program: { ...before.program, version: '0.2.0' } }, ['program.version was 0.1.0, is 0.2.0']],
    ['a bundle', { program: { ...before.program, origin: 'bundle:1' } }, ['program.origin was test, is bundle:1']],
    [
      'a runtime',
      { program: { ...before.program, runtimes: { node: '22.0.0', torch: '2.13.0' } } },
      [
        'runtimes.node was 20.1.0, is 22.0.0',
        'runtimes.onnxruntime-node was 1.30.0, is not there',
        'runtimes.torch was not there, is 2.13.0',
      ],
    ],
    ['the kernel', { machine: { ...before.machine, kernel: '6.2' } }, ['machine.kernel was 6.1, is 6.2']],
    [
      'a driver',
      { machine: { ...before.machine, accelerators: [{ ...board, driver: '560.2' }] } },
      ['accelerators.0.driver was 550.1, is 560.2'],
    ],
    [
      'a driver that does not tell any more',
      { machine: { ...before.machine, accelerators: [{ ...board, driver: null }] } },
      ['accelerators.0.driver was 550.1, is not there'],
    ],
    [
      'a board',
      { machine: { ...before.machine, accelerators: [] } },
      [
        'accelerators.0.vendor was nvidia, is not there',
        'accelerators.0.name was NVIDIA H20, is not there',
        'accelerators.0.driver was 550.1, is not there',
      ],
    ],
    ['threads', { targets: [target('cpu', { threads: 1 }), target('webgpu')] }, ['targets.cpu.threads was 2, is 1']],
    ['a schema', { schema: 'moebench.record/3' }, ['schema was moebench.record/2, is moebench.record/3']],
  ])('%s is told', (_, changes, differences) => {
    expect(texts({ ...before, ...changes })).toEqual(differences);
  });

  describe('of a runner in a process of its own', () => {
    const torch = (process: object, id = 'torch-cuda:0') =>
      target(id, {
        runner: 'torch',
        process: {
          command: ['python3', 'server.py'],
          versions: { python: '3.11.2', torch: '2.12.0', cuda: '12.8' },
          device: 'cuda:0',
          tried: [
            { strategy: 'eager', dtype: 'bfloat16', works: true, kernel: 'cuBLAS' },
            { strategy: 'eager', dtype: 'float64', works: false, reason: 'after 1.2 s' },
          ],
          ...process,
        },
      });
    const changed = (process: object) =>
      differencesOf({ ...before, targets: [torch({})] }, { ...before, targets: [torch(process)] }).map(difference =>
        differenceText(difference),
      );

    test.each<[string, object, readonly string[]]>([
      [
        'a version',
        { versions: { python: '3.11.2', torch: '2.13.0' } },
        [
          'targets.torch-cuda:0.process.versions.torch was 2.12.0, is 2.13.0',
          'targets.torch-cuda:0.process.versions.cuda was 12.8, is not there',
        ],
      ],
      [
        'another Python',
        { command: ['/venv/bin/python', 'server.py'] },
        ['targets.torch-cuda:0.process.command.0 was python3, is /venv/bin/python'],
      ],
      [
        'a kernel',
        { tried: [{ strategy: 'eager', dtype: 'bfloat16', works: true, kernel: 'cuBLASLt' }] },
        ['targets.torch-cuda:0.process.kernels.eager.bfloat16 was cuBLAS, is cuBLASLt'],
      ],
    ])('%s is told', (_, process, differences) => {
      expect(changed(process)).toEqual(differences);
    });

    test('the words of what does not work may differ', () => {
      const tried = [
        { strategy: 'eager', dtype: 'bfloat16', works: true, kernel: 'cuBLAS' },
        { strategy: 'eager', dtype: 'float64', works: false, reason: 'after 1.3 s' },
      ];
      expect(changed({ tried })).toEqual([]);
    });

    test('that is gone is one difference', () => {
      const was = { ...before, targets: [target('cpu'), torch({})] };
      expect(
        differencesOf(was, { ...before, targets: [target('cpu')] }).map(difference => differenceText(difference)),
      ).toEqual(['targets.torch-cuda:0 was a made-up torch-cuda:0, is not there']);
    });
  });

  test('is not what was found besides, and not a memory that is a few pages smaller', () => {
    const accelerators = [{ ...board, memoryBytes: unavailable('not-asked') }];
    const more = [...targets, target('cuda')];
    expect(texts({ ...before, targets: more, machine: { ...before.machine, accelerators } })).toEqual([]);
  });
});

describe('the run in place of an interrupted one', () => {
  const fresh = {
    startedAt: new Date('2026-05-01T00:00:00.000Z'),
    machine: { ...planned.machine, kernel: '6.2' },
    machineState: QUIET_MACHINE,
    targets: [target('cpu', { threads: 8 }), target('webgpu'), target('cuda')],
  };
  const differences = [{ what: 'machine.kernel', before: '6.1', now: '6.2' }];

  test('does the same work in the same order, on the machine as it is, and says for which run it stands', () => {
    const context = contextInstead(planned, fresh, differences);
    expect(context.plan).toEqual(planned.plan);
    expect(context.targets).toEqual(fresh.targets.slice(0, 2));
    expect(context).toMatchObject({
      startedAt: '2026-05-01T00:00:00.000Z',
      machine: { kernel: '6.2' },
      cases: planned.cases,
      suite: planned.suite,
      command: planned.command,
      insteadOf: { runId: 'run-1', differences },
    });
    expect(context.runId).not.toBe('run-1');
  });

  test('leaves out a target that is not there any more', () => {
    const context = contextInstead(planned, { ...fresh, targets: [target('webgpu')] }, differences);
    expect(new Set(context.plan.map(cell => cell.target))).toEqual(new Set(['webgpu']));
  });

  test('is refused where no target is left', () => {
    expect(() => contextInstead(planned, { ...fresh, targets: [target('cuda')] }, differences)).toThrow(UsageError);
    expect(() => contextInstead(planned, { ...fresh, targets: [] }, differences)).toThrow(
      'run-1 ran on cpu, webgpu, and none of them is here now: see moebench detect',
    );
  });

  test('of a self-test is a self-test, with the same pairs', () => {
    const twins: ContextLine = { ...twinContext({ pairs: 6, stepMs: () => 1 }), previousSha256: null };
    const context = contextInstead(twins, { ...fresh, targets: [target('cpu')] }, differences);
    expect(context.plan).toEqual(twins.plan);
    expect(context.selftest).toEqual(twins.selftest);
  });
});
