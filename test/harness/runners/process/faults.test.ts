/** Runners that misbehave, as processes: each is a typed fault with the command and its last words, and nothing of it goes on. */
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { RunnerFault } from '../../../../harness/runners/fault.ts';
import { connectRunner, startRunner } from '../../../../harness/runners/process/client.ts';
import { openProcess } from '../../../../harness/runners/process/open.ts';
import { helloSchema } from '../../../../harness/runners/process/protocol.ts';
import type { Target } from '../../../../results/record.ts';
import { layer, target } from '../../../results/small-record.ts';
import { ANY, HELLO, runner } from './script.ts';

async function faultOf(command: readonly string[], timeoutMs = 20_000): Promise<RunnerFault> {
  const client = startRunner(command);
  try {
    await client.ask(HELLO, ANY, timeoutMs);
  } catch (error) {
    if (error instanceof RunnerFault) return error;
    throw error;
  } finally {
    await client.end();
  }
  throw new Error('it answered');
}

test('what a runner says for people is one line that moves no cursor, and no book', async () => {
  const evil = "'\\u001b[2J\\u001b[31mNVIDIA\\u202e H20\\r\\nH800 is dearer\\u0007'";
  const client = startRunner(
    runner(`onRequest(() => answer({ protocol: 1, runner: 'own', strategies: ['eager'], versions: { [${evil}]: ${evil} },
      devices: [{ id: 'x:0', vendor: ${evil}, name: 'A'.repeat(10000), index: 0, memoryBytes: null }] }))`),
  );
  try {
    const { versions, devices } = await client.ask(HELLO, helloSchema, 20_000);
    expect(versions).toEqual({ 'NVIDIA H20 H800 is dearer': 'NVIDIA H20 H800 is dearer' });
    expect(devices[0]).toMatchObject({ vendor: 'NVIDIA H20 H800 is dearer', name: `${'A'.repeat(499)}…` });
  } finally {
    await client.end();
  }
});

describe('a runner that gives no answer', () => {
  test('that cannot be started is a crash that names the command', async () => {
    expect(await faultOf(['no-such-python', 'server.py'])).toMatchObject({
      code: 'crash',
      message: expect.stringMatching(/^no-such-python server\.py: could not be started: .*ENOENT/),
    });
  });

  test('that ends is a crash with its exit code and its last words', async () => {
    const fault = await faultOf(
      runner(`console.error("ModuleNotFoundError: No module named 'torch'"); process.exit(3)`),
    );
    expect(fault).toMatchObject({ code: 'crash', detail: "ModuleNotFoundError: No module named 'torch'\n" });
    expect(fault.message).toMatch(/ended with exit code 3$/);
  });

  test('that is killed says by what signal', async () => {
    expect((await faultOf(runner(`process.kill(process.pid, 'SIGSEGV')`))).message).toMatch(/ended by SIGSEGV$/);
  });

  test('that ends in the middle of a line says so', async () => {
    const fault = await faultOf(runner(`process.stdout.write('{"protocol": 1, "run', () => process.exit(0))`));
    expect(fault).toMatchObject({
      code: 'crash',
      message: expect.stringContaining('in the middle of a line: {"protocol": 1'),
    });
  });

  test('that says nothing is a timeout', async () => {
    const fault = await faultOf(runner('setInterval(() => {}, 1000)'), 300);
    expect(fault).toMatchObject({
      code: 'timeout',
      message: expect.stringContaining("no answer to 'hello' within 300 ms"),
    });
  });

  test('whose socket is not there is a crash', async () => {
    const client = connectRunner('/no/such/socket', 'python3 server.py');
    await expect(client.ask(HELLO, ANY, 5000)).rejects.toMatchObject({
      code: 'crash',
      message: expect.stringMatching(/^python3 server\.py: its socket cannot be reached/),
    });
    await client.end();
  });
});

describe('a runner that answers with what is no answer', () => {
  test.each([
    ['garbage', `process.stdout.write('Loading extension cpp_ops...\\n')`, /is no JSON\): Loading extension/],
    ['a number', `answer(7)`, /does not hold/],
    ['an empty line', `process.stdout.write('\\n')`, /is no JSON/],
    ['bytes that are no text', `process.stdout.write(Buffer.from([0xff, 0xfe, 0x0a]))`, /is no JSON/],
  ])('of %s breaks the protocol', async (_, script, message) => {
    expect(await faultOf(runner(`onRequest(() => { ${script} })`))).toMatchObject({
      code: 'protocol',
      message: expect.stringMatching(message),
    });
  });

  test('of a line without an end is stopped at 16 MiB, however much it writes', async () => {
    const before = process.memoryUsage().rss;
    const fault = await faultOf(
      runner(
        `const part = Buffer.alloc(1 << 20, 97); const write = () => { while (process.stdout.write(part)); process.stdout.once('drain', write); }; write();`,
      ),
    );
    expect(fault).toMatchObject({ code: 'protocol', message: expect.stringContaining('longer than 16777216 bytes') });
    expect(process.memoryUsage().rss - before).toBeLessThan(512 * 2 ** 20);
  });

  test('of a second line that nobody asked for fails what is asked next', async () => {
    const client = startRunner(runner(`onRequest(() => process.stdout.write('{"a":1}\\n{"a":2}\\n'))`));
    await client.ask(HELLO, ANY, 20_000);
    await expect(client.ask(HELLO, ANY, 20_000)).rejects.toMatchObject({ code: 'protocol' });
    await client.end();
  });

  test('of an error has the code of the fault table, and an unknown code is internal', async () => {
    const says = (code: string) =>
      faultOf(runner(`onRequest(() => answer({ error: { code: '${code}', message: 'no' } }))`));
    expect((await says('out-of-memory')).code).toBe('out-of-memory');
    expect((await says('EVIL')).code).toBe('internal');
  });
});

