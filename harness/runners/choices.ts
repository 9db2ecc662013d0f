/**
 * Choices of experts, judged by the scores they were made by: which other choice two scores that nearly tie would allow. Pure.
 * Two scores nearly tie where they are no further apart than the tolerance times the greater of them: an error of a logit is a
 * relative error of its softmax score, whatever the number of experts.
 */
import type { FloatArray } from '../../suites/data.ts';
import { expertsScored } from '../../suites/moe/routing/choice.ts';
import type { MoeWorkload, RouterGroups } from '../../suites/workload.ts';

type Moe = Pick<MoeWorkload, 'tokens' | 'experts' | 'topK' | 'router' | 'routing'>;

/** scores: what was chosen by, [T,E], before groups; expected: the best by them, chosen: what is judged, both [T,k]. */
export type LayerChoices = {
  readonly scores: FloatArray;
  readonly expected: ArrayLike<number>;
  readonly chosen: ArrayLike<number>;
};

export type Flips = { readonly choices: number; readonly flips: number; readonly unexplained: number };

export const NO_FLIPS: Flips = { choices: 0, flips: 0, unexplained: 0 };

export function addFlips(a: Flips, b: Flips): Flips {
  return { choices: a.choices + b.choices, flips: a.flips + b.flips, unexplained: a.unexplained + b.unexplained };
}

/** Choices of a layer that are not the expected ones, and those of tokens whose scores do not allow what was chosen. */
export function layerFlips(moe: Moe, { scores, expected, chosen }: LayerChoices, tolerance: number): Flips {
  const { tokens, experts, topK } = moe;
  let [flips, unexplained] = [0, 0];
  for (let token = 0; token < tokens; token += 1) {
    const wanted = rowOf(expected, token, topK);
    const got = rowOf(chosen, token, topK);
    const differing = wanted.filter(expert => !got.includes(expert)).length;
    if (differing === 0) continue;
    flips += differing;
    if (!mayChoose(moe, rowOf(scores, token, experts), got, tolerance)) unexplained += differing;
  }
  return { choices: tokens * topK, flips, unexplained };
}

/** Choices of `expected` that `chosen` does not have, token by token. */
export function countFlips(
  { tokens, topK }: Pick<Moe, 'tokens' | 'topK'>,
  expected: ArrayLike<number>,
  chosen: ArrayLike<number>,
): number {
  let flips = 0;
  for (let token = 0; token < tokens; token += 1) {
    const got = rowOf(chosen, token, topK);
    flips += rowOf(expected, token, topK).filter(expert => !got.includes(expert)).length;
  }
  return flips;
}

/** Whether each token has k different experts. */
export function areChoices({ tokens, topK, experts }: Moe, chosen: ArrayLike<number>): boolean {
  return range(0, tokens).every(token => {
    const row = rowOf(chosen, token, topK);
    return new Set(row).size === topK && row.every(expert => expert >= 0 && expert < experts);
  });
}

/** The best experts of each token by its scores, [T,k], the lower index first where two are equal. */
export function bestChoices({ tokens, experts, topK, router }: Moe, scores: ArrayLike<number>): Int32Array {
  const best = new Int32Array(tokens * topK);
  for (let token = 0; token < tokens; token += 1) {
    const row = rowOf(scores, token, experts);
    const groups = router.groups === null ? null : groupsOf(row, router.groups);
    const kept = groups?.toSorted((a, b) => b.score - a.score).slice(0, router.groups?.kept);
    const members = kept?.flatMap(group => group.members).toSorted((a, b) => a - b) ?? range(0, experts);
    best.set(members.toSorted((a, b) => (row[b] ?? 0) - (row[a] ?? 0)).slice(0, topK), token * topK);
  }
  return best;
}

