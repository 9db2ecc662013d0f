/**
 * Does a timed cell have a proof that holds? Whoever reads a record asks this anew (DESIGN.md, Parity): the shrunk workload, the
 * tensors a step returns and the tolerances are worked out by the reading program, and nothing that the record says of itself is
 * believed. Pure. docs/method/evidence.md lists every code; results/note-text.ts has its sentence.
 */
import type { Workload } from '../../suites/workload.ts';
import { groupedBy } from '../grouped.ts';
import type { Cell, CellLine, ProofLine, RunRecord } from '../record.ts';
import { type Note, note } from '../schema/note.ts';
import type { UnprovenCode } from '../schema/note-codes.ts';
import { PROOF_CHECKS } from './checks.ts';
import { type Small, smallOf } from './small-workload.ts';

/** What an evidence is asked of: a record, with the order of its lines where that is known. */
export type ProofRecord = Pick<RunRecord, 'context' | 'proofs' | 'cells' | 'lineOrder'>;

export type Evidence =
  | { readonly status: 'proven' }
  | { readonly status: 'unproven'; readonly code: UnprovenCode; readonly values: Note['values'] };

/** The one reason for which speeds are still shown: records of schema 1 had no probes, whatever else their proofs say. */
export const NO_PROBE: UnprovenCode = 'no-probe';

export const unproven = (code: UnprovenCode, values: Note['values'] = {}): Evidence => ({
  status: 'unproven',
  ...note(code, values),
  code,
});

const PROVEN: Evidence = { status: 'proven' };

/** The evidence of a planned cell that times something; the first reason why there is none. */
export function evidenceOf(record: ProofRecord, cell: Cell): Evidence {
  const { planned, proofs, cells, workloads } = indexOf(record);
  if (cell.proof === null) return unproven('no-proof-named', { cell: cell.id });
  const [proofCell, second] = planned.get(cell.proof) ?? [];
  if (proofCell === undefined || second !== undefined || proofCell.kind !== 'proof') {
    return unproven('no-such-proof', { cell: cell.id, proof: cell.proof });
  }
  if (proofCell.target !== cell.target || proofCell.strategy !== cell.strategy) {
    const of = `${proofCell.target} (${proofCell.strategy})`;
    return unproven('proof-of-other-target', { cell: cell.id, proof: cell.proof, target: of });
  }
  const lines = proofs.get(proofCell.id) ?? [];
  if (lines.length === 0) return unproven('no-proof-line', { cell: cell.id, proof: cell.proof });
  const workload = workloads.get(cell.case);
  const timed = cells.get(cell.id) ?? [];
  for (const line of lines) {
    const evidence = isAfter(record, line, timed)
      ? unproven('proof-after-timing', { cell: cell.id, proof: cell.proof })
      : lineEvidence(record, line, workload, timed.every(hasProbe));
    if (evidence.status === 'unproven') return evidence;
  }
  return PROVEN;
}

type Index = {
  readonly planned: ReadonlyMap<string, readonly Cell[]>;
  readonly proofs: ReadonlyMap<string, readonly ProofLine[]>;
  readonly cells: ReadonlyMap<string, readonly CellLine[]>;
  readonly workloads: ReadonlyMap<string, Workload>;
  /** What was found of a proof line, by the workload that stands on it and whether its cell has probes. */
  readonly found: Map<ProofLine, Map<Workload | undefined, Map<boolean, Evidence>>>;
};

/** Of a year of nights every cell is asked: a search through the plan for each would take minutes. */
const INDEXES = new WeakMap<ProofRecord, Index>();

function indexOf(record: ProofRecord): Index {
  const known = INDEXES.get(record);
  if (known !== undefined) return known;
  const index: Index = {
    planned: groupedBy(record.context.plan, ({ id }) => id),
    proofs: groupedBy(record.proofs, ({ cell }) => cell),
    cells: groupedBy(record.cells, ({ cell }) => cell),
    workloads: new Map(record.context.cases.map(({ id, workload }) => [id, workload])),
    found: new Map(),
  };
  INDEXES.set(record, index);
  return index;
}

/** A proof comes before what is timed: by the order of the lines where it is known, and by their times. */
function isAfter({ lineOrder = [] }: ProofRecord, proof: ProofLine, timed: readonly CellLine[]): boolean {
  return timed.some(
    line =>
      Date.parse(proof.startedAt) > Date.parse(line.startedAt) ||
      lineOrder.lastIndexOf(proof.cell) > lineOrder.indexOf(line.cell),
  );
}

/** Once for all rounds that stand on the proof. */
function lineEvidence(
  record: ProofRecord,
  line: ProofLine,
  workload: Workload | undefined,
  hasProbes: boolean,
): Evidence {
  const { found } = indexOf(record);
  const ofLine = found.get(line) ?? new Map<Workload | undefined, Map<boolean, Evidence>>();
  found.set(line, ofLine);
  const ofWorkload = ofLine.get(workload) ?? new Map<boolean, Evidence>();
  ofLine.set(workload, ofWorkload);
  const evidence = ofWorkload.get(hasProbes) ?? judgedLine(line, workload, hasProbes);
  ofWorkload.set(hasProbes, evidence);
  return evidence;
}

function judgedLine({ cell, outcome }: ProofLine, workload: Workload | undefined, hasProbes: boolean): Evidence {
  const { proof } = outcome;
  if (outcome.status !== 'proven' || proof === null || !proof.holds) {
    const fault = outcome.status === 'fault' ? outcome.fault.code : 'mismatch';
    return unproven('proof-failed-there', { proof: cell, fault });
  }
  const small: Small = smallOf(workload, proof.shrinkRule);
  if (!small.available) return unproven(small.code, { proof: cell, ...small.values });
  for (const { code, broken } of PROOF_CHECKS) {
    const values = broken({ proof, small, hasProbes });
    if (values !== null) return unproven(code, { proof: cell, ...values });
  }
  return PROVEN;
}

/** Whether each kind of tensor has its sixteen sums beside its norm, at the first step and at the last. */
function hasProbe({ outcome }: CellLine): boolean {
  if (outcome.status !== 'measured') return true;
  const { first, last } = outcome.measurement;
  return [first, last].every(
    ({ norms, probes }) =>
      probes !== null &&
      Object.keys(norms).length > 0 &&
      Object.keys(norms).every(kind => probes[kind]?.every(Number.isFinite) === true),
  );
}
