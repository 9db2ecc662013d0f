/** The published claims as a site shows them, compared with its records. */
import { loadCatalog } from '../../../reports/catalog/load.ts';
import type { Claim } from '../../../reports/reproduce/claim.ts';
import { CLAIM_NAMES, reproduce } from '../../../reports/reproduce/claims.ts';
import type { RunRecord } from '../../../results/record.ts';

/** By the shipped catalog alone, as `moebench reproduce`: a user's own rows would change what a publication says. */
export function siteClaims(records: readonly RunRecord[]): readonly Claim[] {
  const catalog = loadCatalog();
  return CLAIM_NAMES.map(name => reproduce(name, catalog, records));
}