/** Whether some scores, each within the tolerance of these, make just this choice. A forced routing leaves no other. */
export function mayChoose(
  { experts, topK, router, routing }: Omit<Moe, 'tokens'>,
  scores: readonly number[],
  chosen: readonly number[],
  tolerance: number,
): boolean {
  if (routing.kind !== 'learned') return false;
  const taken = new Set(chosen);
  if (taken.size !== topK || chosen.some(expert => scores[expert] === undefined)) return false;
  const least = Math.min(...chosen.map(expert => scores[expert] ?? Number.NaN));
  const beatsNone = (score: number) => nearTie(score, least, tolerance);
  const left = (among: readonly number[]) => among.filter(expert => !taken.has(expert));
  const best = (among: readonly number[]) => Math.max(...left(among).map(expert => scores[expert] ?? Number.NaN));
  if (router.groups === null) return beatsNone(best(range(0, experts)));
  const groups = groupsOf(scores, router.groups);
  const inside = groups.filter(({ members }) => members.some(expert => taken.has(expert)));
  // Of the groups kept beside those chosen from, the best must be no better than what was chosen.
  const candidates = groups.filter(group => !inside.includes(group) && beatsNone(best(group.members)));
  const room = router.groups.kept - inside.length;
  const kept = [...inside, ...candidates.toSorted((a, b) => b.score - a.score).slice(0, Math.max(0, room))];
  if (kept.length !== router.groups.kept) return false;
  const weakest = Math.min(...kept.map(({ score }) => score));
  const outside = Math.max(...groups.filter(group => !kept.includes(group)).map(({ score }) => score));
  return nearTie(outside, weakest, tolerance) && inside.every(({ members }) => beatsNone(best(members)));
}

/**
 * How many choices another target may make otherwise, or in another order: those whose score is within the tolerance of the next
 * best, and all of a token whose groups nearly tie.
 */
export function nearTies({ tokens, experts, topK, router }: Moe, scores: FloatArray, tolerance: number): number {
  let count = 0;
  for (let token = 0; token < tokens; token += 1) {
    count += nearTiesOf({ topK, router }, rowOf(scores, token, experts), tolerance);
  }
  return count;
}

function nearTiesOf(
  { topK, router }: Pick<Moe, 'topK' | 'router'>,
  scores: readonly number[],
  tolerance: number,
): number {
  const allowed = router.groups === null ? { scores, tie: false } : keptGroups(scores, router.groups, tolerance);
  if (allowed.tie) return topK;
  const ranked = allowed.scores.toSorted((a, b) => b - a).slice(0, topK + 1);
  return ranked.slice(1).filter((score, place) => nearTie(ranked[place] ?? Number.NaN, score, tolerance)).length;
}

/** The scores of the groups that are kept, and whether another group nearly is. */
function keptGroups(
  scores: readonly number[],
  form: RouterGroups,
  tolerance: number,
): { readonly scores: readonly number[]; readonly tie: boolean } {
  const { kept } = form;
  const groups = groupsOf(scores, form).toSorted((a, b) => b.score - a.score);
  const [last, next] = [groups[kept - 1], groups[kept]];
  const tie = last !== undefined && next !== undefined && nearTie(last.score, next.score, tolerance);
  const members = groups.slice(0, kept).flatMap(group => group.members);
  return { scores: members.map(expert => scores[expert] ?? Number.NaN), tie };
}

/** A group's score is that of its best experts, summed (suites/moe/routing/choice.ts). */
function groupsOf(scores: readonly number[], form: RouterGroups) {
  const size = scores.length / form.count;
  return Array.from({ length: form.count }, (_, group) => {
    const members = range(group * size, size);
    const ranked = members.map(expert => scores[expert] ?? Number.NaN).toSorted((a, b) => b - a);
    return { members, score: ranked.slice(0, expertsScored(form, size)).reduce((sum, score) => sum + score, 0) };
  });
}

/** a is no more above b than the tolerance allows; where there is no a, nothing is above. */
function nearTie(a: number, b: number, tolerance: number): boolean {
  return a === Number.NEGATIVE_INFINITY || a - b <= tolerance * Math.max(Math.abs(a), Math.abs(b));
}

const rowOf = (values: ArrayLike<number>, row: number, width: number): number[] =>
  Array.from({ length: width }, (_, i) => values[row * width + i] ?? Number.NaN);

const range = (from: number, length: number): number[] => Array.from({ length }, (_, i) => from + i);
