/** The recorded and the published speed of each layer, as a table. */
import type { RunRecord } from '../../results/record.ts';
import type { Catalog, Chip } from '../catalog/catalog.ts';
import { fact, factOf } from '../fact.ts';
import { isAbsent } from '../figure.ts';
import type { ClaimTable, ClaimText } from './claim.ts';
import { type PublishedLayer, rowsPerExpert, runCommand, shapeText } from './published-layer.ts';
import { type RecordedSpeed, recordedSpeed, worksOn } from './recorded-layer.ts';

/** A layer with its best published speed of forward and backward together, TFLOP/s. */
export type PublishedSpeed = { readonly layer: PublishedLayer; readonly published: number };

const TFLOPS = 'TFLOP/s';

export type RecordedAndPublished = { readonly table: ClaimTable; readonly answer: ClaimText };

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
    title: fact('layer-table-records', { chip: chip.name }),
    kind: 'measured',
    columns: [
      { id: 'shape', title: fact('column-shape'), unit: null },
      { id: 'rows', title: fact('column-rows-per-expert'), unit: 'rows' },
      { id: 'published', title: fact('column-their-both'), unit: TFLOPS },
      { id: 'forward', title: fact('column-our-forward'), unit: TFLOPS },
      { id: 'backward', title: fact('column-our-backward'), unit: TFLOPS },
      { id: 'both', title: fact('column-our-both'), unit: TFLOPS },
      { id: 'interval', title: fact('column-interval'), unit: null },
      { id: 'ratio', title: fact('column-ratio'), unit: 'times' },
      { id: 'ofLargestMatmul', title: fact('column-of-our-largest-matmul'), unit: 'share' },
      { id: 'ran', title: fact('column-software'), unit: null },
    ],
    rows: found.map(({ layer, published, recorded }) => ({
      shape: shapeText(layer),
      rows: rowsPerExpert(layer),
      published,
      ...(isAbsent(recorded) ? { ...NOTHING, ran: factOf(recorded) } : recordedCells(recorded, published)),
    })),
    note: fact('layer-note-records', { command: runCommand(first.layer) }),
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
    interval: fact('interval-of-rounds', { low: both.low / 1e12, high: both.high / 1e12, kind, rounds }),
    ratio: both.point / 1e12 / published,
    ofLargestMatmul: ofLargestMatmul.available ? ofLargestMatmul.point : null,
    ran: software,
  };
}

function answerOf(ratios: readonly number[], layers: number, { name: chip }: Chip): ClaimText {
  if (ratios.length === 0) return fact('layer-answer-no-record', { chip, layers });
  const [least, most] = [Math.min(...ratios), Math.max(...ratios)];
  const values = { chip, layers, recorded: ratios.length };
  return ratios.length === 1
    ? fact('layer-answer-ratio', { ...values, ratio: least })
    : fact('layer-answer-ratios', { ...values, least, most });
}