const OPENED = `{ createMs: 1, options: {}, kernel: 'k', notes: [], pids: [process.pid] }`;
const hello = (protocol: number) =>
  `{ protocol: ${protocol}, runner: 'odd', versions: {}, devices: [], strategies: ['eager'], pid: process.pid }`;
/** A runner that opens, and answers 'steps' with what `steps` says. */
const stepping = (steps: string): Target => ({
  ...target('odd-cpu'),
  process: {
    command: [
      ...runner(`onRequest(({ do: what, count }) => {
        if (what === 'hello') answer(${hello(1)});
        else if (what === 'open') answer(${OPENED});
        else if (what === 'steps' && count === 0) answer({ groups: [], clock: 'host-synchronised', startNs: 0, endNs: 0, idleMs: 0 });
        else if (what === 'steps') { ${steps} }
        else process.exit(0);
      })`),
    ],
    versions: {},
    device: 'cpu',
    tried: [],
  },
});

const opened = (on: Target, timeoutMs = 20_000) =>
  openProcess({ timeoutMs })({ workload: layer, target: on, strategy: 'eager', deterministic: false });

/** The first step is run by opening: a second one is asked for. */
async function secondStep(steps: string, count = 2, timeoutMs = 20_000): Promise<unknown> {
  const { steps: ready } = await opened(stepping(steps), timeoutMs);
  try {
    await ready.run(1);
    return await ready.run(count).catch((error: unknown) => error);
  } finally {
    await ready.close();
  }
}

const batch = (groups: string, lastedMs = 100) =>
  `answer({ groups: ${groups}, clock: 'host-synchronised', startNs: 0, endNs: ${lastedMs * 1e6}, idleMs: 0 })`;

describe('a runner whose batch cannot be what it says', () => {
  test('that times what was asked for is taken at its word', async () => {
    expect(await secondStep(batch('[{ steps: 2, ms: 80 }]'))).toEqual([{ steps: 2, ms: 80 }]);
    expect(await secondStep(batch('[{ steps: 1, ms: 40 }, { steps: 1, ms: 41 }]'))).toHaveLength(2);
  });

  test.each([
    ['fewer steps than asked for', batch('[{ steps: 1, ms: 40 }]'), /asked for 2 steps, and gives the times of 1/],
    ['no steps at all', batch('[]'), /gives the times of 0/],
    ['groups of different sizes', batch('[{ steps: 2, ms: 40 }, { steps: 1, ms: 40 }]'), /2 and 1 steps/],
    ['steps longer than their batch', batch('[{ steps: 2, ms: 150 }]'), /took 150 ms in a batch of 100 ms/],
    ['a negative time', batch('[{ steps: 2, ms: -1 }]'), /groups\.0\.ms/],
    ['a time that is no number', batch('[{ steps: 2, ms: null }]'), /groups\.0\.ms/],
  ])('with %s breaks the protocol', async (_, steps, message) => {
    const count = message.source.includes('2 and 1') ? 3 : 2;
    expect(await secondStep(steps, count)).toMatchObject({ code: 'protocol', message: expect.stringMatching(message) });
  });

  test('that hangs in a step is a timeout, and the process is gone', async () => {
    const { steps, pids } = await opened(stepping(''), 300);
    await steps.run(1);
    await expect(steps.run(1)).rejects.toMatchObject({ code: 'timeout' });
    await steps.close();
    for (const pid of pids) expect(stateOf(pid)).toMatch(/^(gone|Z)/);
  });

  test('of another version of the protocol is told so, and what to do', async () => {
    const other = stepping('');
    const command = (other.process?.command ?? []).map(part => part.replace('protocol: 1,', 'protocol: 2,'));
    const on = { ...other, process: { command, versions: {}, device: 'cpu', tried: [] } };
    await expect(opened(on)).rejects.toMatchObject({
      code: 'protocol',
      message: expect.stringContaining('speaks protocol 2, this program 1: use a runner and a moebench of one version'),
    });
  });
});

test('whatever a runner has started ends with it', async () => {
  const client = startRunner(
    runner(`const { spawn } = require('node:child_process');
      const sleeper = spawn('sleep', ['600']);
      process.on('SIGTERM', () => {});
      onRequest(() => answer({ sleeper: sleeper.pid }));`),
  );
  const { sleeper } = await client.ask(HELLO, z.object({ sleeper: z.number() }), 20_000);
  client.alsoEnds([sleeper]);
  await client.end();
  // What nobody has waited for stays in the table as a zombie, which holds nothing.
  for (const pid of client.pids()) expect(stateOf(pid)).toMatch(/^(gone|Z)/);
});

function stateOf(pid: number): string {
  try {
    return /^State:\s+(\S+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 'unknown';
  } catch {
    return 'gone';
  }
}
