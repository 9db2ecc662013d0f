/** What a self-test found, worked out from the lines of its record: nothing of it is stored, so nothing has to be trusted. Pure. */
import * as z from 'zod';
import type { RunRecord } from '../record.ts';
import { checkSchema, checksOf } from './checks.ts';
import { cellCost, cellCostSchema, harnessCost, harnessCostSchema } from './overhead.ts';
import {
  disturbedCells,
  disturbedSchema,
  falseAlarms,
  falseAlarmsSchema,
  PAIRS_FOR_PROOF,
  smallestDifference,
  smallestDifferenceSchema,
  spreadOf,
  spreadSchema,
  twinRounds,
} from './pairs.ts';
import { sensorsOf, sensorsSchema } from './sensors.ts';

/** Rounds of `quick` and of `nightly`. */
export const SUITE_ROUNDS = [5, 8] as const;

const targetSelftestSchema = z.strictObject({
  target: z.string(),
  falseAlarms: falseAlarmsSchema,
  spread: spreadSchema.nullable(),
  disturbed: disturbedSchema,
  /** Of equal things, at the suites' own round counts; those for which enough rounds were measured. */
  smallestDifferences: z.array(smallestDifferenceSchema),
  harness: harnessCostSchema,
  cell: cellCostSchema.nullable(),
  sensors: sensorsSchema,
  checks: z.array(checkSchema),
});

export const selftestSchema = z.strictObject({
  machine: z.string(),
  workload: z.strictObject({ id: z.string(), sha256: z.string() }),
  /** Every target has as many pairs as a proof takes. */
  proof: z.boolean(),
  /** No check of any target fails. */
  holds: z.boolean(),
  targets: z.array(targetSelftestSchema),
});

export type Selftest = Readonly<z.infer<typeof selftestSchema>>;
type SelftestRecord = Pick<RunRecord, 'context' | 'proofs' | 'cells'>;

/** A self-test measures the instrument: what compares work leaves it out. */
export function isSelftest({ context }: Pick<RunRecord, 'context'>): boolean {
  return context.selftest !== undefined;
}

/** null: the record is of no self-test. */
export function selftestOf(record: SelftestRecord): Selftest | null {
  const { selftest, cases, machine } = record.context;
  const [first] = cases;
  if (selftest === undefined || first === undefined) return null;
  const targets = record.context.targets.map(({ id }) => targetSelftest(record, id, selftest));
  return {
    machine: machine.id,
    workload: { id: first.id.replace(/\.a$/, ''), sha256: first.sha256 },
    proof: targets.every(({ falseAlarms }) => falseAlarms.judged >= PAIRS_FOR_PROOF),
    holds: targets.every(({ checks }) => checks.every(({ status }) => status !== 'fails')),
    targets,
  };
}

function targetSelftest(
  record: SelftestRecord,
  target: string,
  asked: { readonly pairs: number; readonly roundsPerPair: number },
): Selftest['targets'][number] {
  const rounds = twinRounds(record, target);
  const judged = {
    falseAlarms: falseAlarms(rounds, asked),
    harness: harnessCost(record, target),
    sensors: sensorsOf(record, target),
  };
  return {
    target,
    ...judged,
    spread: spreadOf(rounds),
    disturbed: disturbedCells(record, target),
    smallestDifferences: SUITE_ROUNDS.flatMap(count => smallestDifference(rounds, count) ?? []),
    cell: cellCost(record, target),
    checks: checksOf(judged),
  };
}
