/**
 * What of a record cannot be true, by the record alone (DESIGN.md, Measuring): no catalog is asked, so this holds offline and
 * for any device. What needs a data sheet is in reports/rows/physics.ts. Pure. docs/method/physics.md lists every code.
 */
import * as z from 'zod';
import type { RunRecord } from '../record.ts';
import { noteFields } from '../schema/note.ts';
import type { Proof } from '../schema/proof.ts';
import { CASE_RULES } from './cases.ts';
import { POWER_RULES } from './power.ts';
import { PROOF_RULES } from './proofs.ts';
import { READING_RULES } from './readings.ts';
import { type Finding, findings, type Measured } from './rule.ts';
import { TIME_RULES } from './times.ts';

/** A cell, or a proof, that is `invalid`; `code`: by which check. `why.text`: the sentence, only in a document that is written. */
export const violationSchema = z.strictObject({
  cell: z.string(),
  code: z.string(),
  why: z.strictObject({ ...noteFields, text: z.string().optional() }),
});

export type Violation = Readonly<z.infer<typeof violationSchema>>;
export type Judged = Pick<RunRecord, 'context' | 'proofs' | 'cells'>;

const MEASURED_RULES = [...TIME_RULES, ...POWER_RULES, ...READING_RULES];

/** Every code there is by the record alone. */
export const RECORD_CODES: readonly string[] = [...CASE_RULES, ...PROOF_RULES, ...MEASURED_RULES].map(
  ({ code }) => code,
);

/** Every check that a proof or a measured cell breaks; none for a record that can be true. */
export function recordViolations(record: Judged): Violation[] {
  const proofs = record.proofs.flatMap(({ cell, outcome }) => {
    const proof: Proof | null = outcome.proof;
    return proof === null ? [] : named(cell, findings(PROOF_RULES, proof));
  });
  const ofCases = new Map(record.context.cases.map(item => [item.id, findings(CASE_RULES, item)]));
  const cells = measuredCells(record).flatMap(measured => {
    const ofCase = ofCases.get(measured.workloadCase.id) ?? [];
    return named(measured.line.cell, [...ofCase, ...findings(MEASURED_RULES, measured)]);
  });
  return [...proofs, ...cells];
}

/** The measured cells of a record's plan with what they are of. A line that is in no plan takes no part in anything. */
export function measuredCells({ context, cells }: Judged): Measured[] {
  const plan = new Map(context.plan.map(cell => [cell.id, cell]));
  const cases = new Map(context.cases.map(item => [item.id, item]));
  const targets = new Map(context.targets.map(target => [target.id, target]));
  return cells.flatMap(line => {
    const cell = plan.get(line.cell);
    const workloadCase = cases.get(cell?.case ?? '');
    const target = targets.get(cell?.target ?? '');
    if (cell === undefined || workloadCase === undefined || target === undefined) return [];
    if (line.outcome.status !== 'measured') return [];
    return [{ context, line, cell, workloadCase, target, measurement: line.outcome.measurement }];
  });
}

/** Findings as violations of one cell. */
export function named(cell: string, found: readonly Finding[]): Violation[] {
  return found.map(({ code, why }) => ({ cell, code, why }));
}
