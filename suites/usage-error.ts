/** What a person can put right. Shown as one line, never as a stack; anything else that is thrown is a bug and shows one. */
import { distance } from 'fastest-levenshtein';

export class UsageError extends Error {}

/** More are a list to be read elsewhere. */
const MOST_NEAR = 5;
const MOST_KNOWN = 12;

/** `unknown model 'ling-lit': did you mean ling-lite? (moebench list models)`. A list that is cut says how many more there are. */
export function unknownName(kind: string, name: string, known: readonly string[], seeAlso?: string): UsageError {
  const near = ranked(name, known);
  const guess =
    near.length > 0 ? `did you mean ${cut(near, MOST_NEAR, ' or ')}?` : `known: ${cut(known, MOST_KNOWN, ', ')}`;
  return new UsageError(`unknown ${kind} '${name}': ${guess}${seeAlso === undefined ? '' : ` (${seeAlso})`}`);
}

/** The known names nearest to one that is not known, at most three, best first. */
export const nearest = (name: string, known: readonly string[]): string[] => ranked(name, known).slice(0, 3);

/** `Ascend 910B2` as `ascend910b2`: people write ids with spaces, capitals and points. */
export const plainName = (name: string): string => name.toLowerCase().replaceAll(/[^\p{L}\p{N}]/gu, '');

/**
 * Names within some edits (behind a maker's name within one: `H900` is near `nvidia-h800`), and names that hold what was written, or that
 * it holds: `H800` is in `nvidia-h800`, and `deepseek-v3` in `deepseek-ai/DeepSeek-V3`.
 */
function ranked(name: string, known: readonly string[]): string[] {
  const wanted = name.toLowerCase();
  const plain = plainName(name);
  const reach = Math.max(2, Math.floor(name.length / 3));
  return known
    .map(candidate => ({ candidate, ...likeness(candidate) }))
    .filter(({ edits, holds, slips }) => holds || slips || edits <= reach)
    .toSorted((a, b) => a.rank - b.rank || a.edits - b.edits)
    .map(({ candidate }) => candidate);

  function likeness(candidate: string) {
    const other = plainName(candidate);
    const edits = distance(wanted, candidate.toLowerCase());
    const holds = isIn(plain, other) || isIn(other, plain);
    const slips = plain.length > 3 && distance(plain, plainName(candidate.slice(candidate.indexOf('-') + 1))) === 1;
    return { edits, holds, slips, rank: rankOf(edits, holds, plain, other) };
  }
}

/** Few edits are a slip of the keys; then names that end alike, then those that hold the name. */
function rankOf(edits: number, holds: boolean, plain: string, other: string): number {
  if (edits <= 2) return 0;
  if (!holds) return 3;
  return other.endsWith(plain) || plain.endsWith(other) ? 1 : 2;
}

/** Of fewer letters everything would hold it. */
const isIn = (part: string, text: string): boolean => part.length >= 3 && text.includes(part);

function cut(names: readonly string[], most: number, joint: string): string {
  const shown = names.slice(0, most).join(joint);
  return names.length <= most ? shown : `${shown} and ${names.length - most} more`;
}
