/** Checks a record offline: which of its promises hold, which are broken, and which nobody can know. */
import { existsSync, readFileSync, statSync } from 'node:fs';
import * as z from 'zod';
import { comparisonSha256, sha256, workloadSha256 } from '../suites/identity.ts';
import { type Judged, recordViolations, type Violation, violationSchema } from './physics/violations.ts';
import { evidenceOf, NO_PROBE, type ProofRecord } from './proof/evidence.ts';
import type { AttemptLine, CellLine, ContextLine, RecordLine } from './record.ts';
import { readMembers } from './record-file/samples-file.ts';
import { originOf } from './schema/origin.ts';
import { prunedOf } from './schema/pruned.ts';
import { type Inspection, inspectRecord } from './seal.ts';
import { samplesPath, textOf, toRecord } from './store.ts';
import { checkPlan } from './verify/plan.ts';
import { broken, type Finding, holds, notKnown, PROMISES, promiseSchema } from './verify/promise.ts';
import { checkSamples, checkStatistics, measuredLines, type SamplesFile } from './verify/samples.ts';
import { checkSignature, type Signatures, sshKeygen } from './verify/signature.ts';
import { checkTimes } from './verify/times.ts';

export const verificationSchema = z.strictObject({
  path: z.string(),
  /** `sealed`: whole and unchanged. `unsealed`: cut off, what is there holds. `broken`: changed or damaged. */
  status: z.enum(['sealed', 'unsealed', 'broken', 'newer']),
  /** Lines that can be used. */
  lines: z.int().nonnegative(),
  /** The seal's own hash, which stands for every byte of a sealed record. */
  sealSha256: z.string().nullable(),
  /** What it promises, each with what was found of it. */
  promises: z.array(promiseSchema),
  problems: z.array(z.string()),
  /** Cells and proofs that break a physics check: whole and unchanged, and not to be believed. */
  invalid: z.array(violationSchema),
});

export type Verification = Readonly<z.infer<typeof verificationSchema>>;

export type VerifyOptions = Signatures & {
  /** By the clock of whoever verifies. */
  readonly now: Date;
};

/**
 * Everything that can be checked without the machine. A missing samples file is allowed: pruning deletes only that. `judge`:
 * what breaks a physics check; a caller that has a catalog knows more of them.
 */
export function verifyRecord(
  path: string,
  judge: (record: Judged) => Violation[] = recordViolations,
  { now = new Date(), signers = null, run = sshKeygen }: Partial<VerifyOptions> = {},
): Verification {
  const text = textOf(path);
  if (!text.available) return unreadable(path, 'broken', text.reason, holds('chain', 'nothing-readable'));
  const inspection = inspectRecord(text.value);
  const { lines, status, schema, problem } = inspection;
  const [context] = lines;
  if (context?.kind !== 'context') {
    const reason = `line ${problem?.line}: ${problem?.message}`;
    const why = status === 'newer' ? notKnown('chain', 'newer-schema', { schema }) : holds('chain', 'nothing-readable');
    return unreadable(path, status, reason, why);
  }
  const record = toRecord(path, inspection);
  const timed = lines.filter((line): line is CellLine | AttemptLine => line.kind === 'cell' || line.kind === 'attempt');
  const measured = measuredLines(timed);
  const samples = samplesFile(samplesPath(path));
  const invalid = judge(record);
  const signature = checkSignature(path, { signers, run });
  const findings = [
    checkChain(inspection),
    checkSeal(inspection),
    checkHashes(context),
    checkSamples(measured, samples, sealedSamples(lines), prunedOf(path)),
    checkStatistics(measured, samples),
    checkPlan(context, lines, status === 'sealed'),
    checkTimes(context, lines, now),
    checkPhysics(invalid),
    checkProofs(record),
    signature,
    checkMachine(signature),
    notKnown('clock', 'no-other-clock'),
  ];
  const found = originOf(path, sha256(text.value));
  const problems = [
    ...(found.status === 'damaged' ? [found.reason] : []),
    ...findings.flatMap(finding => finding.problems),
  ];
  const cutOff = status === 'unsealed' && problem !== undefined ? [`line ${problem.line}: ${problem.message}`] : [];
  return {
    path,
    status: problems.length > 0 ? 'broken' : status,
    lines: lines.length,
    sealSha256: record.sealSha256 ?? null,
    promises: findings.map(finding => finding.found),
    problems: [...cutOff, ...problems],
    invalid,
  };
}

