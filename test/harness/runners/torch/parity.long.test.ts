/** The PyTorch runner against the float64 oracle: every runnable model, part and routing, in the small. */
import { afterAll, describe, expect, it } from 'vitest';
import type { StepOutputs } from '../../../../harness/runners/steps.ts';
import { isHalf } from '../../../../suites/graph/tensor.ts';
import { loadModels } from '../../../../suites/models.ts';
import type { Changes } from '../../../../suites/request/changes.ts';
import { resolveLayer, resolveWorkload } from '../../../../suites/resolve.ts';
import { shrink } from '../../../../suites/shrink.ts';
import { UsageError } from '../../../../suites/usage-error.ts';
import { type Dtype, isMoe, type MoeWorkload, type Part } from '../../../../suites/workload.ts';
import { FORMS, SIZES } from '../../proven-layers.ts';
import { CURRENT, OLD, REQUIRE_ALL, required, type TorchPython } from './pythons.ts';
import {
  type Difference,
  differenceOf,
  imposedBy,
  oracleOf,
  type TorchOutputs,
  TorchRunner,
  unexplainedFlips,
} from './runner.ts';

const PASS = { 'moe-layer': 'forward-backward', 'moe-block': 'forward-backward', 'train-step': 'train' } as const;
const PARTS: readonly Part[] = ['moe-layer', 'moe-block', 'train-step'];
/** ‖d − ref‖ ÷ ‖ref‖ on the CPU after a step. */
const TOLERANCE: Readonly<Partial<Record<Dtype, number>>> = {
  float32: 1e-5,
  bfloat16: 2e-2,
  float16: 4e-3,
  float64: 1e-9,
};
/** One a kind of router, activation and attention. */
const FEW = ['mixtral-8x7b', 'deepseek-v3', 'gpt-oss-20b', 'llama-4-scout', 'switch-base-128e'];

/** Compiling takes most of a minute a workload, and several where others use the machine. */
const COMPILED = ['deepseek-v3', 'gpt-oss-20b'];
const COMPILE_MS = 1_200_000;
const FEWER_EXPERTS = 32;

type Form = { readonly routing: string; readonly dispatch: string | null };
const LEARNED: Form = { routing: 'learned', dispatch: null };
const FORCED: readonly [Form, Form, Form] = [
  { routing: 'balanced', dispatch: null },
  { routing: 'zipf:1.2', dispatch: null },
  { routing: 'zipf:1.2', dispatch: 'capacity:1.25' },
];

const models = loadModels().filter(({ differs }) => differs.layer === null);
const runners = new Map<string, TorchRunner>();
afterAll(() => Promise.all([...runners.values()].map(runner => runner.close())));

function runnerOf({ python }: TorchPython): TorchRunner {
  const runner = runners.get(python) ?? new TorchRunner(python);
  runners.set(python, runner);
  return runner;
}

/**
 * Of a few models every part in every form; of the others each part as learned, and the layer in one forced form, another from model
 * to model: what is forced, and how it is dispatched, is the same code whatever the model.
 */
function workloadsOf(model: string, dtype: Dtype): readonly MoeWorkload[] {
  const place = models.findIndex(({ id }) => id === model);
  return PARTS.flatMap(part => {
    const forced = FEW.includes(model) ? FORCED : part === 'moe-layer' ? FORCED.slice(place % 3, (place % 3) + 1) : [];
    return [LEARNED, ...forced].flatMap(form => workloadOf({ model, part, dtype, ...form }));
  });
}

/** As a proof shrinks it, with fewer experts, which the oracle has a matrix product each for. */
function workloadOf(request: Form & Changes & { readonly model: string; readonly part: Part; readonly dtype: Dtype }) {
  const experts = Math.min(
    FEWER_EXPERTS,
    models.find(({ id }) => id === request.model)?.layer.experts ?? FEWER_EXPERTS,
  );
  try {
    const small = shrink(resolveWorkload({ ...request, pass: PASS[request.part], seed: 3, scale: { experts } }));
    return isMoe(small) ? [conditioned(small)] : [];
  } catch (error) {
    // A model of which only the layer is known has no block.
    if (error instanceof UsageError && request.part !== 'moe-layer') return [];
    throw error;
  }
}

/**
 * AdamW's step is as long however small a gradient, so that rounding decides a weight where it decides the gradient's sign: with the usual
 * epsilon ONNX Runtime's float32 was 1.5e-4 off after three steps of DeepSeek-V2-Lite in the small, PyTorch's 3.3e-4, in the same tensors.
 * With this epsilon a step is about as exact as its gradient, and what is compared is the arithmetic.
 */
function conditioned(workload: MoeWorkload): MoeWorkload {
  if (workload.part !== 'train-step') return workload;
  return { ...workload, optimizer: { ...workload.optimizer, epsilon: 1e-3 } };
}

type Held = Difference & { readonly workload: string; readonly step: number; readonly allowed: number };

/** What each strategy is off by, step by step. The oracle is computed once for all. */
async function differences(python: TorchPython, strategies: readonly string[], workloads: readonly MoeWorkload[]) {
  const found: Held[] = [];
  for (const workload of workloads) {
    const oracle = await oracleOf(workload);
    for (const strategy of strategies) {
      const steps = await runnerOf(python).stepped(workload, { strategy });
      found.push(
        ...(await heldAgainst(workload, oracle, steps)).map(held => ({
          ...held,
          workload: `${strategy} ${held.workload}`,
        })),
      );
    }
  }
  if (process.env.MOEBENCH_SHOW === '1') for (const held of found) console.log(JSON.stringify(held));
  return found;
}

