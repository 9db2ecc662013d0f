/** Workloads under their names: a workload as a case, and the matrix products its speed is held against. */
import type { Fitted } from './fit.ts';
import { gemmFlops, gemmWorkload } from './gemm/gemm.ts';
import { largeMatmuls, ownMatmuls, rooflineMatmuls } from './gemm/roofline.ts';
import { streamWorkload } from './gemm/stream.ts';
import { comparisonSha256, workloadSha256 } from './identity.ts';
import { usefulFlops } from './moe/flops.ts';
import { writtenChanges } from './request/change-options.ts';
import type { Changes } from './request/changes.ts';
import { DEFAULT_LEARNING_RATE } from './request/request.ts';
import { formatDispatch, formatRouting } from './request/routing-text.ts';
import type { Matmul, MoeWorkload, Part, Workload } from './workload.ts';

/** What a case is there for. `of`: hashes of the workloads whose own products these are. */
export type Role =
  | { readonly kind: 'work' }
  | { readonly kind: 'largest-matmul' }
  | { readonly kind: 'stream' }
  | { readonly kind: 'expert-matmuls'; readonly of: readonly string[] };

export type Case = {
  readonly id: string;
  readonly model: string | null;
  readonly scaled: Readonly<Record<string, number>>;
  /** What was cut so that it fits a device; null where it was taken as asked for. */
  readonly fitted: Fitted | null;
  /** Fields of its layer and router that are not the model's; absent: none. */
  readonly changed?: Changes;
  /** The config.json its model was read from, as it was given: only to ask for it again. */
  readonly modelFile?: string;
  /** The file its routing was read from, as it was given: only to ask for it again, the workload holds the choices. */
  readonly traceFile?: string;
  readonly workload: Workload;
  readonly sha256: string;
  readonly comparisonSha256: string;
  readonly flopsPerStep: number;
  readonly role: Role;
};

/** Matrix products that a work brings along: the fixed list of the roofline, the large ones of that list, its own. */
export const PRODUCTS = ['roofline', 'large', 'own'] as const;
export type Products = (typeof PRODUCTS)[number];

/** What a work brings along where nothing else is said. */
export const USUAL_PRODUCTS: readonly Products[] = ['roofline', 'own'];

/** A workload that was asked for, and how. */
export type Work = Pick<Case, 'model' | 'scaled' | 'changed' | 'fitted' | 'traceFile' | 'modelFile'> & {
  readonly workload: MoeWorkload;
  readonly products?: readonly Products[];
};

const brings = (products: Products) => (work: Work) => (work.products ?? USUAL_PRODUCTS).includes(products);

/** Works, each behind the largest products of their roofline and before its own; no case twice. */
export function casesOf(works: readonly Work[]): readonly Case[] {
  const workloads = works.map(({ workload }) => workload);
  const ownProducts = ownCases(works.filter(brings('own')).map(({ workload }) => workload));
  const cases = [
    ...largestMatmulCases(works),
    ...streamCases(workloads),
    ...works.flatMap(work => {
      const item = workCase(work);
      return [
        item,
        ...ownProducts.filter(({ role }) => role.kind === 'expert-matmuls' && role.of.includes(item.sha256)),
      ];
    }),
  ];
  return [...new Map(cases.map(item => [item.id, item])).values()];
}

export function workCase(work: Work): Case {
  const { workload, model, scaled, changed, fitted, traceFile, modelFile } = work;
  const names = {
    ...{ model, scaled, fitted },
    ...(changed === undefined ? {} : { changed }),
    ...(traceFile === undefined ? {} : { traceFile }),
    ...(modelFile === undefined ? {} : { modelFile }),
  };
  return { ...finish(workId(work), workload, usefulFlops(workload), { kind: 'work' }), ...names };
}

/** The fixed list for each shape, small products first: what they reach tells how long the others would take. */
export function largestMatmulCases(works: readonly Work[]): readonly Case[] {
  const cases = new Map<string, Case>();
  for (const work of works) {
    const { workload } = work;
    const roofline = brings('roofline')(work) ? rooflineMatmuls(workload) : [];
    const large = brings('large')(work) ? largeMatmuls(workload) : [];
    for (const product of [...roofline, ...large]) {
      const gemm = gemmWorkload(workload.dtype, workload.seed, [product]);
      const id = `gemm.${workload.dtype}.${formatMatmul(product)}`;
      cases.set(id, finish(id, gemm, gemmFlops(gemm), { kind: 'largest-matmul' }));
    }
  }
  return [...cases.values()].toSorted((a, b) => a.flopsPerStep - b.flopsPerStep);
}

