/** The recorded and the published speed of each layer, as a table. */
import type { RunRecord } from '../../results/record.ts';
import type { Catalog, Chip } from '../catalog/catalog.ts';
import { type Coded, fact, factOf, type Values } from '../fact.ts';
import { isAbsent } from '../figure.ts';
import { threeDigits } from '../format.ts';
import type { ClaimCell } from './codes.ts';
import type { ClaimTable } from './document.ts';
import { type PublishedLayer, rowsPerExpert, runCommand, shapeText } from './published-layer.ts';
import { type RecordedSpeed, recordedSpeed, worksOn } from './recorded-layer.ts';

/** A layer with its best published speed of forward and backward together, TFLOP/s. */
export type PublishedSpeed = { readonly layer: PublishedLayer; readonly published: number };

const TFLOPS = 'TFLOP/s';

export type RecordedAndPublished = { readonly table: ClaimTable; readonly answer: string };

/** A row a layer. Without a record of the layer it has no numbers; the note has the command that makes one. */
export function recordedAndPublished(
  rows: readonly PublishedSpeed[],
  {
    chip,
    catalog,
    records,
  }: { readonly chip: Chip; readonly catalog: Catalog; readonly records: readonly RunRecord[] },
): RecordedAndPublished {
  const works = worksOn(chip, records, catalog);
  const found = rows.map(row => ({ ...row, recorded: recordedSpeed(row.layer, chip, works) }));
  const [first] = rows;
  if (first === undefined) throw new Error('a claim has a layer');
  const table: ClaimTable = {
    id: 'beside',
    title: `Our records and the published speed on ${chip.name}: a whole layer, bfloat16, useful FLOPs`,
    kind: 'measured',
    columns: [
      { id: 'shape', title: 'T, H, F, E, k', unit: null },
      { id: 'rows', title: 'rows per expert', unit: 'rows' },
      { id: 'published', title: 'theirs, both', unit: TFLOPS },
      { id: 'forward', title: 'ours, forward', unit: TFLOPS },
      { id: 'backward', title: 'ours, backward', unit: TFLOPS },
      { id: 'both', title: 'ours, both', unit: TFLOPS },
      { id: 'interval', title: 'interval', unit: null },
      { id: 'ratio', title: 'ours ÷ theirs', unit: 'times' },
      { id: 'ofLargestMatmul', title: 'of our largest matmul', unit: 'share' },
      { id: 'ran', title: 'by', unit: null },
    ],
    rows: found.map(({ layer, published, recorded }) => ({
      shape: shapeText(layer),
      rows: rowsPerExpert(layer),
      published,
      ...(isAbsent(recorded) ? { ...NOTHING, ran: factOf(recorded) } : recordedCells(recorded, published)),
    })),
    note: `Our backward is the difference of both passes and forward. Throughput of one layer: no training rate. A record of the first shape: ${runCommand(first.layer)}; of all: --suite published.`,
  };
  const measured = found.flatMap(({ recorded, published }) =>
    isAbsent(recorded) ? [] : [recorded.both.point / 1e12 / published],
  );
  return { table, answer: answerOf(measured, rows.length, chip) };
}

const NOTHING = { forward: null, backward: null, both: null, interval: null, ratio: null, ofLargestMatmul: null };

function recordedCells({ both, forward, backward, ofLargestMatmul, software }: RecordedSpeed, published: number) {
  const { kind, rounds } = both;
  return {
    forward: forward === null ? null : forward / 1e12,
    backward: backward === null ? null : backward / 1e12,
    both: both.point / 1e12,
    interval: intervalCell({ low: both.low / 1e12, high: both.high / 1e12, kind, rounds }),
    ratio: both.point / 1e12 / published,
    ofLargestMatmul: ofLargestMatmul.available ? ofLargestMatmul.point : null,
    ran: software,
  };
}

const intervalCell = (values: Values): Coded<ClaimCell> => fact('interval-of-rounds', values);

function answerOf(ratios: readonly number[], layers: number, { name }: Chip): string {
  if (ratios.length === 0)
    return `No record of ${name} here has one of the ${layers} shapes, so there is nothing to compare.`;
  const [least, most] = [Math.min(...ratios), Math.max(...ratios)].map(threeDigits);
  const span = ratios.length === 1 ? `${least}` : `${least} to ${most}`;
  return `Records of ${name} here have ${ratios.length} of the ${layers} shapes; they reach ${span} of the published speed.`;
}