/** Of half types a choice may flip where scores tie: the oracle is then computed with the runner's choices, as a proof does. */
async function heldAgainst(workload: MoeWorkload, oracle: readonly StepOutputs[], steps: readonly TorchOutputs[]) {
  const { part, routing, dispatch, dtype } = workload;
  const flipped = steps.some((actual, i) => flipsAt(workload, oracle[i], actual) > 0);
  const imposed = isHalf(dtype) && flipped ? await oracleOf(workload, imposedBy(workload, steps)) : oracle;
  return steps.map((actual, i): Held => {
    const [expected, free] = [imposed[i], oracle[i]];
    if (expected === undefined || free === undefined) throw new Error('the oracle has as many steps');
    const flips =
      isHalf(dtype) && routing.kind === 'learned'
        ? unexplainedFlips(workload, expected, actual)
        : flipsAt(workload, free, actual);
    const difference = differenceOf(workload, expected, actual);
    return {
      ...difference,
      flips,
      workload: `${part} ${routing.kind} ${dispatch.kind}`,
      step: i + 1,
      allowed: allowedAt(dtype, i + 1),
    };
  });
}

const flipsAt = (workload: MoeWorkload, oracle: StepOutputs | undefined, actual: TorchOutputs): number =>
  oracle === undefined ? Number.NaN : differenceOf(workload, oracle, actual).flips;

/** A step of training adds as much as the one before it. */
const allowedAt = (dtype: Dtype, step: number): number => (TOLERANCE[dtype] ?? Number.NaN) * step;

function violations(found: readonly Held[]) {
  return found.filter(
    ({ error, lossError, allowed, flips }) => !(Math.max(error, lossError) <= allowed) || flips !== 0,
  );
}

describe.skipIf(CURRENT === undefined && !REQUIRE_ALL)(
  'a current torch (skipped where MOEBENCH_TORCH_PYTHON names none)',
  () => {
    const current = () => required(CURRENT, 'a torch of 2.9 or later');

    it.each(models.map(({ id }) => id))('%s: eager and grouped in float32 are the oracle within 1e-5', async id => {
      expect(violations(await differences(current(), ['eager', 'grouped'], workloadsOf(id, 'float32')))).toEqual([]);
    });

    it.each(COMPILED)(
      '%s: compile in float32 is the oracle within 1e-5 in every part',
      async id => {
        const workloads = workloadsOf(id, 'float32').filter(({ routing }) => routing.kind === 'learned');
        expect(violations(await differences(current(), ['compile'], workloads))).toEqual([]);
      },
      COMPILE_MS,
    );

    it.each(FEW)('%s: eager and grouped in bfloat16 within 2e-2', async id => {
      expect(violations(await differences(current(), ['eager', 'grouped'], workloadsOf(id, 'bfloat16')))).toEqual([]);
    });

    it.each(FORMS)('fields that are no shipped model’s, in every type: $model $routing', async form => {
      for (const dtype of ['float32', 'bfloat16', 'float16', 'float64'] as const) {
        const scale = { ...SIZES, ...form.scale };
        const layer = resolveLayer({ pass: 'forward-backward', seed: 3, ...form, scale, dtype });
        // torch has no grouped product of float64.
        const strategies = dtype === 'float64' ? ['eager'] : ['eager', 'grouped'];
        expect(violations(await differences(current(), strategies, [layer])), dtype).toEqual([]);
      }
    });

    it.each(['moe-block', 'train-step'] as const)(
      'a %s with a gated shared expert and groups by their best expert',
      async part => {
        const changes = {
          router: { groupScore: 'best' },
          layer: { activation: 'relu2', sharedFfn: 200, sharedGate: true },
        } as const;
        const request = { model: 'ling-mini-2.0', part, dtype: 'float32', ...LEARNED, ...changes } as const;
        const workloads = workloadOf(request);
        expect(workloads).toHaveLength(1);
        expect(workloads[0]).toMatchObject({ sharedGate: true, router: { groups: { by: 'best' } } });
        expect(violations(await differences(current(), ['eager', 'grouped'], workloads))).toEqual([]);
      },
    );

    it(
      'a gated shared expert, compiled',
      async () => {
        const [form] = FORMS;
        const scale = { ...SIZES, ...form.scale };
        const layer = resolveLayer({ pass: 'forward-backward', seed: 3, ...form, scale, dtype: 'float32' });
        expect(violations(await differences(current(), ['compile'], [layer]))).toEqual([]);
      },
      COMPILE_MS,
    );

    it.each(FEW)('%s: eager in float64 within 1e-9', async id => {
      expect(violations(await differences(current(), ['eager'], workloadsOf(id, 'float64')))).toEqual([]);
    });

    it.each(FEW)('%s: eager and grouped in float16 within 4e-3', async id => {
      expect(violations(await differences(current(), ['eager', 'grouped'], workloadsOf(id, 'float16')))).toEqual([]);
    });
  },
);

describe.skipIf(OLD === undefined && !REQUIRE_ALL)('an old torch (skipped where no python3 can import one)', () => {
  it.each(FEW)('%s: eager in float32 is the oracle within 1e-5', async id => {
    const workloads = workloadsOf(id, 'float32').filter(({ routing }) => routing.kind === 'learned');
    expect(violations(await differences(required(OLD, 'torch'), ['eager'], workloads))).toEqual([]);
  });
});
