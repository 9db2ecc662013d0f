/** Our speed beside a published one, layer by layer, as a table. */
import type { RunRecord } from '../../results/record.ts';
import type { Catalog, Chip } from '../catalog/catalog.ts';
import { isAbsent } from '../figure.ts';
import { threeDigits } from '../format.ts';
import { absenceText } from '../words/absence-text.ts';
import type { ClaimTable } from './document.ts';
import { type OwnSpeed, ownSpeed, worksOn } from './own-layer.ts';
import { type PublishedLayer, rowsPerExpert, runCommand, shapeText } from './published-layer.ts';

/** A layer with the best that is published of forward and backward together, TFLOP/s. */
export type Beside = { readonly layer: PublishedLayer; readonly published: number };

const TFLOPS = 'TFLOP/s';

export type BesidePublished = { readonly table: ClaimTable; readonly answer: string };

/** A row a layer; where no record has it, no numbers, and the note has the command that makes one. */
export function besidePublished(
  rows: readonly Beside[],
  {
    chip,
    catalog,
    records,
  }: { readonly chip: Chip; readonly catalog: Catalog; readonly records: readonly RunRecord[] },
): BesidePublished {
  const works = worksOn(chip, records, catalog);
  const found = rows.map(row => ({ ...row, own: ownSpeed(row.layer, chip, works) }));
  const [first] = rows;
  if (first === undefined) throw new Error('a claim has a layer');
  const table: ClaimTable = {
    id: 'beside',
    title: `Ours beside theirs, on ${chip.name}: a whole layer, bfloat16, useful FLOPs`,
    kind: 'measured',
    columns: [
      { id: 'shape', title: 'T, H, F, E, k', unit: null },
      { id: 'rows', title: 'rows an expert', unit: 'rows' },
      { id: 'published', title: 'theirs, both', unit: TFLOPS },
      { id: 'forward', title: 'ours, forward', unit: TFLOPS },
      { id: 'backward', title: 'ours, backward', unit: TFLOPS },
      { id: 'both', title: 'ours, both', unit: TFLOPS },
      { id: 'interval', title: 'interval', unit: null },
      { id: 'ratio', title: 'ours ÷ theirs', unit: 'times' },
      { id: 'ofLargestMatmul', title: 'of our largest matmul', unit: 'share' },
      { id: 'ran', title: 'by', unit: null },
    ],
    rows: found.map(({ layer, published, own }) => ({
      shape: shapeText(layer),
      rows: rowsPerExpert(layer),
      published,
      ...(isAbsent(own) ? { ...NOTHING, ran: absenceText(own) } : ownCells(own, published)),
    })),
    note: `Ours backward is the difference of both passes and forward. Throughput of one layer: no training rate. A record of the first shape: ${runCommand(first.layer)}; of all: --suite published.`,
  };
  const measured = found.flatMap(({ own, published }) => (isAbsent(own) ? [] : [own.both.point / 1e12 / published]));
  return { table, answer: answerOf(measured, rows.length, chip) };
}

const NOTHING = { forward: null, backward: null, both: null, interval: null, ratio: null, ofLargestMatmul: null };

function ownCells({ both, forward, backward, ofLargestMatmul, ran }: OwnSpeed, published: number) {
  const [low, high] = [both.low / 1e12, both.high / 1e12].map(threeDigits);
  const kind = both.kind === 'confidence-95' ? '95 %' : both.kind;
  return {
    forward: forward === null ? null : forward / 1e12,
    backward: backward === null ? null : backward / 1e12,
    both: both.point / 1e12,
    interval: `${low} to ${high} (${kind}, ${both.rounds} rounds)`,
    ratio: both.point / 1e12 / published,
    ofLargestMatmul: ofLargestMatmul.available ? ofLargestMatmul.point : null,
    ran,
  };
}

function answerOf(ratios: readonly number[], layers: number, { name }: Chip): string {
  if (ratios.length === 0)
    return `No record of ${name} here has one of the ${layers} shapes: nothing of ours stands beside them.`;
  const [least, most] = [Math.min(...ratios), Math.max(...ratios)].map(threeDigits);
  const span = ratios.length === 1 ? `${least}` : `${least} to ${most}`;
  return `Records of ${name} here have ${ratios.length} of the ${layers} shapes; ours reaches ${span} of what is published.`;
}