/** The speed of memory, in each dtype a model is trained in: what its optimizer is held against. */
export function streamCases(workloads: readonly MoeWorkload[]): readonly Case[] {
  const trained = workloads.filter(({ part }) => part === 'train-step');
  return trained.map(({ dtype, seed }) => {
    const stream = streamWorkload(dtype, seed);
    return finish(`stream.${dtype}`, stream, stream.elements, { kind: 'stream' });
  });
}

/** Each workload's own products; workloads with the same products share a case. */
export function ownCases(workloads: readonly MoeWorkload[]): readonly Case[] {
  const cases = new Map<string, Case>();
  for (const workload of workloads) {
    const gemm = gemmWorkload(workload.dtype, workload.seed, ownMatmuls(workload));
    const id = `gemm.${workload.dtype}.own-${workloadSha256(gemm).slice(0, 8)}`;
    const known = cases.get(id)?.role;
    const others = known?.kind === 'expert-matmuls' ? known.of : [];
    const role: Role = { kind: 'expert-matmuls', of: [...others, workloadSha256(workload)] };
    cases.set(id, finish(id, gemm, gemmFlops(gemm), role));
  }
  return [...cases.values()];
}

/** Dims that have a letter in an id, by part; every other one that was changed is spelled out behind them. */
const LETTERS: Readonly<Record<Part, Readonly<Record<string, string>>>> = {
  'moe-layer': { tokens: 't', hidden: 'h', ffn: 'f', experts: 'e', topK: 'k', sharedExperts: 's' },
  'moe-block': { tokens: 't', sequence: 'q', hidden: 'h', ffn: 'f', experts: 'e', topK: 'k', sharedExperts: 's' },
  'train-step': {
    layers: 'l',
    tokens: 't',
    sequence: 'q',
    hidden: 'h',
    ffn: 'f',
    experts: 'e',
    topK: 'k',
    sharedExperts: 's',
    vocab: 'v',
  },
};

/** `ling-lite.train-step.float32.balanced.l2-t1024-…`: names everything by which two works of one suite can differ. */
export function workId({
  workload,
  model,
  scaled,
  changed = {},
}: Pick<Work, 'workload' | 'model' | 'scaled' | 'changed'>): string {
  const { part, pass, dtype, routing, dispatch, seed } = workload;
  const rate = part === 'train-step' ? workload.optimizer.learningRate : DEFAULT_LEARNING_RATE;
  return [
    model ?? part,
    ...(part === 'moe-layer' ? [] : [part]),
    ...(part === 'train-step' ? [] : [pass]),
    dtype,
    formatRouting(routing),
    ...(dispatch.kind === 'dropless' ? [] : [formatDispatch(dispatch)]),
    formatDims(workload, { ...scaled, ...writtenChanges(changed) }),
    ...(rate === DEFAULT_LEARNING_RATE ? [] : [`lr${rate}`]),
    ...(seed === 1 ? [] : [`s${seed}`]),
  ].join('.');
}

/** `changed`: dims and fields that are not the model's. */
function formatDims(workload: MoeWorkload, changed: Readonly<Record<string, number | string>>): string {
  const letters = LETTERS[workload.part];
  const values: Readonly<Record<string, unknown>> = workload;
  const lettered = Object.entries(letters).flatMap(([name, letter]) =>
    name === 'sharedExperts' && values[name] === 0 ? [] : [`${letter}${values[name]}`],
  );
  const others = Object.entries(changed).filter(([name]) => !(name in letters));
  return [...lettered, ...others.toSorted().map(([name, value]) => `${name}${value}`)].join('-');
}

function finish(id: string, workload: Workload, flopsPerStep: number, role: Role): Case {
  const hashes = { sha256: workloadSha256(workload), comparisonSha256: comparisonSha256(workload) };
  return { id, model: null, scaled: {}, fitted: null, workload, ...hashes, flopsPerStep, role };
}

/** `1024x2048x1408`, then which sides are stored transposed: `1024x2048x1408.ta`. */
function formatMatmul({ m, k, n, transposeA, transposeB }: Matmul): string {
  return `${m}x${k}x${n}${transposeA ? '.ta' : ''}${transposeB ? '.tb' : ''}`;
}
