/** Primus-Turbo's grouped products of DeepSeek-V3's experts on an MI355X, by three kernels. */
import type { RunRecord } from '../../results/record.ts';
import { type Catalog, chipWithId } from '../catalog/catalog.ts';
import { fact } from '../fact.ts';
import { type Claim, type ClaimTable, type Statement, step } from './claim.ts';
import { combined, type PublishedLayer } from './published-layer.ts';
import { recordedAndPublished } from './recorded-and-published.ts';
import type { IdsOf } from './text-codes.ts';

/** The best bfloat16 product found on an MI355X (MAMF, github.com/stas00/ml-engineering), TFLOP/s. */
const LARGEST_MATMUL = 1565;

/** `dgrad`, `wgrad`: gradients of the input and of the weights; each does the FLOPs of forward. */
type Kernel = {
  readonly id: IdsOf<'primus-kernel-'>;
  readonly pullRequest: number;
  readonly date: string;
} & (
  | { readonly forward: number; readonly backward: number }
  | { readonly forward: number; readonly dgrad: number; readonly wgrad: number }
);

const KERNELS: readonly Kernel[] = [
  { id: 'triton', pullRequest: 252, date: '2026-03', forward: 1165, backward: 1092 },
  { id: 'hipblaslt', pullRequest: 284, date: '2026-04', forward: 1534, dgrad: 1554, wgrad: 1385 },
  { id: 'hipblaslt-before', pullRequest: 252, date: '2026-03', forward: 1320, backward: 626 },
];

/** 16 of the 256 experts with 4,096 rows each: T·k = 16 · 4096, so T = 8,192. */
export const PRIMUS_LAYER: PublishedLayer = {
  id: 'deepseek-v3-16',
  model: 'deepseek-v3',
  scale: { tokens: 8192, experts: 16, sharedExperts: 0 },
};

/** Recomputes both passes together and compares them with our layer of the same experts and rows. */
export function primusMi355x(catalog: Catalog, records: readonly RunRecord[]): Claim {
  const chip = chipWithId(catalog, 'amd-mi355x');
  const speeds = KERNELS.map(bothOf);
  const [least, most] = [Math.min(...speeds), Math.max(...speeds)];
  const comparison = recordedAndPublished([{ layer: PRIMUS_LAYER, published: most }], { chip, catalog, records });
  return {
    name: 'primus-mi355x',
    title: fact('primus-title'),
    source: { text: fact('primus-source'), date: '2026-04', confidence: 'medium' },
    answer: [
      fact('primus-answer', {
        least: least / LARGEST_MATMUL,
        most: most / LARGEST_MATMUL,
        largestMatmul: LARGEST_MATMUL,
      }),
      comparison.answer,
    ],
    shown: { holds: false, because: fact('primus-not-shown'), give: fact('primus-to-show') },
    says: KERNELS.flatMap(statementsOf),
    follows: KERNELS.map(kernel =>
      step({
        id: `both-${kernel.id}`,
        text: fact(`primus-step-both-${kernel.id}`),
        formula: fact('backward' in kernel ? 'layer-formula-both' : 'primus-formula-two-gradients'),
        value: bothOf(kernel),
        unit: 'TFLOP/s',
      }),
    ),
    inferred: [
      { id: 'rows', text: fact('primus-inferred-rows'), because: fact('primus-because-rows'), confidence: 'high' },
    ],
    differs: [
      { id: 'what', text: fact('primus-differs-extent') },
      { id: 'kernel', text: fact('primus-differs-kernel') },
      { id: 'shared', text: fact('primus-differs-shared') },
      { id: 'passes', text: fact('primus-differs-passes') },
    ],
    tables: [publishedTable(), comparison.table],
  };
}

/** Forward, and twice its FLOPs backward, whether backward is one figure or two. */
function bothOf(kernel: Kernel): number {
  if ('backward' in kernel) return combined(kernel);
  const { forward, dgrad, wgrad } = kernel;
  return 3 / (1 / forward + 1 / dgrad + 1 / wgrad);
}

const speedsOf = (kernel: Kernel): readonly (readonly [string, number])[] =>
  'backward' in kernel
    ? [
        ['forward', kernel.forward],
        ['backward', kernel.backward],
      ]
    : [
        ['forward', kernel.forward],
        ['dgrad', kernel.dgrad],
        ['wgrad', kernel.wgrad],
      ];

function statementsOf(kernel: Kernel): readonly Statement[] {
  const { id, pullRequest, date } = kernel;
  return speedsOf(kernel).map(([pass, value]) => ({
    id: `${pass}-${id}`,
    text: fact(`primus-states-pass-${id}`, { pass, value }),
    section: fact('primus-pull-request', { number: pullRequest, date }),
    value,
    unit: 'TFLOP/s',
  }));
}

function publishedTable(): ClaimTable {
  const unit = 'TFLOP/s';
  return {
    id: 'published',
    title: fact('primus-table-published'),
    kind: 'follows',
    columns: [
      { id: 'kernel', title: fact('column-kernel'), unit: null },
      { id: 'forward', title: fact('column-forward'), unit },
      { id: 'backward', title: fact('column-backward'), unit },
      { id: 'both', title: fact('column-both'), unit },
      { id: 'share', title: fact('column-of-largest-matmul', { largestMatmul: LARGEST_MATMUL }), unit: 'share' },
    ],
    rows: KERNELS.map(kernel => ({
      kernel: fact(`primus-kernel-${kernel.id}`),
      forward: kernel.forward,
      backward: 'backward' in kernel ? kernel.backward : 2 / (1 / kernel.dgrad + 1 / kernel.wgrad),
      both: bothOf(kernel),
      share: bothOf(kernel) / LARGEST_MATMUL,
    })),
    note: fact('primus-note-published'),
  };
}
