import { describe, expect, test } from 'vitest';
import { interleaved } from '../../../../harness/commands/history/interleaved.ts';
import { previousRuntime, runtimeOf } from '../../../../harness/commands/history/previous-runtime.ts';
import type { RunnerAnswer } from '../../../../harness/detect/runners/answer.ts';
import type { RunnerCommand } from '../../../../harness/detect/runners/command.ts';
import type { Place } from '../../../../harness/detect/runners/interpreters.ts';
import { isAbsent } from '../../../../reports/figure.ts';
import { absenceText } from '../../../../reports/words/absence-text.ts';
import type { RunRecord, Target } from '../../../../results/record.ts';
import { contextOf, layerA, target } from '../../../results/small-record.ts';

const OLD = '/old/bin/python';
const NEW = '/new/bin/python';

function torchOn(python: string, torch: string, changes: Partial<NonNullable<Target['process']>> = {}): Target {
  const { onnx: _, ...rest } = target('torch@2.9.0-cuda:0');
  const command = [python, '/moebench/harness/runners/torch/server.py'];
  const process = { command, versions: { torch }, device: 'cuda:0', tried: [], ...changes };
  return { ...rest, runner: 'torch', strategies: ['eager'], process };
}

const answered = (asked: RunnerCommand, torch: string): RunnerAnswer => {
  const { label, namedBy, ours, command } = asked;
  const what = { label, namedBy, ours, command: [...command] };
  return {
    status: 'answered',
    ...what,
    runner: 'torch',
    versions: { torch },
    strategies: ['eager'],
    devices: [],
    words: '',
  };
};

type Stage = { readonly place?: Place; readonly hello?: (asked: RunnerCommand) => RunnerAnswer };

async function foundFor(before: Target, now: Target, { place = 'program', hello }: Stage = {}) {
  const asked: RunnerCommand[] = [];
  const found = await previousRuntime(
    { before, now },
    {
      place: () => place,
      hello: async command => {
        asked.push(command);
        return hello === undefined ? answered(command, '2.8.0') : hello(command);
      },
      interrupt: new AbortController().signal,
    },
  );
  return { found, asked, text: isAbsent(found) ? absenceText(found) : null };
}

describe('the previous runtime', () => {
  const before = torchOn(OLD, '2.8.0');
  const now = torchOn(NEW, '2.9.0');

  test('is there where its interpreter answers with its versions; its target has the name of a first runner', async () => {
    const { found, asked } = await foundFor(before, now);
    expect(found).toMatchObject({ python: OLD, runner: 'torch', target: 'torch-cuda:0', versions: { torch: '2.8.0' } });
    expect(asked.map(({ command }) => command[0])).toEqual([OLD]);
  });

  test('of one version in another environment is there as well', async () => {
    const { found } = await foundFor(torchOn(OLD, '2.8.0'), torchOn(NEW, '2.8.0'));
    expect(found).toMatchObject({ python: OLD });
  });

  test('keeps the variables that its command set', async () => {
    const { process } = before;
    const command = ['env', 'A=1', 'B=x=y', ...(process?.command ?? [])];
    const { found, asked } = await foundFor(torchOn(OLD, '2.8.0', { command }), now);
    expect(found).toMatchObject({ env: { A: '1', B: 'x=y' }, python: OLD });
    expect(asked[0]?.command.slice(0, 4)).toEqual(['env', 'A=1', 'B=x=y', OLD]);
  });

  test.each<[string, Target, Target, Stage, string]>([
    [
      'its interpreter is gone',
      before,
      now,
      { place: 'nothing' },
      'the previous interpreter /old/bin/python is not there any more',
    ],
    [
      'it was updated in place',
      torchOn(OLD, '2.8.0'),
      torchOn(OLD, '2.9.0'),
      { hello: asked => answered(asked, '2.9.0') },
      'the previous interpreter /old/bin/python has other versions now: torch 2.9.0 (was 2.8.0)',
    ],
    [
      'its framework is gone',
      before,
      now,
      {
        hello: ({ label, namedBy, ours, command }) => ({
          ...{ status: 'absent', label, namedBy, ours, command: [...command] },
          howToGet: 'python3 -m pip install torch',
        }),
      },
      'the previous interpreter /old/bin/python does not answer: python3 -m pip install torch installs what it lacks',
    ],
    [
      'nothing of it changed',
      torchOn(OLD, '2.8.0'),
      torchOn(OLD, '2.8.0'),
      {},
      'the runtime of torch@2.9.0-cuda:0 is the same as before: nothing is installed that could be measured beside it',
    ],
    [
      'the program itself computes',
      target('cpu'),
      target('cpu'),
      {},
      'cpu computes in the program itself, so the previous runtime needs the previous checkout: give --previous',
    ],
    [
      'the runner is a foreign one',
      torchOn(OLD, '2.8.0', { command: ['/opt/vendor/runner', '--fast'] }),
      now,
      {},
      'the runner of torch@2.9.0-cuda:0 is not ours, and its previous version cannot be asked for: /opt/vendor/runner --fast',
    ],
  ])('is not there where %s', async (_, old, tonight, stage, text) => {
    expect((await foundFor(old, tonight, stage)).text).toBe(text);
  });

  test('is known of a runner of ours alone', () => {
    expect(runtimeOf(torchOn(OLD, '2.8.0', { command: [OLD, '/elsewhere/jax/server.py'] }))).toMatchObject({
      code: 'runner-of-others',
    });
  });
});

describe('a suspected step is not measured again', () => {
  const recordOf = (context: Partial<RunRecord['context']> = {}): RunRecord => ({
    path: 'night.jsonl',
    context: { ...contextOf(), previousSha256: null, ...context },
    proofs: [],
    cells: [],
    attempts: [],
    sealed: true,
  });
  const suspicionOf = (before: RunRecord, now: RunRecord, id = 'cpu') =>
    interleaved(
      { case: layerA.id, target: id, strategy: 'session', before, now },
      { turns: 8, out: '/nowhere', previous: null },
      { interrupt: new AbortController().signal, report: () => undefined },
    );
  const { machine } = contextOf();

  test.each([
    ['on another machine', recordOf({ machine: { ...machine, id: 'lab-2' } }), recordOf(), 'other-machine'],
    ['of all targets at once', recordOf(), recordOf({ concurrent: true }), 'all-targets-at-once'],
    ['without a previous runtime', recordOf(), recordOf(), 'runtime-in-program'],
  ])('%s', async (_, before, now, code) => {
    expect(await suspicionOf(before, now)).toMatchObject({ available: false, code });
  });

  test('of a target that a run did not have', async () => {
    expect(await suspicionOf(recordOf(), recordOf(), 'webgpu')).toMatchObject({ code: 'case-not-in-turns' });
  });
});
