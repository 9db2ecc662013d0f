/** The inputs that found bugs in public MoE kernels, for every strategy and dtype that a torch offers, against the float64 oracle. */
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { traceRouting } from '../../../../suites/moe/routing/trace.ts';
import type { Dtype, LayerWorkload } from '../../../../suites/workload.ts';
import { SMALL } from '../../../independent/workloads.ts';
import { CURRENT, OLD, REQUIRE_ALL, required, type TorchPython } from './pythons.ts';
import { differenceOf, oracleOf, TorchRunner } from './runner.ts';

const POISON = fileURLToPath(new URL('poison.py', import.meta.url));

const base: LayerWorkload = { ...SMALL, dtype: 'float32', tokens: 24, hidden: 32, ffn: 16, experts: 4, topK: 2 };

/** Every token to the same experts. */
const all = (tokens: number, ...experts: readonly number[]) =>
  traceRouting(Array.from({ length: tokens }, () => experts));

const CASES: Readonly<Record<string, LayerWorkload>> = {
  'an empty expert, first, between others and last': {
    ...base,
    experts: 6,
    routing: traceRouting(Array.from({ length: 24 }, (_, t) => [1 + (t % 2), 4])),
  },
  'an expert with one row': {
    ...base,
    routing: traceRouting(Array.from({ length: 24 }, (_, t) => (t === 5 ? [0, 3] : [1, 2]))),
  },
  'one token': { ...base, tokens: 1, topK: 1, routing: all(1, 2) },
  'sizes that are no multiple of 8 or 16': {
    ...base,
    tokens: 13,
    hidden: 27,
    ffn: 21,
    experts: 5,
    sharedExperts: 1,
    expertBiases: true,
    router: { ...base.router, bias: true, normalise: true },
  },
  'all rows on one expert': { ...base, topK: 1, routing: all(24, 2) },
  'rows held < rows given': {
    ...base,
    expertBiases: true,
    routing: all(24, 0, 3),
    dispatch: { kind: 'capacity', factor: 0.5 },
  },
  'rows held < rows given, weights on the inputs': {
    ...base,
    tokens: 21,
    weightOn: 'input',
    routing: traceRouting(Array.from({ length: 21 }, (_, t) => [t % 2, 2 + (t % 7 === 0 ? 1 : 0)])),
    dispatch: { kind: 'capacity', factor: 0.75 },
  },
  'width 2880 between the matrices, as gpt-oss': {
    ...base,
    ffn: 2880,
    activation: 'clamped-swiglu',
    expertBiases: true,
    router: { ...base.router, normalise: true, bias: true },
  },
  'hidden width 2880': { ...base, hidden: 2880, ffn: 24 },
};

type Offer = { readonly strategy: string; readonly dtype: Dtype | 'float8-tensorwise'; readonly tolerance: number };
const OFFERS: readonly Offer[] = [
  { strategy: 'eager', dtype: 'float32', tolerance: 1e-5 },
  { strategy: 'eager', dtype: 'float64', tolerance: 1e-9 },
  { strategy: 'eager', dtype: 'bfloat16', tolerance: 2e-2 },
  { strategy: 'eager', dtype: 'float16', tolerance: 4e-3 },
  { strategy: 'eager', dtype: 'float8-tensorwise', tolerance: 0.15 },
  { strategy: 'grouped', dtype: 'float32', tolerance: 1e-5 },
  { strategy: 'grouped', dtype: 'bfloat16', tolerance: 2e-2 },
  { strategy: 'grouped', dtype: 'float16', tolerance: 4e-3 },
  { strategy: 'compile', dtype: 'float32', tolerance: 1e-5 },
  { strategy: 'compile', dtype: 'bfloat16', tolerance: 2e-2 },
];
const OLD_OFFERS = OFFERS.filter(({ strategy, dtype }) => strategy === 'eager' && /^float(32|64)$/.test(dtype));

const tried = z.object({ works: z.boolean(), reason: z.string().optional() });
const poisonSchema = z.object({ reused: z.boolean(), finite: z.boolean(), equal: z.boolean() });

const runners = new Map<string, TorchRunner>();
afterAll(() => Promise.all([...runners.values()].map(runner => runner.close())));

function runnerOf({ python }: TorchPython): TorchRunner {
  const runner = runners.get(python) ?? new TorchRunner(python);
  runners.set(python, runner);
  return runner;
}

/** The same values for both: float8's tensors are bfloat16. */
const tensorDtype = ({ dtype }: Offer): Dtype => (dtype === 'float8-tensorwise' ? 'bfloat16' : dtype);

async function expectOracle(python: TorchPython, offer: Offer, workload: LayerWorkload): Promise<void> {
  const { strategy, dtype, tolerance } = offer;
  const runner = runnerOf(python);
  expect(tried.parse(await runner.ask({ do: 'try', device: 'cpu', dtype, strategy }))).toMatchObject({ works: true });
  const expected = { ...workload, dtype: tensorDtype(offer) };
  const [first] = await runner.stepped(expected, { strategy, dtype });
  await runner.succeed({ do: 'steps', count: 2 });
  const [third, [oracle]] = [await runner.outputs(), await oracleOf(expected)];
  if (first === undefined || oracle === undefined) throw new Error('no step was run');
  const [difference, again] = [differenceOf(expected, oracle, first), differenceOf(expected, oracle, third)];
  if (process.env.MOEBENCH_SHOW === '1') console.log(strategy, dtype, difference, again);
  expect(difference).toMatchObject({ missing: [], flips: 0 });
  expect(difference.error, difference.worst).toBeLessThanOrEqual(tolerance);
  expect(again.error, again.worst).toBeLessThanOrEqual(tolerance);
}

/** Two steps with everything that was freed between them filled with NaN. */
function poisoned({ python }: TorchPython, strategy: string, dtype: string, ...more: readonly string[]) {
  const { status, stdout, stderr } = spawnSync(python, [POISON, strategy, dtype, ...more], {
    encoding: 'utf8',
    // Blocks of every size are taken from what was freed last, and nothing is given back to the system.
    env: {
      ...process.env,
      MALLOC_MMAP_MAX_: '0',
      MALLOC_TRIM_THRESHOLD_: '100000000000',
      PYTHONDONTWRITEBYTECODE: '1',
    },
  });
  if (status !== 0) throw new Error(`poison.py: exit ${status}\n${stderr}`);
  return poisonSchema.parse(JSON.parse(stdout));
}

describe.skipIf(CURRENT === undefined && !REQUIRE_ALL)(
  'a current torch (skipped where MOEBENCH_TORCH_PYTHON names none)',
  () => {
    const current = () => required(CURRENT, 'a torch of 2.9 or later');

    describe.each(OFFERS)('$strategy, $dtype', offer => {
      it.each(Object.entries(CASES))('%s', (_, workload) => expectOracle(current(), offer, workload));

      it('two backwards with freed memory filled with NaN', () => {
        expect(poisoned(current(), offer.strategy, offer.dtype)).toEqual({ reused: true, finite: true, equal: true });
      });
    });

    it('a line whose dropped rows are multiplied by 0 instead of left out has NaN in its second backward', () => {
      expect(poisoned(current(), 'grouped', 'float32', '--unmasked')).toMatchObject({ reused: true, finite: false });
    });
  },
);

describe.skipIf(OLD === undefined && !REQUIRE_ALL)('an old torch (skipped where no python3 can import one)', () => {
  describe.each(OLD_OFFERS)('$strategy, $dtype', offer => {
    it.each(Object.entries(CASES))('%s', (_, workload) => expectOracle(required(OLD, 'torch'), offer, workload));
  });
});
