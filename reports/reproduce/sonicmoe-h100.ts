/** SonicMoE's throughput of one MoE layer on an H100, and that of what it was compared with, shape by shape. */
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
import {
  COMBINED_FORMULA,
  combined,
  type PassSpeeds,
  type PublishedLayer,
  rowsPerExpert,
  shapeText,
} from './published-layer.ts';
import { recordedAndPublished } from './recorded-and-published.ts';

/** The best bfloat16 product found on an H100 SXM (MAMF, github.com/stas00/ml-engineering), TFLOP/s. */
const LARGEST_MATMUL = 794.5;
/** Bars are measured off a picture: so many TFLOP/s either way. */
const READ_OFF = 3;
const FIGURE = 'figure 14 (assets/tput.png)';
const ABSTRACT = 'abstract';

/** `others`: forward and backward together of what stands in the same figure, worked out from its two bars alike. */
type Row = PublishedLayer & { readonly sonic: PassSpeeds; readonly others: Readonly<Record<Other, number>> };
type Other = 'deepGemmPlus' | 'deepGemm' | 'scatterMoe' | 'megatron';

type Dims = readonly [tokens: number, hidden: number, ffn: number, experts: number, topK: number];

const row = (
  dims: Dims,
  [forward, backward]: readonly [number, number],
  others: readonly [number, number, number, number],
): Row => {
  const [tokens, hidden, ffn, experts, topK] = dims;
  const [deepGemmPlus, deepGemm, scatterMoe, megatron] = others;
  return {
    id: `t${tokens}-h${hidden}-f${ffn}-e${experts}-k${topK}`,
    // Softmax over gated experts, none shared: the layer of the figure.
    model: 'mixtral-8x7b',
    scale: { tokens, hidden, ffn, experts, topK },
    sonic: { forward, backward },
    others: { deepGemmPlus, deepGemm, scatterMoe, megatron },
  };
};

export const SONIC_ROWS: readonly Row[] = [
  row([32768, 4096, 2048, 64, 4], [593, 584], [477, 452, 373, 320]),
  row([32768, 4096, 1024, 128, 8], [556, 565], [447, 407, 360, 275]),
  row([32768, 4096, 512, 256, 16], [515, 524], [406, 317, 319, 205]),
  row([32768, 4096, 1024, 64, 4], [550, 552], [434, 414, 347, 271]),
  row([32768, 4096, 256, 256, 16], [426, 458], [307, 219, 242, 135]),
  row([24576, 1536, 1024, 32, 2], [466, 468], [365, 300, 276, 214]),
  row([24576, 1536, 256, 128, 8], [366, 406], [270, 198, 210, 129]),
  row([40960, 768, 256, 128, 8], [338, 366], [264, 182, 193, 127]),
];

/** Recomputes both passes together, and puts our records of the same shapes beside them. */
export function sonicMoeH100(catalog: Catalog, records: readonly RunRecord[]): Reproduction {
  const chip = chipWithId(catalog, 'nvidia-h100');
  const recordsComparison = recordedAndPublished(
    SONIC_ROWS.map(layer => ({ layer, published: combined(layer.sonic) })),
    { chip, catalog, records },
  );
  const shares = SONIC_ROWS.map(({ sonic }) => combined(sonic) / LARGEST_MATMUL);
  const follows: readonly Step[] = [
    ...SONIC_ROWS.map(layer =>
      step({
        id: `both-${layer.id}`,
        text: `Forward and backward together, ${shapeText(layer)}`,
        formula: COMBINED_FORMULA,
        value: combined(layer.sonic),
        unit: 'TFLOP/s',
      }),
    ),
    perGpu('sonic', 'SonicMoE', 213e9, 64),
    perGpu('scatter', 'ScatterMoE', 225e9, 96),
  ];
  return {
    schema: REPRODUCE_SCHEMA,
    name: 'sonicmoe-h100',
    title: 'One MoE layer on an H100, bfloat16: SonicMoE and what it was compared with',
    source: {
      text: "arXiv:2512.14080, 'SonicMoE', and github.com/Dao-AILab/sonic-moe, assets/tput.png: read off the picture, ±3 TFLOP/s",
      date: '2025-12',
      confidence: 'medium',
    },
    answer: [
      `Forward and backward together it reaches ${percent(Math.min(...shares))} to ${percent(Math.max(...shares))} of the fastest bfloat16 product known of the chip (${LARGEST_MATMUL} TFLOP/s), the less the finer the experts.`,
      recordsComparison.answer,
    ],
    arithmetic: arithmeticOf(follows),
    shown: {
      holds: false,
      because: 'It is one run of each kernel by its authors, read off a picture; no record here is of their kernel.',
      give: 'a record of that kernel on an H100, as a strategy of a runner (docs/RUNNERS.md)',
    },
    says: [...saysOfShapes(), ...SAYS],
    follows: [...follows],
    inferred: [
      {
        id: 'seven-billion',
        text: 'The 1.86 times ScatterMoE of a 7B model is the shape 24576, 1536, 256, 128, 8.',
        because: `Its two passes together are ${(combined(sonicOf('t24576-h1536-f256-e128-k8')) / 210).toFixed(2)} times those of ScatterMoE there, and no other shape is within 0.01 of 1.86.`,
        confidence: 'medium',
      },
      {
        id: 'read-off',
        text: `A bar is ±${READ_OFF} TFLOP/s, and two of them together as well: 0.5 % to 1 %.`,
        because: 'Heights were measured in the published picture.',
        confidence: 'medium',
      },
    ],
    differs: [
      {
        id: 'kernel',
        text: 'Theirs is a kernel of their own for Hopper (CUDA 12.9, torch 2.7 or newer); ours is what stands under "by".',
      },
      { id: 'routing', text: 'Ours spreads rows evenly (balanced); the figure does not say how its rows are spread.' },
      {
        id: 'passes',
        text: 'Ours keeps every gradient as a whole tensor until the step ends; of theirs it is not said.',
      },
      { id: 'flops', text: 'Theirs counts 6·T·k·H·F forward; ours the router as well, 2·T·H·E: 0.3 % to 2.1 % more.' },
      { id: 'board', text: 'Another board, driver and clock: boards of one chip differ by some percent.' },
    ],
    tables: [publishedTable(), recordsComparison.table],
  };
}

