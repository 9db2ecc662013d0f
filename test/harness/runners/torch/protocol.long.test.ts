/** The PyTorch runner's side of the protocol, as the worker's client asks it. */
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { norm, probe } from '../../../../harness/runners/fingerprint.ts';
import { type Client, connectRunner, startRunner } from '../../../../harness/runners/process/client.ts';
import {
  closedSchema,
  helloSchema,
  memoryAnswerSchema,
  openAnswerSchema,
  stepsAnswerSchema,
  summaryAnswerSchema,
  traceAnswerSchema,
  tryAnswerSchema,
} from '../../../../harness/runners/process/protocol.ts';
import type { LayerWorkload } from '../../../../suites/workload.ts';
import { SMALL } from '../../../independent/workloads.ts';
import { REQUIRE_ALL, TORCH_PYTHONS } from './pythons.ts';
import { SERVER, TorchRunner } from './runner.ts';

const TIMEOUT_MS = 120_000;
const workload: LayerWorkload = { ...SMALL, dtype: 'float32', tokens: 32, hidden: 24, ffn: 16 };
const opening = { do: 'open', workload, files: {}, device: 'cpu', strategy: 'eager', threads: 1 };

const clients: Client[] = [];
afterAll(() => Promise.all(clients.map(client => client.end())));

function started(python: string): Client {
  const client = startRunner([python, SERVER]);
  clients.push(client);
  return client;
}

const codeOf = async (client: Client, request: Parameters<Client['ask']>[0]): Promise<string> =>
  client.ask(request, z.unknown(), TIMEOUT_MS).then(
    () => 'answered',
    error => `${error.fault?.code ?? error.code}: ${error.message}`,
  );

