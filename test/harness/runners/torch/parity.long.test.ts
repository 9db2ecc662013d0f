/** The PyTorch runner against the float64 oracle: every runnable model, part and routing, in the small. */
import { afterAll, describe, expect, it } from 'vitest';
import { isHalf } from '../../../../suites/graph/tensor.ts';
import { loadModels } from '../../../../suites/models.ts';
import { resolveWorkload } from '../../../../suites/resolve.ts';
import { shrink } from '../../../../suites/shrink.ts';
import { UsageError } from '../../../../suites/usage-error.ts';
import type { Dtype, MoeWorkload, Part } from '../../../../suites/workload.ts';
import { CURRENT, OLD, REQUIRE_ALL, required, type TorchPython } from './pythons.ts';
import {
  type Difference,
  differenceOf,
  imposedBy,
  oracleOf,
  stepsOf,
  TorchRunner,
  unexplainedFlips,
} from './runner.ts';

const PASS = { 'moe-layer': 'forward-backward', 'moe-block': 'forward-backward', 'train-step': 'train' } as const;
const PARTS: readonly Part[] = ['moe-layer', 'moe-block', 'train-step'];
/** ‖d − ref‖ ÷ ‖ref‖ on the CPU after one step; a step of training adds as much. */
const TOLERANCE: Readonly<Record<Dtype, number>> = { float32: 1e-5, bfloat16: 2e-2, float16: 4e-3, float64: 1e-9 };
/** One a kind of router, activation and attention. */
const FEW = ['mixtral-8x7b', 'deepseek-v3', 'gpt-oss-20b', 'llama-4-scout', 'switch-base-128e'];

type Form = { readonly routing: string; readonly dispatch: string | null };
const FORMS: readonly Form[] = [
  { routing: 'learned', dispatch: null },
  { routing: 'balanced', dispatch: null },
  { routing: 'zipf:1.2', dispatch: null },
  { routing: 'zipf:1.2', dispatch: 'capacity:1.25' },
];

const runners = new Map<string, TorchRunner>();
afterAll(() => Promise.all([...runners.values()].map(runner => runner.close())));

function runnerOf({ python }: TorchPython, strategy: string): TorchRunner {
  const key = `${python} ${strategy}`;
  const runner = runners.get(key) ?? new TorchRunner(python);
  runners.set(key, runner);
  return runner;
}

/** A model's parts in each form, shrunk: those that the model has. */
function workloadsOf(model: string, dtype: Dtype, forms: readonly Form[]): readonly MoeWorkload[] {
  return PARTS.flatMap(part =>
    forms.flatMap(form => {
      try {
        const request = { model, part, pass: PASS[part], dtype, seed: 3, scale: {}, ...form };
        const small = shrink(resolveWorkload(request));
        return small.part === 'gemm' || small.part === 'stream' ? [] : [small];
      } catch (error) {
        // A model of which only the layer is known has no block.
        if (error instanceof UsageError && part !== 'moe-layer') return [];
        throw error;
      }
    }),
  );
}

/** Of half types a choice may flip where scores tie: the oracle is then computed with the runner's choices, as a proof does. */
async function differences(python: TorchPython, strategy: string, workloads: readonly MoeWorkload[]) {
  const found: (Difference & { readonly workload: string; readonly allowed: number })[] = [];
  for (const workload of workloads) {
    const { part, routing, dispatch, dtype } = workload;
    const actual = await runnerOf(python, strategy).stepped(workload, { strategy });
    const mayFlip = isHalf(dtype) && routing.kind === 'learned';
    const oracle = await oracleOf(workload, mayFlip ? imposedBy(workload, actual) : undefined);
    const difference = differenceOf(workload, oracle, actual);
    const flips = mayFlip ? await unexplainedFlips(workload, actual) : difference.flips;
    const allowed = TOLERANCE[dtype] * stepsOf(workload);
    found.push({ ...difference, workload: `${part} ${routing.kind} ${dispatch.kind}`, allowed, flips });
  }
  if (process.env.MOEBENCH_SHOW === '1') console.log(strategy, JSON.stringify(found));
  return found;
}

function violations(found: Awaited<ReturnType<typeof differences>>) {
  return found.filter(({ error, allowed, flips }) => !(error <= allowed) || flips !== 0);
}

const models = loadModels().filter(({ differs }) => differs.layer === null);

describe.skipIf(CURRENT === undefined && !REQUIRE_ALL)(
  'a current torch (skipped where MOEBENCH_TORCH_PYTHON names none)',
  () => {
    const current = () => required(CURRENT, 'a torch of 2.9 or later');

    it.each(models.map(({ id }) => id))(
      'eager, float32: %s in every part and routing is the oracle within 1e-5',
      async id => {
        expect(violations(await differences(current(), 'eager', workloadsOf(id, 'float32', FORMS)))).toEqual([]);
      },
    );

    it.each(models.map(({ id }) => id))('grouped, float32: %s likewise', async id => {
      expect(violations(await differences(current(), 'grouped', workloadsOf(id, 'float32', FORMS)))).toEqual([]);
    });

    it.each(FEW)('eager, float64: %s within 1e-9', async id => {
      expect(violations(await differences(current(), 'eager', workloadsOf(id, 'float64', FORMS)))).toEqual([]);
    });

    it.each(FEW.flatMap(id => ['eager', 'grouped'].map(strategy => [strategy, id])))(
      '%s, bfloat16: %s within 2e-2',
      async (strategy, id) => {
        const found = await differences(current(), strategy, workloadsOf(id, 'bfloat16', FORMS));
        expect(violations(found)).toEqual([]);
      },
    );
  },
);

describe.skipIf(OLD === undefined && !REQUIRE_ALL)('an old torch (skipped where no python3 can import one)', () => {
  const old = () => required(OLD, 'torch');

  it.each(FEW)('eager, float32: %s in every part is the oracle within 1e-5', async id => {
    expect(violations(await differences(old(), 'eager', workloadsOf(id, 'float32', FORMS.slice(0, 1))))).toEqual([]);
  });
});
