/** What makes two workloads the same: the SHA-256 of their canonical JSON. */
import { createHash } from 'node:crypto';
import canonicalize from 'canonicalize';
import type { Workload } from './workload.ts';

/** RFC 8785 canonical JSON: one spelling for one value, whatever the order of its keys. */
export function canonicalJson(value: unknown): string {
  const text = canonicalize(value);
  if (text === undefined) throw new TypeError('canonicalJson: undefined has no JSON form');
  return text;
}

export function sha256(data: string | Uint8Array): string {
  return createHash('sha256').update(data).digest('hex');
}

/** The identity of a workload: equal hashes, equal arithmetic. */
export function workloadSha256(workload: Workload): string {
  return sha256(canonicalJson(workload));
}

/** As `workloadSha256` but blind to the dtype: for putting BF16 beside FP8, labelled as such. */
export function comparisonSha256(workload: Workload): string {
  const { dtype: _, ...rest } = workload;
  return sha256(canonicalJson(rest));
}
