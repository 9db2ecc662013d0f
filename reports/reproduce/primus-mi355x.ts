/** Primus-Turbo's grouped products of DeepSeek-V3's experts on an MI355X, by three kernels. */
import type { RunRecord } from '../../results/record.ts';
import { type Catalog, chipWithId } from '../catalog/catalog.ts';
import {
  arithmeticOf,
  type ClaimTable,
  type Fact,
  REPRODUCE_SCHEMA,
  type Reproduction,
  type Step,
  step,
} from './document.ts';
import { COMBINED_FORMULA, combined, type PublishedLayer } from './published-layer.ts';
import { recordedAndPublished } from './recorded-and-published.ts';

/** The best bfloat16 product found on an MI355X (MAMF, github.com/stas00/ml-engineering), TFLOP/s. */
const LARGEST_MATMUL = 1565;

/** `dgrad`, `wgrad`: gradients of the input and of the weights; each does the FLOPs of forward. */
type Kernel = { readonly id: string; readonly name: string; readonly section: string; readonly what: string } & (
  | { readonly forward: number; readonly backward: number }
  | { readonly forward: number; readonly dgrad: number; readonly wgrad: number }
);

const KERNELS: readonly Kernel[] = [
  {
    id: 'triton',
    name: 'Triton',
    section: 'pull request 252 (2026-03)',
    what: 'gate-up and down, M 4096, 8 to 32 experts',
    forward: 1165,
    backward: 1092,
  },
  {
    id: 'hipblaslt',
    name: 'hipBLASLt, tuned',
    section: 'pull request 284 (2026-04)',
    what: 'gate-up, 16 groups, M 4096, N 4096, K 7168',
    forward: 1534,
    dgrad: 1554,
    wgrad: 1385,
  },
  {
    id: 'hipblaslt-before',
    name: 'hipBLASLt, before',
    section: 'pull request 252 (2026-03)',
    what: 'DeepSeek-V3',
    forward: 1320,
    backward: 626,
  },
];

/** 16 of the 256 experts with 4,096 rows each: T·k = 16 · 4096, so T = 8,192. */
export const PRIMUS_LAYER: PublishedLayer = {
  id: 'deepseek-v3-16',
  model: 'deepseek-v3',
  scale: { tokens: 8192, experts: 16, sharedExperts: 0 },
};

/** Recomputes both passes together, and puts our layer of the same experts and rows beside them. */
export function primusMi355x(catalog: Catalog, records: readonly RunRecord[]): Reproduction {
  const chip = chipWithId(catalog, 'amd-mi355x');
  const best = Math.max(...KERNELS.map(bothOf));
  const recordsComparison = recordedAndPublished([{ layer: PRIMUS_LAYER, published: best }], {
    chip,
    catalog,
    records,
  });
  const follows: readonly Step[] = KERNELS.map(kernel =>
    step({
      id: `both-${kernel.id}`,
      text: `Forward and backward together, ${kernel.name}`,
      formula: 'backward' in kernel ? COMBINED_FORMULA : '3 ÷ (1 ÷ forward + 1 ÷ dgrad + 1 ÷ wgrad)',
      value: bothOf(kernel),
      unit: 'TFLOP/s',
    }),
  );
  const [least, most] = [Math.min(...KERNELS.map(bothOf)), best].map(
    speed => `${Math.round((100 * speed) / LARGEST_MATMUL)} %`,
  );
  return {
    schema: REPRODUCE_SCHEMA,
    name: 'primus-mi355x',
    title: "Grouped products of DeepSeek-V3's experts on an MI355X, bfloat16: Primus-Turbo",
    source: {
      text: 'github.com/AMD-AGI/Primus-Turbo, pull requests 252 and 284',
      date: '2026-04',
      confidence: 'medium',
    },
    answer: [
      `By kernel, forward and backward together reach ${least} to ${most} of the fastest bfloat16 product known of the chip (${LARGEST_MATMUL} TFLOP/s). Forward alone misleads: hipBLASLt before it was tuned had the faster forward than Triton, and about half of its backward.`,
      recordsComparison.answer,
    ],
    arithmetic: arithmeticOf(follows),
    shown: {
      holds: false,
      because: 'Each is one benchmark by its authors, without a spread; no record here is of their kernels.',
      give: 'a record of those kernels on an MI355X, as strategies of a runner (docs/RUNNERS.md)',
    },
    says: KERNELS.flatMap(factsOf),
    follows: [...follows],
    inferred: [
      {
        id: 'rows',
        text: 'M 4096 is the rows of one expert.',
        because:
          'Pull request 284 says 16 groups and M 4096; as the rows of all groups it would be 256 each, where weight traffic forbids these speeds.',
        confidence: 'high',
      },
    ],
    differs: [
      {
        id: 'what',
        text: 'Theirs are the grouped products alone, gate and up as one; ours is a whole layer: router, gather, activation, weighting and sum as well.',
      },
      { id: 'kernel', text: 'Theirs are kernels of Primus-Turbo; ours is what stands under "by".' },
      { id: 'shared', text: 'Ours has no shared expert here; the model has one.' },
      { id: 'passes', text: 'Ours keeps every gradient as a whole tensor until the step ends.' },
    ],
    tables: [publishedTable(), recordsComparison.table],
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

function factsOf(kernel: Kernel): readonly Fact[] {
  return speedsOf(kernel).map(([pass, value]) => ({
    id: `${pass}-${kernel.id}`,
    text: `${kernel.name}, ${kernel.what}: ${pass} ${value} TFLOP/s.`,
    section: kernel.section,
    value,
    unit: 'TFLOP/s',
  }));
}

function publishedTable(): ClaimTable {
  const unit = 'TFLOP/s';
  return {
    id: 'published',
    title: 'As published, bfloat16',
    kind: 'follows',
    columns: [
      { id: 'kernel', title: 'kernel', unit: null },
      { id: 'forward', title: 'forward', unit },
      { id: 'backward', title: 'backward', unit },
      { id: 'both', title: 'both', unit },
      { id: 'share', title: 'of 1,565', unit: 'share' },
    ],
    rows: KERNELS.map(kernel => ({
      kernel: kernel.name,
      forward: kernel.forward,
      backward: 'backward' in kernel ? kernel.backward : 2 / (1 / kernel.dgrad + 1 / kernel.wgrad),
      both: bothOf(kernel),
      share: bothOf(kernel) / LARGEST_MATMUL,
    })),
    note: 'Backward of two gradients: 2 ÷ (1 ÷ dgrad + 1 ÷ wgrad).',
  };
}
