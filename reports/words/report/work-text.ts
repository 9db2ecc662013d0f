/** What a row's work is called, in words a buyer reads: never a model's cost, always the part that was run. */
import { OWN_SIZE } from '../../../suites/request/own-size.ts';
import { PARTS } from '../../../suites/workload.ts';
import { percentText } from '../../format.ts';
import { givenDims, type NamedWork, scaledDims } from '../../report/assumptions/work.ts';
import type { WorkloadRef } from '../../report/workload-schema.ts';
import { absenceText } from '../absence-text.ts';
import { dimsText } from './dims-text.ts';

/** `one MoE layer of ling-lite (scaled), forward-backward, float32, 1,024 tokens, balanced routing`. */
export function workloadText(workload: WorkloadRef): string {
  return [partText(workload), ...conditions(workload)].join(', ');
}

/** `one training step of a 2-layer ling-lite (scaled)`. */
export function partText(workload: WorkloadRef): string {
  if (workload.model === OWN_SIZE) return ownSizeText(workload);
  const mark = workload.changed === undefined ? ' (scaled)' : ' (changed)';
  const name = `${workload.model ?? workload.id}${scaledText(workload) === null ? '' : mark}`;
  switch (workload.part) {
    case 'moe-layer':
      return `one MoE layer of ${name}`;
    case 'moe-block':
      return `one transformer block of ${name}`;
    case 'train-step':
      return `one training step of a ${workload.layers}-layer ${name}`;
  }
}

/** `a layer of your own (experts 8, top k 2, hidden 512, ffn 256)`. */
function ownSizeText(workload: NamedWork): string {
  return `a layer of your own (${dimsText(givenDims(workload) ?? {})})`;
}

/** How much of training it is: a whole step says more than a block, a block more than a layer. */
export const reachOf = ({ part }: WorkloadRef): number => PARTS.indexOf(part);

/** How it was run: pass, type, tokens, rows per expert, routing, the dispatch where it drops tokens, and beside what. */
export function conditions(workload: WorkloadRef): string[] {
  const { pass, dtype, tokens, sequence, routing, dispatch, concurrent } = workload;
  const count = `${tokens.toLocaleString('en-US')} tokens`;
  return [
    // A training step has but one pass.
    ...(pass === 'train' ? [] : [pass]),
    dtype,
    sequence === null ? count : `${count} in sequences of ${sequence.toLocaleString('en-US')}`,
    rowsPerExpertText(workload),
    `${routing} routing`,
    ...(dispatch === 'dropless' ? [] : [dispatch]),
    ...(concurrent ? ['all targets at once'] : []),
  ];
}

/** `256 rows per expert`: whole where it is, else to a tenth. It is part of what every comparison says. */
export const rowsPerExpertText = ({ rowsPerExpert }: Pick<WorkloadRef, 'rowsPerExpert'>): string =>
  `${rowsText(rowsPerExpert)} row${rowsPerExpert === 1 ? '' : 's'} per expert`;

/** `128 to 256 rows per expert`, of several workloads. */
export function rowsSpanText(workloads: readonly Pick<WorkloadRef, 'rowsPerExpert'>[]): string {
  const rows = workloads.map(({ rowsPerExpert }) => rowsPerExpert);
  const [least, most] = [Math.min(...rows), Math.max(...rows)];
  return least === most
    ? rowsPerExpertText({ rowsPerExpert: most })
    : `${rowsText(least)} to ${rowsText(most)} rows per expert`;
}

export const rowsText = (rowsPerExpert: number): string =>
  rowsPerExpert.toLocaleString('en-US', { maximumFractionDigits: rowsPerExpert < 1 ? 3 : 1 });

/** `dropless`, or `capacity:1.25: 12.5 % of choices dropped, 30 % of rows padding`. */
export function dispatchText({ dispatch, dispatchShares: shares }: WorkloadRef): string {
  if (dispatch === 'dropless') return dispatch;
  if (!shares.available) return `${dispatch}: shares not known, ${absenceText(shares)}`;
  const [dropped, padded] = [percentText(shares.droppedShare), percentText(shares.paddedShare)];
  return `${dispatch}: ${dropped} of choices dropped, ${padded} of rows padding`;
}

/** The dims and fields that are not the model's own, `hidden 512, shared experts 1`; null where all are. */
export function scaledText(workload: NamedWork): string | null {
  const dims = scaledDims(workload);
  return dims === null ? null : dimsText(dims);
}
