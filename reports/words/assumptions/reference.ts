/** What a comparison with the reference rests on. */
import type { Values } from '../../fact.ts';
import { filled, listOf, type Sentence, valueText } from '../sentence.ts';

export type ReferenceCode =
  | 'best-against-best'
  | 'boards-differ'
  | 'boards-differ-unknown'
  | 'compared-pair'
  | 'ran-elsewhere'
  | 'reference-by-sibling'
  | 'reference-projected'
  | 'reference-ran-otherwise'
  | 'reference-sheet';

export const REFERENCE: Readonly<Record<ReferenceCode, Sentence>> = {
  'reference-by-sibling': values =>
    filled(
      `${besideText(values)} a speed of {reference} that is scaled from its sibling {sibling} ({reason}): on the same work, by the same software and under the same conditions, {sibling} was measured with a proof that holds, and {reference} was not. The step time of {reference} is that of {sibling} times the ratio of their roofs (bound here by ${listOf(values.limits).join(' or ')}). Its ends are the least and the greatest of the ratio of peaks, the ratio of memory bandwidths, and 1, widened by a factor of {factor:digits}, which covers {covered} of {pairs} pieces of work that were timed on {chipPairs} pairs of siblings. The estimate is for one device: links between devices are not included.`,
      values,
    ),
  'reference-projected': values =>
    filled(
      `${besideText(values)} a projected speed of {reference}: on the same work, by the same software and under the same conditions, it was not measured with a proof that holds, nor was a sibling from which it could be scaled. The step time is max(FLOPs ÷ peak, bytes ÷ memory bandwidth) ÷ the share of a peak that training reaches. That share is {share:digits}, and of one more training run {low:digits} to {high:digits}: 95 % of what {anchors} published training speeds ({publications} publications) predict; it covers {covered} of them when each is left out. They are whole training runs in bfloat16 and float8 by other software. Peaks are dense; float32 is IEEE, not TF32.`,
      values,
    ),
  'reference-sheet': 'Peaks and bandwidth of {reference}: {source} ({date}, confidence {confidence}).',
  'reference-ran-otherwise':
    'Some measured speeds of the reference are of software by which not all rows ran; they are compared with rows of that software alone: {because}.',
  'ran-elsewhere': ({ what, basis }) =>
    `${valueText(what)} (beside other rows: ${basis === 'sibling' ? 'scaled from a sibling' : valueText(basis)})`,
  'best-against-best':
    'Chips are compared best against best: each by the strategy that won its race, of one runner and equal workloads, whatever the strategy, version and kernel. Here: {because}.',
  'compared-pair': '{what} compared with {reference} by {way}',
  'boards-differ-unknown': values =>
    `The spread between boards of one chip, and between runs, is unknown here: verdicts hold for these boards in these runs.${boardsText(values)}`,
  'boards-differ': values =>
    `${filled('A row measures one board. The comparison of its chip with the reference is widened by the spread between boards of one chip, hosts and runs: a standard deviation of {deviation:percent}, the largest that a source gives (docs/COST.md), or what 5 or more boards measured here show.', values)}${boardsText(values)}`,
};

/** `3 of 12 rows stand beside`. */
const besideText = ({ beside, rows }: Values): string =>
  `${valueText(beside)} of ${valueText(rows)} ${rows === 1 ? 'row' : 'rows'} ${beside === 1 ? 'stands' : 'stand'} beside`;

/** On how many boards the reference was measured. */
function boardsText(values: Values): string {
  const counts = listOf(values.boards);
  if (counts.length === 0) return '';
  return ` Where the reference was measured, it was on ${counts.join(' or ')} board${counts.at(-1) === '1' ? '' : 's'}.`;
}
