/** Checks a record offline: the chain, the seal, the samples it names, its hashes, and that what it says can be true. */
import { existsSync, readFileSync } from 'node:fs';
import { z } from 'zod';
import { comparisonSha256, sha256, workloadSha256 } from '../suites/workload.ts';
import { originOf } from './origin.ts';
import { type Judged, recordViolations, type Violation, violationSchema } from './physics/violations.ts';
import type { AttemptLine, CellLine, ContextLine, ProofLine } from './record.ts';
import { inspectRecord } from './seal.ts';
import { readSampleLines, samplesPath } from './store.ts';

export const verificationSchema = z.strictObject({
  path: z.string(),
  /** `sealed`: whole and unchanged. `unsealed`: cut off, what is there holds. `broken`: changed or damaged. */
  status: z.enum(['sealed', 'unsealed', 'broken', 'newer']),
  lines: z.int().nonnegative(),
  problems: z.array(z.string()),
  /** Cells and proofs that break a physics check: whole and unchanged, and not to be believed. */
  invalid: z.array(violationSchema),
});

export type Verification = Readonly<z.infer<typeof verificationSchema>>;

/**
 * Everything that can be checked without the machine. A missing samples file is allowed: pruning deletes only that. `judge`:
 * what breaks a physics check; a caller that has a catalog knows more of them.
 */
export function verifyRecord(path: string, judge: (record: Judged) => Violation[] = recordViolations): Verification {
  const text = readFileSync(path, 'utf8');
  const { lines, status, problem } = inspectRecord(text);
  const problems = problem === undefined ? [] : [`line ${problem.line}: ${problem.message}`];
  const found = originOf(path, sha256(text));
  if (found.status === 'damaged') problems.push(found.reason);
  const [context] = lines;
  const cells = lines.filter((line): line is CellLine => line.kind === 'cell');
  const attempts = lines.filter((line): line is AttemptLine => line.kind === 'attempt');
  const proofs = lines.filter((line): line is ProofLine => line.kind === 'proof');
  if (context?.kind === 'context') problems.push(...contextProblems(context));
  const invalid = context?.kind === 'context' ? judge({ context, proofs, cells }) : [];
  const seal = lines.at(-1);
  const sealed = seal?.kind === 'seal' ? seal.samplesSha256 : null;
  problems.push(...samplesProblems(path, [...cells, ...attempts], sealed));
  const cutOff = status === 'unsealed' && problems.every(text => text.endsWith('is cut off'));
  return {
    path,
    status: problems.length === 0 || cutOff || status === 'newer' ? status : 'broken',
    lines: lines.length,
    problems,
    invalid,
  };
}

function contextProblems({ cases, plan, targets }: ContextLine): string[] {
  const hashes = cases.flatMap(({ id, workload, ...claimed }) => [
    ...(workloadSha256(workload) === claimed.sha256 ? [] : [`case ${id}: its workload has another hash`]),
    ...(comparisonSha256(workload) === claimed.comparisonSha256 ? [] : [`case ${id}: its comparison hash differs`]),
  ]);
  const known = new Set([...cases.map(({ id }) => id), ...targets.map(({ id }) => id)]);
  const strange = plan.filter(cell => !known.has(cell.case) || !known.has(cell.target));
  return [...hashes, ...strange.map(cell => `plan: ${cell.id} names a case or target that is not here`)];
}

function samplesProblems(
  recordPath: string,
  cells: readonly (CellLine | AttemptLine)[],
  sealed: string | null,
): string[] {
  const path = samplesPath(recordPath);
  if (!existsSync(path)) return [];
  if (sealed !== null && sha256(readFileSync(path)) !== sealed) return ['the samples file was changed after the seal'];
  let hashes: Set<string>;
  try {
    hashes = new Set(readSampleLines(path).map(line => sha256(line)));
  } catch (cause) {
    return [`the samples file cannot be read (${cause instanceof Error ? cause.message : cause})`];
  }
  return cells.flatMap(({ cell, outcome }) =>
    outcome.status === 'measured' && !hashes.has(outcome.measurement.samplesSha256)
      ? [`${cell}: its samples are not in the samples file`]
      : [],
  );
}
