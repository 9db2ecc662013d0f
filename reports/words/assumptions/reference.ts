/** What a comparison with the reference rests on. */
import type { Values } from '../../fact.ts';
import { filled, listOf, type Sentence } from '../sentence.ts';

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
      `No {reference} was measured; {sibling}, its sibling ({reason}), was. The step time of {reference} is that of {sibling} times the ratio of their roofs (bound here by ${listOf(values.limits).join(' or ')}). Its ends are the least and the greatest of the ratio of peaks, the ratio of memory bandwidths, and 1, widened by a factor of {factor:digits}, which covers {covered} of {pairs} pieces of work that were timed on {chipPairs} pairs of siblings. The estimate is for one device: links between devices are not included.`,
      values,
    ),
  'reference-projected':
    'No {reference} was measured by the software of these rows; its step time is projected: max(FLOPs ÷ peak, bytes ÷ memory bandwidth) ÷ the share of a peak that training reaches. That share is {share:digits}, and of one more training run {low:digits} to {high:digits}: 95 % of what {anchors} published training speeds ({publications} publications) predict; it covers {covered} of them when each is left out. They are whole training runs in bfloat16 and float8 by other software. Peaks are dense; float32 is IEEE, not TF32.',
  'reference-sheet': 'Peaks and bandwidth of {reference}: {source} ({date}, confidence {confidence}).',
  'reference-ran-otherwise':
    'The reference was also measured by other software than these rows, and those speeds are not used in their comparisons: {because}.',
  'ran-elsewhere': '{what} (elsewhere {basis})',
  'best-against-best':
    'Chips are compared best against best: each by the strategy that won its race, of one runner and equal workloads, whatever the strategy, version and kernel. Here: {because}.',
  'compared-pair': '{what} compared with {reference} by {way}',
  'boards-differ-unknown': values =>
    `The spread between boards of one chip, and between runs, is unknown here: verdicts hold for these boards in these runs.${boardsText(values)}`,
  'boards-differ': values =>
    `${filled('A row measures one board. The comparison of its chip with the reference is widened by the spread between boards of one chip, hosts and runs: a standard deviation of {deviation:percent}, the largest that a source gives (docs/COST.md), or what 5 or more boards measured here show.', values)}${boardsText(values)}`,
};

/** On how many boards the reference was measured. */
function boardsText(values: Values): string {
  const counts = listOf(values.boards);
  if (counts.length === 0) return '';
  return ` The reference was measured on ${counts.join(' or ')} board${counts.at(-1) === '1' ? '' : 's'}.`;
}
