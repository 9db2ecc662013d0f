/** What a comparison with the reference rests on. */
import type { Values } from '../../fact.ts';
import { filled, listOf, type Sentence } from '../sentence.ts';

type Code =
  | 'best-against-best'
  | 'boards-differ'
  | 'boards-differ-unknown'
  | 'compared-pair'
  | 'ran-elsewhere'
  | 'reference-by-sibling'
  | 'reference-projected'
  | 'reference-ran-otherwise'
  | 'reference-sheet';

export const REFERENCE: Readonly<Record<Code, Sentence>> = {
  'reference-by-sibling': values =>
    filled(
      `No {reference} was measured; {sibling}, its sibling ({reason}), was. The step time of {reference} is that of {sibling} times the ratio of their roofs (bound here by ${listOf(values.limits).join(' or ')}). Its ends are the least and the greatest of the ratio of peaks, the ratio of memory bandwidths, and 1, widened {factor:digits} times: so far went {held} of {pairs} pieces of work that were timed on {chipPairs} pairs of siblings. It is of one device: links between devices are no part of it.`,
      values,
    ),
  'reference-projected':
    'No {reference} was measured by the software of the rows beside it; its step time is projected: max(FLOPs ÷ peak, bytes ÷ memory bandwidth) ÷ the share of a peak that training reaches. That share is {share:digits}, and of one more training run {low:digits} to {high:digits}: 95 % of what {anchors} published training speeds ({publications} publications) predict; it covers {covered} of them when each is left out. They are whole training runs in bfloat16 and float8 by other software. Peaks are dense; float32 is IEEE, not TF32.',
  'reference-sheet': 'Peaks and bandwidth of {reference}: {source} ({date}, confidence {confidence}).',
  'reference-ran-otherwise':
    'The reference was also measured by other software than these rows, and those speeds are not used in their comparisons: {because}.',
  'ran-elsewhere': '{what} (elsewhere {basis})',
  'best-against-best':
    'Chips are compared best against best: each by the strategy that won its race, of one runner and equal workloads, whatever the strategy, version and kernel. Here: {because}.',
  'compared-pair': '{what} compared with {reference} by {way}',
  'boards-differ-unknown': values =>
    `How boards of one chip and runs of one board differ is not known here: verdicts are of these boards in these runs.${boardsText(values)}`,
  'boards-differ': values =>
    `${filled('A row is of one board. The comparison of its chip with the reference is widened by how much boards of one chip differ, with their hosts and from run to run: a standard deviation of {deviation:percent}, the largest that a source gives (docs/COST.md), or what 5 or more boards measured here show.', values)}${boardsText(values)}`,
};

/** On how many boards the reference was measured. */
function boardsText(values: Values): string {
  const counts = listOf(values.boards);
  if (counts.length === 0) return '';
  return ` The reference was measured on ${counts.join(' or ')} board${counts.at(-1) === '1' ? '' : 's'}.`;
}