/** Whether no promise of a record is broken. */
export function isKept({ status, promises, invalid }: Verification): boolean {
  const isIntact = status === 'sealed' || status === 'unsealed';
  return isIntact && invalid.length === 0 && promises.every(promise => promise.status !== 'broken');
}

/** A record of which no line can be used. */
function unreadable(path: string, status: Verification['status'], reason: string, why: Finding): Verification {
  const { code, values } = why.found;
  const isNewer = status === 'newer';
  const promises = PROMISES.map(promise => ({
    promise,
    status: promise === 'chain' && !isNewer ? ('broken' as const) : ('not-known' as const),
    code,
    values,
  }));
  return {
    path,
    status: isNewer ? status : 'broken',
    lines: 0,
    sealSha256: null,
    promises,
    problems: [reason],
    invalid: [],
  };
}

function checkChain({ lines, status, lost, problem }: Inspection): Finding {
  if (status !== 'broken' || problem === undefined) return holds('chain', 'lines-follow', { lines: lines.length });
  const { line, message } = problem;
  return broken('chain', 'line-changed', { line, lost, message }, [`line ${line}: ${message}`]);
}

function checkSeal({ lines, status }: Inspection): Finding {
  if (status === 'sealed') return holds('seal', 'sealed', { lines: lines.length });
  return lines.at(-1)?.kind === 'seal' ? broken('seal', 'seal-of-other-lines') : notKnown('seal', 'not-sealed');
}

/** What the seal says of the samples; null where there is no seal. */
function sealedSamples(lines: readonly RecordLine[]): string | null {
  const seal = lines.at(-1);
  return seal?.kind === 'seal' ? seal.samplesSha256 : null;
}

function checkHashes({ cases, plan, targets }: ContextLine): Finding {
  const hashes = cases.flatMap(({ id, workload, ...claimed }) => [
    ...(workloadSha256(workload) === claimed.sha256 ? [] : [`case ${id}: its workload has another hash`]),
    ...(comparisonSha256(workload) === claimed.comparisonSha256 ? [] : [`case ${id}: its comparison hash differs`]),
  ]);
  const known = new Set([...cases.map(({ id }) => id), ...targets.map(({ id }) => id)]);
  const strange = plan.filter(cell => !known.has(cell.case) || !known.has(cell.target));
  const problems = [...hashes, ...strange.map(cell => `plan: ${cell.id} names a case or target that is not here`)];
  return problems.length === 0
    ? holds('hashes', 'hashes-hold', { cases: cases.length })
    : broken('hashes', 'hashes-differ', {}, problems);
}

function checkPhysics(invalid: readonly Violation[]): Finding {
  if (invalid.length === 0) return holds('physics', 'nothing-impossible');
  return broken('physics', 'impossible', { cells: new Set(invalid.map(({ cell }) => cell)).size });
}

/** By the same function as every row of a report; an unproven cell is no damage, but nothing may stand on it. */
function checkProofs(record: ProofRecord): Finding {
  const measured = new Set(record.cells.flatMap(({ cell, outcome }) => (outcome.status === 'measured' ? [cell] : [])));
  const planned = record.context.plan.filter(({ id }) => measured.has(id));
  const unproven = planned.flatMap(cell => {
    const evidence = evidenceOf(record, cell);
    return evidence.status === 'unproven' ? [{ cell: cell.id, evidence }] : [];
  });
  const [worst] = unproven.filter(({ evidence }) => evidence.code !== NO_PROBE);
  if (worst !== undefined) {
    const { cell, evidence } = worst;
    return broken('proofs', 'cells-unproven', {
      ...evidence.values,
      cells: unproven.length,
      cell,
      code: evidence.code,
    });
  }
  if (unproven.length > 0) return notKnown('proofs', 'cells-without-probe', { cells: unproven.length });
  return holds('proofs', 'cells-proven', { cells: planned.length });
}

/** A seal shows that nothing was changed since, not who wrote it. */
function checkMachine({ found: { status, values } }: Finding): Finding {
  const { signer } = values;
  if (status !== 'holds' || signer === undefined) return notKnown('machine', 'nobody-vouches');
  return holds('machine', 'signer-vouches', { signer });
}

function samplesFile(path: string): SamplesFile | null {
  if (!existsSync(path)) return null;
  if (!statSync(path).isFile()) return { sha256: '', lines: [], damaged: true };
  const bytes = readFileSync(path);
  const { members, damaged } = readMembers(bytes);
  return { sha256: sha256(bytes), lines: members.flatMap(({ lines }) => lines), damaged };
}
