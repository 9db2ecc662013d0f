/** A record of one timed cell and its proof, as changed. */
import { evidenceOf, type ProofRecord } from '../../../results/proof/evidence.ts';
import type { Cell, CellLine, ProofLine } from '../../../results/record.ts';
import type { Measurement } from '../../../results/schema/outcome.ts';
import type { Proof } from '../../../results/schema/proof.ts';
import { workCase } from '../../../suites/cases.ts';
import { sha256 } from '../../../suites/identity.ts';
import type { LayerWorkload, MoeWorkload } from '../../../suites/workload.ts';
import { train } from '../../reports/parts-fixture.ts';
import { proofOf } from '../made-proof.ts';
import { contextOf, layer, measurementOf, STARTED, target, workOf } from '../small-record.ts';

export const HASH = sha256('line');

/** Too large to be proven as it is: 128 tokens, 128 experts. */
export const large: LayerWorkload = { ...layer, pass: 'forward-backward', tokens: 128, experts: 128 };

export type Parts = {
  readonly workload?: MoeWorkload;
  /** Proof lines, in order; each null is a line without a proof. */
  readonly proofs?: readonly Partial<ProofLine>[];
  readonly proof?: Partial<Proof>;
  readonly cell?: Partial<Cell>;
  readonly proofCell?: Partial<Cell>;
  readonly measurement?: Partial<Measurement>;
  readonly lineOrder?: readonly string[];
};

/** A record of one target and one round, with its proof changed as asked. */
export function recordOf(parts: Parts = {}): { readonly record: ProofRecord; readonly cell: Cell } {
  const workload = parts.workload ?? large;
  const context = contextOf({ targets: [target('cpu'), target('gpu')], cases: [workCase(workOf(workload))] });
  const [first, second, timed] = context.plan;
  if (first === undefined || second === undefined || timed === undefined) throw new Error('two proofs and a cell');
  const cell: Cell = { ...timed, ...parts.cell };
  const plan = [{ ...first, ...parts.proofCell }, second, cell, ...context.plan.slice(3)];
  const proof = proofOf(workload, parts.proof);
  const base: ProofLine = {
    kind: 'proof',
    cell: first.id,
    startedAt: STARTED,
    wallMs: 10,
    previousSha256: HASH,
    outcome: { status: 'proven', proof },
  };
  const line: CellLine = {
    kind: 'cell',
    cell: cell.id,
    startedAt: STARTED,
    wallMs: 100,
    previousSha256: HASH,
    outcome: { status: 'measured', measurement: { ...measurementOf(), samplesSha256: HASH, ...parts.measurement } },
  };
  const record: ProofRecord = {
    context: { ...context, plan, previousSha256: null },
    proofs: (parts.proofs ?? [{}]).map(changes => ({ ...base, ...changes })),
    cells: [line],
    ...(parts.lineOrder === undefined ? {} : { lineOrder: parts.lineOrder }),
  };
  return { record, cell };
}

export function codeOf(parts: Parts): string {
  const { record, cell } = recordOf(parts);
  const evidence = evidenceOf(record, cell);
  return evidence.status === 'proven' ? evidence.status : evidence.code;
}

export const tensorsOf = (workload: MoeWorkload) => proofOf(workload).tensors;

export const withTensor = (name: string, error: number | null, tolerance = 1e-4): Partial<Proof> => ({
  tensors: tensorsOf(large).map(tensor => (tensor.name === name ? { name, error, tolerance } : tensor)),
});

export const forward: LayerWorkload = { ...large, pass: 'forward' };

export const curveOf = (changes: Partial<NonNullable<Proof['curve']>>): Partial<Proof> => {
  const { curve } = proofOf(train);
  return { curve: curve === null ? null : { ...curve, ...changes } };
};

export const routed = (changes: Partial<NonNullable<Proof['routing']>>): Partial<Proof> => ({
  routing: { choices: 128, flips: 0, unexplained: 0, recomputed: false, ...changes },
});