describe.skipIf(TORCH_PYTHONS.length === 0 && !REQUIRE_ALL)('torch (skipped where no python3 can import one)', () => {
  it('there is one', () => {
    expect(TORCH_PYTHONS).not.toEqual([]);
  });

  it.each(TORCH_PYTHONS)('$torch: hello names versions, devices and strategies', async ({ python, torch }) => {
    const client = started(python);
    const hello = await client.ask({ do: 'hello', protocol: 1 }, helloSchema, TIMEOUT_MS);
    expect(hello).toMatchObject({ protocol: 1, runner: 'torch', versions: { torch }, pid: client.pids()[0] });
    expect(hello.strategies[0]).toBe('eager');
    expect(hello.devices.at(-1)).toMatchObject({ id: 'cpu', vendor: null, index: 0, memoryBytes: null });
  });

  it.each(TORCH_PYTHONS)('$torch: from open to close', async ({ python }) => {
    const client = started(python);
    const open = await client.ask(opening, openAnswerSchema, TIMEOUT_MS);
    expect(open).toMatchObject({ options: { threads: 1, deterministic: false }, notes: [], pids: client.pids() });
    const deterministic = await client.ask({ ...opening, deterministic: true }, openAnswerSchema, TIMEOUT_MS);
    expect(deterministic.options).toMatchObject({ deterministic: true });
    // What one workload asked for is not the next one's.
    expect(await client.ask(opening, openAnswerSchema, TIMEOUT_MS)).toEqual({ ...open, createMs: expect.any(Number) });
    const none = await client.ask({ do: 'steps', count: 0 }, stepsAnswerSchema, TIMEOUT_MS);
    expect(none).toMatchObject({ groups: [], clock: 'host-synchronised', idleMs: 0 });
    const { groups, startNs, endNs } = await client.ask({ do: 'steps', count: 7 }, stepsAnswerSchema, TIMEOUT_MS);
    // By the host's clock a batch is one group: nothing is asked of the clock inside it.
    expect(groups).toEqual([{ steps: 7, ms: expect.closeTo((endNs - startNs) / 1e6, 3) }]);
    expect(await client.ask({ do: 'memory' }, memoryAnswerSchema, TIMEOUT_MS)).toEqual({
      peakBytes: null,
      reservedBytes: null,
    });
    const { partsMs } = await client.ask({ do: 'trace' }, traceAnswerSchema, TIMEOUT_MS);
    // What noise hides is not told apart.
    expect([['forward', 'dX', 'dW'], ['forward', 'backward'], []]).toContainEqual(Object.keys(partsMs));
    expect(await client.ask({ do: 'close' }, closedSchema, TIMEOUT_MS)).toEqual({});
    expect(await codeOf(client, { do: 'memory' })).toMatch(/ended with exit code 0/);
  });

  it.each(TORCH_PYTHONS)('$torch: a summary is the norms and probes of what the files hold', async ({ python }) => {
    const runner = new TorchRunner(python);
    const [outputs] = await runner.stepped({ ...workload, dtype: 'bfloat16' }, { strategy: 'eager' });
    const summary = summaryAnswerSchema.parse(await runner.succeed({ do: 'outputs', as: 'summary' }));
    const names = summary.tensors.map(({ name }) => name);
    expect([...names, 'routerScores', 'loss'].toSorted()).toEqual([...(outputs?.values.keys() ?? [])].toSorted());
    for (const { name, l2, probe: probed } of summary.tensors) {
      const values = outputs?.values.get(name) ?? new Float32Array();
      expect(l2).toBeCloseTo(norm(values), 6);
      const expected = [...probe(workload.seed, name, values)];
      expect(probed.map((sum, i) => Math.abs((sum ?? Number.NaN) - (expected[i] ?? 0)) < 1e-6)).not.toContain(false);
    }
    const only = await runner.outputs(['grad:router', 'routerScores']);
    expect([...only.values.keys()].toSorted()).toEqual(['grad:router', 'loss', 'routerScores']);
    await runner.close();
  });

  it.each(TORCH_PYTHONS)('$torch: what comes after a trace of training is as without one', async ({ python }) => {
    const runner = new TorchRunner(python);
    const folder = mkdtempSync(join(tmpdir(), 'moebench-text-'));
    const file = join(folder, 'text.i32');
    writeFileSync(
      file,
      Int32Array.from({ length: 32 * 4 }, (_, i) => (i * 7) % 64),
    );
    const request = { ...opening, workload: trainStep, files: { ids: file, targets: file } };
    const after = async (traced: boolean) => {
      await runner.succeed(request);
      if (traced) {
        const { partsMs } = traceAnswerSchema.parse(await runner.succeed({ do: 'trace' }));
        expect([['forward', 'backward', 'optimizer'], []]).toContainEqual(Object.keys(partsMs));
      }
      await runner.succeed({ do: 'steps', count: 2 });
      const { values, loss } = await runner.outputs();
      return { loss, head: [...(values.get('next:head') ?? [])] };
    };
    expect(await after(true)).toEqual(await after(false));
    rmSync(folder, { recursive: true });
    await runner.close();
  });

  it.each(TORCH_PYTHONS)('$torch: each fault has its code, and the next request is answered', async ({ python }) => {
    const client = started(python);
    expect(await codeOf(client, { do: 'hello', protocol: 2 })).toMatch(/^protocol: .*speaks protocol 1, not 2/);
    expect(await codeOf(client, { do: 'dance' })).toMatch(/^unsupported: .*unknown request 'dance'/);
    expect(await codeOf(client, { do: 'steps', count: 1 })).toMatch(/^internal: .*no workload is open/);
    for (const [field, message] of [
      [{ latentSize: 8 }, /^unsupported: .*latentSize: a field that this runner does not know/],
      [{ activation: 'mish' }, /^unsupported: .*activation is 'mish'; this runner knows swiglu/],
      [{ router: { ...workload.router, score: 'tanh' } }, /^unsupported: .*router\.score is 'tanh'/],
      [{ router: { ...workload.router, temperature: 2 } }, /^unsupported: .*router\.temperature: a field/],
    ] as const) {
      expect(await codeOf(client, { ...opening, workload: { ...workload, ...field } })).toMatch(message);
    }
    expect(await codeOf(client, { ...opening, strategy: 'magic' })).toMatch(/^unsupported: .*unknown strategy 'magic'/);
    expect(await codeOf(client, { ...opening, device: 'abacus:0' })).toMatch(/^provider-missing: .*unknown device/);
    expect(await codeOf(client, { ...opening, device: 'npu:0' })).toMatch(/^provider-missing: .*torch_npu/);
    expect(await codeOf(client, { ...opening, workload: { ...workload, dtype: 'tf32' } })).toMatch(
      /^unsupported: .*tf32/,
    );
    const huge = { ...workload, ffn: 2 ** 40 };
    expect(await codeOf(client, { ...opening, workload: huge })).toMatch(/^out-of-memory: /);
    const tried = await client.ask(
      { do: 'try', device: 'cpu', dtype: 'float32', strategy: 'graph' },
      tryAnswerSchema,
      TIMEOUT_MS,
    );
    expect(tried).toMatchObject({ works: false, reason: expect.stringMatching(/cuda|grouped/) });
    expect(await client.ask(opening, openAnswerSchema, TIMEOUT_MS)).toMatchObject({ notes: [] });
  });

  it.each(TORCH_PYTHONS)(
    '$torch: a server forks a child a connection, and each ends with its socket',
    async ({ python }) => {
      const folder = mkdtempSync(join(tmpdir(), 'moebench-serve-'));
      const socket = join(folder, 'socket');
      const server = spawn(python, [SERVER, '--serve', socket], { stdio: 'ignore' });
      await until(() => existsSync(socket));
      const [first, second] = [connectRunner(socket, 'first'), connectRunner(socket, 'second')];
      const hellos = await Promise.all(
        [first, second].map(client => client.ask({ do: 'hello', protocol: 1 }, helloSchema, TIMEOUT_MS)),
      );
      const pids = hellos.map(({ pid }) => pid ?? 0);
      expect(new Set([...pids, server.pid]).size).toBe(3);
      await first.ask(opening, openAnswerSchema, TIMEOUT_MS);
      // Whatever is under way: a long batch ends with its connection too.
      void first.ask({ do: 'steps', count: 10 ** 9 }, z.unknown(), TIMEOUT_MS).catch(() => {});
      await second.ask({ ...opening, strategy: 'eager' }, openAnswerSchema, TIMEOUT_MS);
      await first.end();
      await second.end();
      await until(() => pids.every(pid => !existsSync(`/proc/${pid}`)));
      expect(server.exitCode).toBeNull();
      server.kill();
      rmSync(folder, { recursive: true });
    },
  );
});

const trainStep = {
  ...workload,
  part: 'train-step',
  pass: 'train',
  sequence: 16,
  normEpsilon: 1e-6,
  attention: { kind: 'gqa', heads: 2, kvHeads: 1, headDim: 12, ropeDim: 12, ropeTheta: 1e4, qkNorm: true },
  layers: 2,
  firstDense: 1,
  moeEvery: 1,
  denseFfn: 16,
  vocab: 64,
  tied: false,
  selectionBiasRate: 0.001,
  losses: { balance: 0.01, z: 0.001 },
  optimizer: { kind: 'adamw', learningRate: 1e-3, beta1: 0.9, beta2: 0.95, epsilon: 1e-8, weightDecay: 0.1 },
};

/** Looks until something holds; a test that waits in vain is ended by its timeout. */
async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await new Promise(resolve => setTimeout(resolve, 10));
}
