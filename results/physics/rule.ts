/** What a physics check is: one row with a code, and a pure judgement of one thing. A code is never used for another check. */

import type { Cell, CellLine, ContextLine, Target } from '../record.ts';
import type { Measurement } from '../schema/outcome.ts';
import type { WorkloadCase } from '../schema/workload-case.ts';

/** `broken`: what cannot be, with the values; null where nothing is wrong. */
export type Rule<Subject> = {
  readonly code: string;
  readonly broken: (subject: Subject) => string | null;
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

export type Finding = { readonly code: string; readonly message: string };

/** Every rule of a table that `subject` breaks, in the table's order. */
export function findings<Subject>(rules: readonly Rule<Subject>[], subject: Subject): Finding[] {
  return rules.flatMap(({ code, broken }) => {
    const message = broken(subject);
    return message === null ? [] : [{ code, message }];
  });
}

/**
 * a ≤ b but for rounding: sums over a million steps in another order differ by some 1e-10 of themselves. False for what is no
 * number.
 */
export function atMost(a: number, b: number): boolean {
  return a <= b + ROUNDING * Math.max(Math.abs(a), Math.abs(b));
}

/** a = b but for rounding. */
export const same = (a: number, b: number): boolean => atMost(a, b) && atMost(b, a);

const ROUNDING = 1e-9;
