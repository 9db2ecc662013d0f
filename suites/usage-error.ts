/** What a person can put right. Shown as one line, never as a stack; anything else that is thrown is a bug and shows one. */
import { distance } from 'fastest-levenshtein';

export class UsageError extends Error {}

/** `unknown model 'ling-lit': did you mean ling-lite? (moebench list models)` */
export function unknownName(kind: string, name: string, known: readonly string[], seeAlso?: string): UsageError {
  const near = nearest(name, known);
  const guess = near.length > 0 ? `did you mean ${near.join(' or ')}?` : `known: ${known.slice(0, 12).join(', ')}`;
  return new UsageError(`unknown ${kind} '${name}': ${guess}${seeAlso === undefined ? '' : ` (${seeAlso})`}`);
}

/** The known names nearest to a mistyped one, at most three, best first. */
export function nearest(name: string, known: readonly string[]): string[] {
  const wanted = name.toLowerCase();
  const reach = Math.max(2, Math.floor(name.length / 3));
  return known
    .map(candidate => ({ candidate, edits: distance(wanted, candidate.toLowerCase()) }))
    .filter(({ candidate, edits }) => edits <= reach || candidate.toLowerCase().startsWith(wanted))
    .toSorted((a, b) => a.edits - b.edits)
    .slice(0, 3)
    .map(({ candidate }) => candidate);
}
