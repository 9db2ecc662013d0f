/** Runners that mislead: files that are no files, tensors that are not theirs, processes that are not theirs, and words that move a cursor. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { startRunner } from '../../../../harness/runners/process/client.ts';
import { openProcess } from '../../../../harness/runners/process/open.ts';
import { plainJson } from '../../../../harness/runners/process/plain-text.ts';
import { helloSchema } from '../../../../harness/runners/process/protocol.ts';
import { time } from '../../../../harness/runners/time.ts';
import { faultText } from '../../../../results/note-text.ts';
import { printable } from '../../../../results/printable.ts';
import type { Target } from '../../../../results/record.ts';
import { unavailable } from '../../../../results/schema/reading.ts';
import { layer, target } from '../../../results/small-record.ts';
import { ANY, HELLO, runner } from './script.ts';

const SIZE = layer.tokens * layer.hidden;
const SHAPE = [layer.tokens, layer.hidden];
const CHOICES = layer.tokens * layer.topK;

/** A runner that writes `y` and the choices; `mislead` changes the answer and what lies in the folder. */
const writing = (mislead: string): Target => ({
  ...target('odd-cpu'),
  process: {
    command: [
      ...runner(`const fs = require('node:fs');
        onRequest(({ do: what, folder }) => {
          if (what === 'hello') return answer({ protocol: 1, runner: 'odd', versions: {}, devices: [], strategies: ['eager'] });
          if (what === 'open') return answer({ createMs: 1, options: {}, notes: [], pids: [] });
          if (what === 'steps') return answer({ groups: [], clock: 'host-synchronised', startNs: 0, endNs: 0, idleMs: 0 });
          if (what !== 'outputs') return process.exit(0);
          const [file, choices] = [folder + '/y.bin', folder + '/choices.bin'];
          fs.writeFileSync(file, Buffer.alloc(4 * ${SIZE}));
          fs.writeFileSync(choices, Buffer.alloc(4 * ${CHOICES}));
          const y = { name: 'y', shape: ${JSON.stringify(SHAPE)}, dtype: 'float32', file };
          const said = { tensors: [y], loss: 0, choicesSha256: null, choices };
          ${mislead}
          console.error('last words');
          setTimeout(() => answer(said), 50);
        })`),
    ],
    versions: {},
    device: 'cpu',
    tried: [],
  },
});

async function outputsOf(mislead: string): Promise<unknown> {
  const open = openProcess({ timeoutMs: 20_000 });
  const { steps } = await open({
    workload: layer,
    target: writing(mislead),
    strategy: 'eager',
    deterministic: true,
  });
  try {
    return await steps.outputs().catch((error: unknown) => error);
  } finally {
    await steps.close();
  }
}

describe('outputs as files', () => {
  test('of plain files in the folder are read', async () => {
    const values = new Map<string, Float32Array | Float64Array>([
      ['y', new Float32Array(SIZE)],
      ['loss', Float64Array.of(0)],
    ]);
    expect(await outputsOf('')).toMatchObject({ values });
  });

  test.each([
    ['a file elsewhere', `y.file = '/etc/hostname';`, /y: \/etc\/hostname is not in the folder/],
    ['a device without an end', `y.file = '/dev/zero';`, /y: \/dev\/zero is not in the folder/],
    [
      'a link to a file elsewhere',
      `y.file = folder + '/link'; fs.symlinkSync('/etc/hostname', y.file);`,
      /link is not in the folder/,
    ],
    [
      'a pipe that nobody writes to',
      `y.file = folder + '/pipe'; require('node:child_process').execFileSync('mkfifo', [y.file]);`,
      /pipe is no plain file/,
    ],
    ['a folder', `y.file = folder + '/sub'; fs.mkdirSync(y.file);`, /sub is no plain file/],
    ['a file larger than memory', `fs.truncateSync(file, 2 ** 40);`, /y has 1099511627776 bytes, and its shape/],
    ['a file that is not there', `y.file = folder + '/none';`, /y: .*none cannot be read: ENOENT/],
    ['a shape of as many values', `y.shape = [${SIZE}];`, /y has shape \[\d+\], and is \[\d+, \d+\]/],
    ['a dtype that every object has', `y.dtype = '__proto__';`, /y is of dtype __proto__; known are float64/],
    ['a tensor twice', `said.tensors.push({ ...y });`, /gives y twice/],
    ['no choices', `delete said.choices;`, /gives no choices/],
    ['choices of half a number', `fs.appendFileSync(choices, 'x');`, /choices has \d+ bytes/],
  ])('with %s break the protocol, with the command and the last words', async (_, mislead, message) => {
    expect(await outputsOf(mislead)).toMatchObject({
      code: 'protocol',
      message: expect.stringMatching(new RegExp(`^${process.execPath} -e .*`, 's')),
      detail: 'last words\n',
    });
    expect(await outputsOf(mislead)).toMatchObject({ message: expect.stringMatching(message) });
  });
});

