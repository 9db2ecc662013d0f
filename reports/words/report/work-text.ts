/** What a row's work is called, in words a buyer reads: never a model's cost, always the part that was run. */
import { OWN_SIZE } from '../../../suites/request/own-size.ts';
import { PARTS } from '../../../suites/workload.ts';
import { integerText, percentText, rangeText } from '../../format.ts';
import { givenDims, type NamedWork, scaledDims } from '../../report/assumptions/work.ts';
import type { WorkloadRef } from '../../report/workload-schema.ts';
import { absenceText } from '../absence-text.ts';
import type { Language } from '../language.ts';
import { dimsText } from './dims-text.ts';
import { WORK_WORDS } from './vocabulary/work-words.ts';

/** `one MoE layer of ling-lite (scaled), forward-backward, float32, 1,024 tokens, balanced routing`. */
export const workloadText = (workload: WorkloadRef, language: Language = 'en'): string =>
  [partText(workload, language), ...conditions(workload, language)].join(WORK_WORDS[language].comma);

/** `one training step of a 2-layer ling-lite (scaled)`. */
export function partText(workload: WorkloadRef, language: Language = 'en'): string {
  const words = WORK_WORDS[language];
  if (workload.model === OWN_SIZE) return words.ownSize(dimsText(givenDims(workload) ?? {}, language));
  const mark = workload.changed === undefined ? words.scaled : words.changed;
  const name = `${workload.model ?? workload.id}${scaledText(workload) === null ? '' : mark}`;
  return words.parts[workload.part](name, String(workload.layers));
}

/** How much of training it is: a whole step says more than a block, a block more than a layer. */
export const reachOf = ({ part }: WorkloadRef): number => PARTS.indexOf(part);

/** How it was run: pass, type, tokens, rows per expert, routing, the dispatch where it drops tokens, and beside what. */
export function conditions(workload: WorkloadRef, language: Language = 'en'): string[] {
  const { pass, dtype, tokens, sequence, routing, dispatch, concurrent } = workload;
  const words = WORK_WORDS[language];
  const count = words.tokens(integerText(tokens));
  return [
    // A training step has but one pass.
    ...(pass === 'train' ? [] : [words.passes[pass]]),
    dtype,
    sequence === null ? count : words.inSequences(count, integerText(sequence)),
    rowsPerExpertText(workload, language),
    words.routing(routing),
    ...(dispatch === 'dropless' ? [] : [dispatch]),
    ...(concurrent ? [words.allTargets] : []),
  ];
}

/** `256 rows per expert`: whole where it is, else to a tenth. It is part of what every comparison says. */
export const rowsPerExpertText = (
  { rowsPerExpert }: Pick<WorkloadRef, 'rowsPerExpert'>,
  language: Language = 'en',
): string => WORK_WORDS[language].rows(rowsText(rowsPerExpert), rowsPerExpert === 1);

/** `128 to 256 rows per expert`, of several workloads. */
export function rowsSpanText(
  workloads: readonly Pick<WorkloadRef, 'rowsPerExpert'>[],
  language: Language = 'en',
): string {
  const rows = workloads.map(({ rowsPerExpert }) => rowsPerExpert);
  const [least, most] = [Math.min(...rows), Math.max(...rows)];
  return least === most
    ? rowsPerExpertText({ rowsPerExpert: most }, language)
    : WORK_WORDS[language].rows(rangeText(rowsText(least), rowsText(most), language), false);
}

export const rowsText = (rowsPerExpert: number): string =>
  rowsPerExpert.toLocaleString('en-US', { maximumFractionDigits: rowsPerExpert < 1 ? 3 : 1 });

/** `dropless`, or `capacity:1.25: 12.5 % of choices dropped, 30 % of rows padding`. */
export function dispatchText({ dispatch, dispatchShares: shares }: WorkloadRef, language: Language = 'en'): string {
  const words = WORK_WORDS[language];
  if (dispatch === 'dropless') return dispatch;
  if (!shares.available) return words.sharesUnknown(dispatch, absenceText(shares, language));
  return words.shares(dispatch, percentText(shares.droppedShare, language), percentText(shares.paddedShare, language));
}

/** The dims and fields that are not the model's own, `hidden 512, shared experts 1`; null where all are. */
export function scaledText(workload: NamedWork, language: Language = 'en'): string | null {
  const dims = scaledDims(workload);
  return dims === null ? null : dimsText(dims, language);
}
