/** SonicMoE's throughput of one MoE layer on an H100, and that of what it was compared with, shape by shape. */
import type { RunRecord } from '../../results/record.ts';
import { type Catalog, chipWithId } from '../catalog/catalog.ts';
import { fact } from '../fact.ts';
import { type Claim, type ClaimTable, type Inference, type Statement, type Step, step } from './claim.ts';
import { combined, type PassSpeeds, type PublishedLayer, rowsPerExpert, shapeText } from './published-layer.ts';
import { recordedAndPublished } from './recorded-and-published.ts';
import type { IdsOf } from './text-codes.ts';

/** The best bfloat16 product found on an H100 SXM (MAMF, github.com/stas00/ml-engineering), TFLOP/s. */
const LARGEST_MATMUL = 794.5;
/** Bars are measured off a picture: so many TFLOP/s either way. */
const READ_OFF = 3;
/** The published gain of the 7B model over ScatterMoE, and the shape that has it. */
const SPEEDUP = 1.86;
const SPEEDUP_SHAPE = 't24576-h1536-f256-e128-k8';
const UNIT = 'TFLOP/s';

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

/** Recomputes both passes together and compares them with our records of the same shapes. */
export function sonicMoeH100(catalog: Catalog, records: readonly RunRecord[]): Claim {
  const chip = chipWithId(catalog, 'nvidia-h100');
  const comparison = recordedAndPublished(
    SONIC_ROWS.map(layer => ({ layer, published: combined(layer.sonic) })),
    { chip, catalog, records },
  );
  const shares = SONIC_ROWS.map(({ sonic }) => combined(sonic) / LARGEST_MATMUL);
  const [least, most] = [Math.min(...shares), Math.max(...shares)];
  return {
    name: 'sonicmoe-h100',
    title: fact('sonic-title'),
    source: { text: fact('sonic-source', { error: READ_OFF }), date: '2025-12', confidence: 'medium' },
    answer: [fact('sonic-answer', { least, most, largestMatmul: LARGEST_MATMUL }), comparison.answer],
    shown: { holds: false, because: fact('sonic-not-shown'), give: fact('sonic-to-show') },
    says: [...statementsOfShapes(), ...STATEMENTS],
    follows: [
      ...SONIC_ROWS.map(layer =>
        step({
          id: `both-${layer.id}`,
          text: fact('sonic-step-both', { shape: shapeText(layer) }),
          formula: fact('layer-formula-both'),
          value: combined(layer.sonic),
          unit: UNIT,
        }),
      ),
      perGpu('sonic', 213e9, 64),
      perGpu('scatter', 225e9, 96),
    ],
    inferred: inferences(),
    differs: (['kernel', 'routing', 'passes', 'flops', 'board'] as const).map(id => ({
      id,
      text: fact(`sonic-differs-${id}`),
    })),
    tables: [publishedTable(), comparison.table],
  };
}

function inferences(): readonly Inference[] {
  const found = SONIC_ROWS.find(({ id }) => id === SPEEDUP_SHAPE);
  if (found === undefined) throw new Error(`no shape ${SPEEDUP_SHAPE}`);
  const ratio = combined(found.sonic) / found.others.scatterMoe;
  return [
    {
      id: 'seven-billion',
      text: fact('sonic-inferred-seven-billion', { speedup: SPEEDUP, shape: shapeText(found) }),
      because: fact('sonic-because-seven-billion', { ratio, speedup: SPEEDUP }),
      confidence: 'medium',
    },
    {
      id: 'read-off',
      text: fact('sonic-inferred-read-off', { error: READ_OFF }),
      because: fact('sonic-because-read-off'),
      confidence: 'medium',
    },
  ];
}

function publishedTable(): ClaimTable {
  return {
    id: 'published',
    title: fact('sonic-table-published'),
    kind: 'follows',
    columns: [
      { id: 'shape', title: fact('column-shape'), unit: null },
      { id: 'rows', title: fact('column-rows-per-expert'), unit: 'rows' },
      { id: 'forward', title: fact('column-sonicmoe-forward'), unit: UNIT },
      { id: 'backward', title: fact('column-backward'), unit: UNIT },
      { id: 'both', title: fact('column-both'), unit: UNIT },
      { id: 'share', title: fact('column-of-largest-matmul', { largestMatmul: LARGEST_MATMUL }), unit: 'share' },
      { id: 'deepGemmPlus', title: fact('column-deepgemm-plus'), unit: UNIT },
      { id: 'deepGemm', title: fact('column-deepgemm'), unit: UNIT },
      { id: 'scatterMoe', title: fact('column-scattermoe'), unit: UNIT },
      { id: 'megatron', title: fact('column-megatron'), unit: UNIT },
    ],
    rows: SONIC_ROWS.map(layer => ({
      shape: shapeText(layer),
      rows: rowsPerExpert(layer),
      ...layer.sonic,
      both: combined(layer.sonic),
      share: combined(layer.sonic) / LARGEST_MATMUL,
      ...layer.others,
    })),
    note: fact('sonic-note-published'),
  };
}

function perGpu(id: IdsOf<'sonic-step-tokens-'>, tokensPerDay: number, gpus: number): Step {
  return step({
    id: `tokens-${id}`,
    text: fact(`sonic-step-tokens-${id}`),
    formula: fact('sonic-formula-tokens', { tokensPerDay, gpus }),
    value: tokensPerDay / 86_400 / gpus,
    unit: 'tokens/s',
  });
}

/** Made when the claim is asked for: resolving eight workloads takes a third of a second, which no other command should pay. */
const statementsOfShapes = (): readonly Statement[] =>
  SONIC_ROWS.flatMap(layer => [bar('forward', layer), bar('backward', layer)]);

const ABSTRACT = fact('sonic-abstract');

const STATEMENTS: readonly Statement[] = [
  {
    id: 'speedup',
    text: fact('sonic-states-speedup', { value: SPEEDUP }),
    section: ABSTRACT,
    value: SPEEDUP,
    unit: 'times',
  },
  { id: 'days', text: fact('sonic-states-days'), section: ABSTRACT, value: 213e9, unit: 'tokens a day' },
];

function bar(pass: keyof PassSpeeds, layer: Row): Statement {
  const value = layer.sonic[pass];
  const text = fact(`sonic-states-${pass}`, { shape: shapeText(layer), value, error: READ_OFF });
  return { id: `${pass}-${layer.id}`, text, section: fact('sonic-figure'), value, unit: UNIT };
}