const sonicOf = (id: string): PassSpeeds => {
  const found = SONIC_ROWS.find(layer => layer.id === id);
  if (found === undefined) throw new Error(`no shape ${id}`);
  return found.sonic;
};

function publishedTable(): ClaimTable {
  const unit = 'TFLOP/s';
  return {
    id: 'published',
    title: 'As published: TFLOP/s, useful FLOPs; of all but SonicMoE both passes together',
    kind: 'follows',
    columns: [
      { id: 'shape', title: 'T, H, F, E, k', unit: null },
      { id: 'rows', title: 'rows an expert', unit: 'rows' },
      { id: 'forward', title: 'SonicMoE forward', unit },
      { id: 'backward', title: 'backward', unit },
      { id: 'both', title: 'both', unit },
      { id: 'share', title: 'of 794.5', unit: 'share' },
      { id: 'deepGemmPlus', title: 'DeepGEMM++', unit },
      { id: 'deepGemm', title: 'DeepGEMM-pt', unit },
      { id: 'scatterMoe', title: 'ScatterMoE', unit },
      { id: 'megatron', title: 'Megatron', unit },
    ],
    rows: SONIC_ROWS.map(layer => ({
      shape: shapeText(layer),
      rows: rowsPerExpert(layer),
      ...layer.sonic,
      both: combined(layer.sonic),
      share: combined(layer.sonic) / LARGEST_MATMUL,
      ...layer.others,
    })),
    note: 'DeepGEMM-pt: its grouped products with plain PyTorch around them; DeepGEMM++: with helper kernels of SonicMoE. MegaBlocks stands in the figure for the first shape alone: 364 forward, 383 backward; with 256 experts it did not run.',
  };
}

function perGpu(id: string, name: string, tokensPerDay: number, gpus: number): Step {
  return step({
    id: `tokens-${id}`,
    text: `Tokens of one GPU that trains a 7B model by ${name}`,
    formula: `${tokensPerDay / 1e9} × 10⁹ ÷ 86,400 ÷ ${gpus}`,
    value: tokensPerDay / 86_400 / gpus,
    unit: 'tokens/s',
  });
}

/** Made when the claim is asked for: resolving eight workloads takes a third of a second, which no other command should pay. */
const saysOfShapes = (): readonly Fact[] =>
  SONIC_ROWS.flatMap(layer => [
    bar(`forward-${layer.id}`, `${shapeText(layer)}: forward`, layer.sonic.forward),
    bar(`backward-${layer.id}`, `${shapeText(layer)}: backward`, layer.sonic.backward),
  ]);

const SAYS: readonly Fact[] = [
  {
    id: 'speedup',
    text: '1.86 times the compute throughput of ScatterMoE for a fine-grained 7B MoE.',
    section: ABSTRACT,
    value: 1.86,
    unit: 'times',
  },
  {
    id: 'days',
    text: '213 billion tokens a day on 64 H100, where ScatterMoE has 225 billion on 96.',
    section: ABSTRACT,
    value: 213e9,
    unit: 'tokens a day',
  },
];

function bar(id: string, text: string, value: number): Fact {
  return { id, text: `${text} ${value} TFLOP/s (read off, ±${READ_OFF}).`, section: FIGURE, value, unit: 'TFLOP/s' };
}

const percent = (share: number): string => `${(100 * share).toFixed(0)} %`;
