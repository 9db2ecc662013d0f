/** The project's `moebench conform` against the independent oracle, over models, routings, passes and seeds. */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { type LayerWorkload, layerWorkloadSchema } from '../../suites/workload.ts';
import { disagreements } from './agreement.ts';
import { hasPython, oracleOf, oracleSchema, runOracle } from './oracle.ts';

const CLI = fileURLToPath(new URL('../../dist/harness/cli.js', import.meta.url));
const missing = [...(existsSync(CLI) ? [] : ['dist/harness/cli.js']), ...(hasPython() ? [] : ['python3 ≥ 3.9'])];
const skip = missing.length > 0 && process.env.MOEBENCH_REQUIRE_ALL !== '1';

const conformSchema = z.object({ workload: layerWorkloadSchema, oracle: oracleSchema });

type Published = {
  /** Other than the model's own, and small. */
  readonly dims: Readonly<Record<string, number>>;
  readonly layer: Partial<LayerWorkload>;
};

const softmax: LayerWorkload['router'] = { score: 'softmax', normalise: true, scale: 1, groups: null, bias: false };
const PLAIN = { sharedExperts: 0, activation: 'swiglu', expertBiases: false, weightOn: 'output' } as const;

const folder = mkdtempSync(join(tmpdir(), 'moebench-conform-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** What each model's layer must be, from its published configuration. */
const MODELS: Readonly<Record<string, Published>> = {
  'ling-lite': {
    dims: { experts: 12, hidden: 16, ffn: 10, tokens: 20 },
    layer: { ...PLAIN, topK: 6, sharedExperts: 2, router: softmax },
  },
  'deepseek-v3': {
    dims: { experts: 32, hidden: 24, ffn: 8, tokens: 17 },
    layer: {
      ...PLAIN,
      topK: 8,
      sharedExperts: 1,
      router: { ...softmax, score: 'sigmoid', scale: 2.5, groups: { count: 8, kept: 4 } },
    },
  },
  'olmoe-1b-7b': {
    dims: { experts: 16, hidden: 20, ffn: 12, tokens: 24 },
    layer: { ...PLAIN, topK: 8, router: { ...softmax, normalise: false } },
  },
  'mixtral-8x7b': {
    dims: { experts: 8, hidden: 33, ffn: 19, tokens: 32 },
    layer: { ...PLAIN, topK: 2, router: softmax },
  },
  'gpt-oss-20b': {
    dims: { experts: 8, hidden: 18, ffn: 11, tokens: 21 },
    layer: {
      ...PLAIN,
      topK: 4,
      activation: 'clamped-swiglu',
      expertBiases: true,
      router: { ...softmax, bias: true },
    },
  },
  'llama-4-scout': {
    dims: { experts: 6, hidden: 15, ffn: 9, tokens: 26 },
    layer: {
      ...PLAIN,
      topK: 1,
      sharedExperts: 1,
      weightOn: 'input',
      router: { ...softmax, score: 'sigmoid', normalise: false },
    },
  },
  'glam-64b-64e': {
    dims: { experts: 7, hidden: 14, ffn: 13, tokens: 22 },
    layer: { ...PLAIN, topK: 2, activation: 'relu', router: softmax },
  },
  'switch-base-128e': {
    dims: { experts: 9, hidden: 12, ffn: 16, tokens: 25 },
    layer: { ...PLAIN, topK: 1, activation: 'geglu', router: { ...softmax, normalise: false } },
  },
};

/** Switch and GLaM were trained with a capacity; without one all pairs are there to compare. */
const DROPLESS = ['--dispatch', 'dropless'];
const SMALL = { experts: 8, hidden: 33, ffn: 19, tokens: 32 };
const ROUTINGS = ['learned', 'balanced', 'zipf:1.2'] as const;

/** Every model with every routing, both passes; each pair with a seed of its own, one of them beyond 2³². */
const SEEDS = [0, 1, 7, 42, 1234, 99991, 2 ** 31, 2 ** 32 + 5, 2, 3, 5, 11];
const PAIRS = Object.entries(MODELS).flatMap(([model, published]) =>
  ROUTINGS.map(routing => ({ model, routing, ...published })),
);
const CASES = PAIRS.flatMap((pair, index) => {
  const seed = SEEDS[index % SEEDS.length] ?? 0;
  return [
    { ...pair, seed, pass: 'forward-backward' },
    { ...pair, seed: seed + 1, pass: 'forward' },
  ] as const;
});

describe.skipIf(skip)(`conform beside the independent oracle${skip ? ` (missing: ${missing.join(', ')})` : ''}`, () => {
  it.each(CASES)('$model, $routing, $pass, seed $seed', ({ model, routing, pass, seed, dims, layer }) => {
    expect(missing, 'MOEBENCH_REQUIRE_ALL=1, but this is missing').toEqual([]);
    const { workload, oracle } = conform(['--model', model, '--pass', pass, '--routing', routing, ...DROPLESS], {
      ...dims,
      seed,
    });
    expect(workload).toMatchObject({ ...dims, ...layer, pass, seed, dispatch: { kind: 'dropless' } });
    expect(spelling(workload.routing)).toBe(routing);
    expect(disagreements(oracle, oracleOf(workload))).toEqual([]);
  });

  it.each([
    ['learned', 'capacity:0.6', 'ling-lite'],
    ['balanced', 'capacity:0.5', 'mixtral-8x7b'],
    ['zipf:1.2', 'capacity:1.25', 'deepseek-v3'],
    ['zipf:1.2', 'capacity:1', 'gpt-oss-20b'],
    ['trace', 'dropless', 'olmoe-1b-7b'],
    ['trace', 'capacity:1.25', 'llama-4-scout'],
    ['trace', 'capacity:1', 'mixtral-8x7b'],
  ])('%s with %s, %s', (routing, dispatch, model) => {
    expect(missing, 'MOEBENCH_REQUIRE_ALL=1, but this is missing').toEqual([]);
    const { dims = {}, layer = {} } = MODELS[model] ?? {};
    const asked = routing === 'trace' ? `trace:${recorded(model, dims, layer.topK ?? 1)}` : routing;
    const args = ['--model', model, '--pass', 'forward-backward', '--routing', asked, '--dispatch', dispatch];
    const { workload, oracle } = conform(args, { ...dims, seed: 19 });
    expect(workload.dispatch.kind).toBe(dispatch.split(':')[0]);
    expect(workload.routing.kind).toBe(routing.split(':')[0]);
    expect(disagreements(oracle, oracleOf(workload))).toEqual([]);
  });

  it('refuses a wrong table, so a table that passes was recomputed', () => {
    expect(missing, 'MOEBENCH_REQUIRE_ALL=1, but this is missing').toEqual([]);
    const { workload } = conform(['--model', 'mixtral-8x7b', '--routing', 'zipf:1.2'], SMALL);
    if (workload.routing.kind !== 'zipf') throw new Error(`asked for zipf:1.2, got ${workload.routing.kind}`);
    const thresholds = workload.routing.thresholds.map((threshold, e) => (e === 0 ? threshold - 1 : threshold));
    const changed = { ...workload, routing: { ...workload.routing, thresholds } };
    expect(runOracle([], JSON.stringify({ workload: changed })).status).toBe(2);
  });
});

/** The path of a trace that names every expert, low ones more often; rows are in no order. */
function recorded(model: string, { tokens = 0, experts = 0 }: Published['dims'], topK: number): string {
  const choices = Array.from({ length: tokens + 3 }, (_, t) =>
    Array.from({ length: topK }, (_, j) => ((t < experts ? t : (t * t) % 5) + 3 * j) % experts).toReversed(),
  ).map(row => [...new Set([...row, ...Array.from({ length: experts }, (_, e) => e)])].slice(0, topK));
  const path = join(folder, `${model}.json`);
  writeFileSync(path, JSON.stringify({ schema: 'moebench.trace/1', model, experts, topK, choices }));
  return path;
}

function conform(args: readonly string[], dims: Readonly<Record<string, number>>) {
  const sizes = Object.entries(dims).flatMap(([name, value]) => [`--${name}`, String(value)]);
  const argv = [CLI, 'conform', ...args, ...sizes, '--json'];
  const { status, stdout, stderr } = spawnSync(process.execPath, argv, { encoding: 'utf8', maxBuffer: 2 ** 26 });
  if (status !== 0) throw new Error(`moebench ${argv.slice(1).join(' ')}: exit ${status}\n${stderr}`);
  return conformSchema.parse(JSON.parse(stdout));
}

function spelling(routing: z.infer<typeof conformSchema>['workload']['routing']): string {
  return routing.kind === 'zipf' ? `zipf:${routing.exponent}` : routing.kind;
}
