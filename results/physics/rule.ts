/** What a physics check is: one row with a code, and a pure judgement of one thing. A code is never used for another check. */

import type { Cell, CellLine, ContextLine, Target } from '../record.ts';
import type { Note } from '../schema/note.ts';
import type { Measurement } from '../schema/outcome.ts';
import type { WorkloadCase } from '../schema/workload-case.ts';

/** `broken`: what cannot be, as a code with its values; null where nothing is wrong. */
export type Rule<Subject> = {
  readonly code: string;
  readonly broken: (subject: Subject) => Note | null;
};

/** A measured cell with all that it was planned for. */
export type Measured = {
  readonly context: ContextLine;
  readonly line: CellLine;
  readonly cell: Cell;
  readonly workloadCase: WorkloadCase;
  readonly target: Target;
  readonly measurement: Measurement;
};

/** `code`: the check. `why`: in which form it is broken, with the values. */
export type Finding = { readonly code: string; readonly why: Note };

/** Every rule of a table that `subject` breaks, in the table's order. */
export function findings<Subject>(rules: readonly Rule<Subject>[], subject: Subject): Finding[] {
  return rules.flatMap(({ code, broken }) => {
    const why = broken(subject);
    return why === null ? [] : [{ code, why: { ...why, values: writable(why.values) } }];
  });
}

/**
 * a ≤ b but for rounding: sums over a million steps in another order differ by some 1e-10 of themselves. False for what is no
 * number.
 */
export function atMost(a: number, b: number): boolean {
  return a <= b + ROUNDING * Math.max(Math.abs(a), Math.abs(b));
}

/** JSON has no number that is infinite or NaN: such a one is a text. */
function writable(values: Note['values']): Note['values'] {
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => [name, isWritable(value) ? value : String(value)]),
  );
}

const isWritable = (value: string | number): boolean => typeof value === 'string' || Number.isFinite(value);

/** As much of a hash as tells two apart. */
export const shortHash = (hash: string): string => hash.slice(0, 16);

/** a = b but for rounding. */
export const same = (a: number, b: number): boolean => atMost(a, b) && atMost(b, a);

const ROUNDING = 1e-9;