test('A framework that takes longer to import than a suite allows a step is waited for', async () => {
  const { command = [] } = writing('').process ?? {};
  const late = command.map(part =>
    part.replace("if (what === 'hello') return answer(", "if (what === 'hello') return setTimeout(answer, 500, "),
  );
  expect(late).not.toEqual(command);
  const on: Target = { ...target('odd-cpu'), process: { command: late, versions: {}, device: 'cpu', tried: [] } };
  const work = { workload: layer, target: on, strategy: 'eager', deterministic: true };
  const { steps } = await openProcess({ timeoutMs: 400 })(work);
  await steps.close();
});

describe('times', () => {
  const timing = { minWindowMs: 0, minSteps: 3, maxSteps: 3, maxWarmupMs: 0, timeoutMs: 60_000 };
  /** Every batch takes 5 ms, by this process; `said` of it are told. */
  const timed = (said: number) =>
    time(
      { kind: 'time', workload: layer, target: target('odd-cpu'), strategy: 'loop', timing, trace: false },
      async () => ({
        steps: {
          run: async count => {
            const start = performance.now();
            while (performance.now() - start < 5);
            return [{ steps: count, ms: 5 * said }];
          },
          fence: null,
          outputs: async () => ({ values: new Map(), choices: new Map() }),
          summary: async () => ({ loss: 0, tensors: [], choices: null }),
          close: async () => {},
        },
        open: { createMs: 1, options: {}, kernel: 'k', notes: [] },
        clock: 'host-synchronised',
        pids: [process.pid],
        inputsBytes: 0,
        peakDeviceBytes: async () => unavailable('runner-silent'),
        traceAndClose: async () => ({ placement: unavailable('runner-silent'), parts: unavailable('runner-silent') }),
      }),
    );

  test('that are a small part of how long steps were waited for are no measurement', async () => {
    expect(await timed(1)).toMatchObject({ kind: 'measurement' });
    for (const said of [0, 1e-6, 0.01]) {
      const result = await timed(said);
      expect(result).toMatchObject({ kind: 'fault', fault: { code: 'protocol', why: [{ code: 'steps-untimed' }] } });
      expect(result.kind === 'fault' ? faultText(result.fault) : '').toMatch(/^3 steps took .* were waited for/);
    }
  });
});

describe('processes', () => {
  test('that a runner names and that are not its own are left alone', async () => {
    const bystander = spawn('sleep', ['600'], { stdio: 'ignore', detached: true });
    const client = startRunner(runner('onRequest(() => answer({}))'));
    await client.ask(HELLO, ANY, 20_000);
    client.alsoEnds([bystander.pid ?? 0, 1, process.pid, process.ppid]);
    expect(client.pids()).toHaveLength(1);
    await client.end();
    expect(stateOf(bystander.pid ?? 0)).toMatch(/^[SR]/);
    bystander.kill('SIGKILL');
    await once(bystander, 'close');
  });

  // Without /proc nobody finds them.
  test.runIf(existsSync('/proc'))('that left the group and were named by nobody end with their runner', async () => {
    const client = startRunner(
      runner(`const held = require('node:child_process').spawn('sleep', ['600'], { detached: true, stdio: 'ignore' });
        onRequest(() => answer({ held: held.pid }));`),
    );
    const { held } = await client.ask(HELLO, z.object({ held: z.number() }), 20_000);
    await client.end();
    expect(stateOf(held)).toMatch(/^(gone|Z)/);
  });
});

function stateOf(pid: number): string {
  try {
    return /^State:\s+(\S+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 'unknown';
  } catch {
    return 'gone';
  }
}

describe('words', () => {
  test('move no cursor: in texts, in names, and in lines of standard error', () => {
    expect(plainJson('{"a\\u001b[31m":["\\u001b[2Jred\\nnext\\u0007"],"n":1}')).toEqual({ a: ['red next'], n: 1 });
    expect(printable('one\r\n\u001b[31mtwo\u0000\n')).toBe('one\ntwo\n');
    expect(plainJson('{"n": NaN}')).toBeUndefined();
    expect(plainJson(`${'['.repeat(1e6)}${']'.repeat(1e6)}`)).toBeUndefined();
  });

  const board = { id: 'npu:0', vendor: null, name: 'x', index: 0, memoryBytes: null };
  const said = { protocol: 1, runner: 'odd', versions: {}, devices: [board], strategies: ['eager'] };

  test.each([
    ['a device with a path for an id', { devices: [{ ...board, id: '../x' }] }, /letters, digits/],
    ['a device twice', { devices: [board, board] }, /two devices have one id/],
    [
      'ten thousand devices',
      { devices: Array.from({ length: 10_000 }, (_, i) => ({ ...board, id: `npu:${i}` })) },
      /1024/,
    ],
    ['a strategy with a path for a name', { strategies: ['../x'] }, /lower-case kebab/],
    ['a strategy twice', { strategies: ['eager', 'eager'] }, /named twice/],
  ])('of a hello with %s do not hold', (_, changes, message) => {
    expect(helloSchema.safeParse(said).success).toBe(true);
    expect(helloSchema.safeParse({ ...said, ...changes }).error?.issues[0]?.message).toMatch(message);
  });
});
