/** What failed, what cannot be true and what was left out, of the runs the report stands on. */

import type { Violation } from '../../results/physics/violations.ts';
import type { RunRecord } from '../../results/record.ts';
import type { Fault } from '../../results/schema/outcome.ts';
import { type Fact, fact, factOf } from '../fact.ts';
import type { ReportRow } from './row-schema.ts';
import type { Failure, Skip } from './trouble-schema.ts';

/** Faults of proofs and timed cells; the same fault in several rounds is one line with its rounds. */
export function failuresOf(record: RunRecord): Failure[] {
  const troubles = [...record.proofs, ...record.cells].flatMap(({ cell, outcome }): Trouble[] => {
    if (outcome.status !== 'fault') return [];
    const { code, message, detail, why = [] }: Fault = outcome.fault;
    return [{ cell, same: [code, message, JSON.stringify(why)], code, reason: null, why: asOne(why), message, detail }];
  });
  return byCase(record, troubles);
}

/** What a fault follows from, as one fact. */
function asOne([first, ...others]: readonly Fact[]): Fact | null {
  if (first === undefined) return null;
  return others.length === 0 ? factOf(first) : fact('several-causes', {}, [first, ...others]);
}

/** What breaks physics: a case, target and check once, with its rounds and the first one's values. */
export function invalidFailures(record: RunRecord, violations: readonly Violation[]): Failure[] {
  const troubles = violations.map(
    ({ cell, code, why }): Trouble => ({
      ...{ cell, same: [code], code: 'invalid', reason: code },
      ...{ why: factOf(why), message: '', detail: '' },
    }),
  );
  return byCase(record, troubles);
}

/** What is wrong with one cell; troubles of a case that have the same in `same` are one. */
type Trouble = Pick<Failure, 'code' | 'reason' | 'why' | 'message' | 'detail'> & {
  readonly cell: string;
  readonly same: readonly string[];
};

function byCase({ context }: RunRecord, troubles: readonly Trouble[]): Failure[] {
  const { runId, machine, plan } = context;
  const cells = new Map(plan.map(cell => [cell.id, cell]));
  const failures = new Map<string, Failure>();
  for (const { cell: id, same, ...trouble } of troubles) {
    const cell = cells.get(id);
    if (cell === undefined) continue;
    const key = JSON.stringify([cell.kind, cell.target, cell.case, cell.strategy, ...same]);
    const before = failures.get(key);
    failures.set(key, {
      run: runId,
      machine: machine.id,
      target: cell.target,
      strategy: cell.strategy,
      case: cell.case,
      stage: cell.kind,
      rounds: [...(before?.rounds ?? []), cell.round],
      ...trouble,
      why: before?.why ?? trouble.why,
      message: before?.message ?? trouble.message,
      detail: before?.detail ?? trouble.detail,
    });
  }
  return [...failures.values()];
}

/** A row that is unproven, or whose results disagree, is a failure too, found by the report. */
export function rowFailures(row: ReportRow): Failure[] {
  const found = foundIn(row);
  if (found === null) return [];
  return [
    {
      run: row.run,
      machine: row.machine,
      target: row.target,
      strategy: row.ran.strategy,
      case: row.workload.id,
      stage: 'report',
      rounds: row.rounds.map(({ round }) => round),
      ...found,
      message: '',
      detail: '',
    },
  ];
}

function foundIn({ unproven, mismatch }: ReportRow): Pick<Failure, 'code' | 'reason' | 'why'> | null {
  if (unproven !== null) return { code: 'unproven', reason: unproven.code, why: unproven };
  return mismatch === null ? null : { code: 'mismatch', reason: null, why: mismatch };
}

/** What a run found but did not run: whole targets, and single cells (the same reason once per target and case). */
export function skipsOf(record: RunRecord): Skip[] {
  const { runId: run, machine, plan, skipped } = record.context;
  const cells = new Map(plan.map(cell => [cell.id, cell]));
  const found = skipped.map(({ what, ...reason }) => ({ what, on: null, reason: factOf(reason) }));
  const single = record.cells.flatMap(line => {
    const cell = cells.get(line.cell);
    if (line.outcome.status !== 'skipped' || cell === undefined) return [];
    const on = { target: cell.target, strategy: cell.strategy };
    return [{ what: cell.case, on, reason: factOf(line.outcome.reason) }];
  });
  const unique = new Map([...found, ...single].map(skip => [JSON.stringify(skip), skip]));
  return [...unique.values()].map(skip => ({ run, machine: machine.id, ...skip }));
}
