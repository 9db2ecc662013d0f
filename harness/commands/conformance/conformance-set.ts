/** The short set that a foreign runner is checked by: each routing, dispatch, activation and router once, and the other parts. */
import { gemmWorkload } from '../../../suites/gemm/gemm.ts';
import { traceRouting } from '../../../suites/moe/routing/trace.ts';
import type { Changes } from '../../../suites/request/changes.ts';
import { resolveWorkload } from '../../../suites/resolve.ts';
import { shrink } from '../../../suites/shrink.ts';
import type { Dtype, MoeWorkload, Workload } from '../../../suites/workload.ts';

/** So small that plain loops in an interpreted language finish in seconds. */
const SMALL = { tokens: 24, hidden: 24, ffn: 16 };

type Row = Pick<MoeWorkload, 'part'> & {
  readonly model: string;
  readonly routing: string;
  readonly dispatch: string | null;
  /** What is not the model's; `form`: its name. */
  readonly changes?: Changes & { readonly form: string };
};

const layer = (model: string, routing: string, dispatch: string | null = null): Row => ({
  part: 'moe-layer',
  model,
  routing,
  dispatch,
});

/** A shared expert of another width with a gate; squared ReLU and groups by their best expert; ungated GELU. */
const GATED_SHARED = {
  form: 'a gated shared expert of another width',
  layer: { sharedFfn: 40, sharedGate: true },
} as const;
const BY_BEST = {
  form: 'squared ReLU, groups by their best expert',
  router: { groupScore: 'best' },
  layer: { activation: 'relu2' },
} as const;
const GELU = { form: 'ungated GELU', layer: { activation: 'gelu' } } as const;

const ROWS: readonly Row[] = [
  layer('mixtral-8x7b', 'learned'),
  layer('mixtral-8x7b', 'balanced', 'capacity:0.7'),
  layer('deepseek-v3', 'learned'),
  layer('deepseek-v3', 'zipf:1.2'),
  layer('deepseek-v2-lite', 'balanced'),
  layer('gpt-oss-20b', 'learned'),
  layer('llama-4-scout', 'learned'),
  layer('switch-xxl', 'learned'),
  layer('switch-c', 'learned'),
  { ...layer('mixtral-8x7b', 'learned'), changes: GATED_SHARED },
  { ...layer('deepseek-v3', 'learned'), changes: BY_BEST },
  { ...layer('switch-c', 'learned'), changes: GELU },
  { ...layer('ling-lite', 'balanced'), part: 'moe-block' },
  { ...layer('ling-lite', 'balanced'), part: 'train-step' },
];

/** Every workload of the set in a dtype, by what it is called. */
export function conformanceSet(dtype: Dtype): readonly (readonly [string, Workload])[] {
  return [
    ...ROWS.map(row => [nameOf(row), smallOf(row, dtype)] as const),
    ['mixtral-8x7b, moe-layer, trace', traced(dtype)],
    ['gemm, sides stored either way', gemmWorkload(dtype, 1, PRODUCTS)],
    ['stream', { version: 1, part: 'stream', pass: 'forward', dtype, seed: 1, elements: 1000 }],
  ];
}

function nameOf({ model, part, routing, dispatch, changes }: Row): string {
  const others = [...(dispatch === null ? [] : [dispatch]), ...(changes === undefined ? [] : [changes.form])];
  return [model, part, routing, ...others].join(', ');
}

function smallOf({ model, part, routing, dispatch, changes }: Row, dtype: Dtype): MoeWorkload {
  const pass = part === 'train-step' ? 'train' : 'forward-backward';
  // A train-step's sequences divide its tokens; the rule of proofs shrinks the rest.
  const scale = part === 'moe-layer' ? SMALL : { ...SMALL, tokens: 32, sequence: 16 };
  const { form: _, ...changed } = changes ?? { form: '' };
  const small = shrink(resolveWorkload({ model, part, scale, pass, dtype, routing, dispatch, seed: 1, ...changed }));
  if (small.part === 'gemm' || small.part === 'stream') throw new TypeError('a part of a model stays one');
  return small;
}

/** Recorded choices that leave an expert empty and give another a single row. */
function traced(dtype: Dtype): Workload {
  const choices = Array.from({ length: SMALL.tokens }, (_, token) => (token === 5 ? [0, 7] : [1 + (token % 3), 5]));
  return { ...smallOf(layer('mixtral-8x7b', 'balanced'), dtype), routing: traceRouting(choices) };
}

const PRODUCTS = [false, true].flatMap(transposeA =>
  [false, true].map(transposeB => ({ m: 9, k: 20, n: 12, transposeA, transposeB, count: 2, kept: !transposeA })),
);
