/** Records whose proofs do not hold. */
import { buildReport } from '../../../reports/report/report.ts';
import type { Report, ReportRow } from '../../../reports/report/schema.ts';
import type { ProofLine, RunRecord } from '../../../results/record.ts';
import type { Proof } from '../../../results/schema/proof.ts';
import { proofOf } from '../../results/made-proof.ts';
import { caseA, fixtureCatalog, layerA } from '../fixture.ts';

export const catalog = fixtureCatalog();
export const reference = catalog.chips[0];
if (reference === undefined) throw new Error('the fixture catalog is empty');

export const reportOf = (...records: RunRecord[]): Report =>
  buildReport({ records, unread: [], catalog, reference, asOf: null });

export function rowOf({ rows }: Report, target = 'webgpu-0', caseId = caseA.id): ReportRow {
  const row = rows.find(one => one.target === target && one.workload.id === caseId);
  if (row === undefined) throw new Error(`no row ${target} ${caseId}`);
  return row;
}

/** The record with the proofs of one case, on one target, changed; null takes them out. */
export function withProof(
  record: RunRecord,
  change: ((line: ProofLine) => ProofLine) | null,
  caseId = caseA.id,
  target = 'webgpu-0',
): RunRecord {
  const id = `proof:${target}:${caseId}`;
  const proofs = record.proofs.flatMap(line => {
    if (line.cell !== id) return [line];
    return change === null ? [] : [change(line)];
  });
  return { ...record, proofs };
}

export const saying = (changes: Partial<Proof>) => (line: ProofLine) => {
  const { proof } = line.outcome;
  if (proof === null) throw new Error('a proof');
  return { ...line, outcome: { status: 'proven' as const, proof: { ...proof, ...changes } } };
};
export const mismatched = (line: ProofLine): ProofLine => ({
  ...line,
  outcome: {
    status: 'fault',
    fault: { code: 'mismatch', message: 'y is off by 0.9', detail: '' },
    proof: proofOf(layerA, { holds: false }),
  },
});
export const generous = saying({
  tensors: proofOf(layerA).tensors.map(({ name }) => ({ name, error: 0.9, tolerance: 1e9 })),
});
export const ofOther = saying(proofOf({ ...layerA, experts: 8 }));
export const withoutProbes = (record: RunRecord): RunRecord => ({
  ...record,
  cells: record.cells.map(line => {
    if (line.outcome.status !== 'measured') return line;
    const { measurement } = line.outcome;
    const print = { ...measurement.first, probes: null };
    return { ...line, outcome: { ...line.outcome, measurement: { ...measurement, first: print, last: print } } };
  }),
});

export const PRICED = ['deviceHoursPerTrillionTokens', 'costPerTrillionTokens', 'saving', 'relative'] as const;
export const SPEEDS = ['stepMs', 'meanStepMs', 'tokensPerSecond', 'flopsPerSecond'] as const;
export const EFFICIENCIES = ['efficiencyOfLargestMatmul', 'efficiencyOfExpertMatmul', 'optimizerOfStream'] as const;
