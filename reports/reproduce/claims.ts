/** The claims that can be recomputed; adding one is adding its file and its row here. */
import type { RunRecord } from '../../results/record.ts';
import { unknownName } from '../../suites/usage-error.ts';
import type { Catalog } from '../catalog/catalog.ts';
import { loadAnchors } from '../catalog/load.ts';
import { fitProjection } from '../projection/project.ts';
import type { Claim } from './claim.ts';
import { deepseekV3 } from './deepseek-v3.ts';
import { ling2025 } from './ling-2025.ts';
import { panguUltraMoe } from './pangu-ultra-moe.ts';
import { primusMi355x } from './primus-mi355x.ts';
import { sonicMoeH100 } from './sonicmoe-h100.ts';

type Recompute = (catalog: Catalog, records: readonly RunRecord[]) => Claim;

const CLAIMS: ReadonlyMap<string, Recompute> = new Map<string, Recompute>([
  ['ling-2025', catalog => ling2025(catalog, fitProjection(loadAnchors(idsOf(catalog)), catalog.chips))],
  ['deepseek-v3', deepseekV3],
  ['pangu-ultra-moe', panguUltraMoe],
  ['sonicmoe-h100', sonicMoeH100],
  ['primus-mi355x', primusMi355x],
]);

const idsOf = ({ chips }: Catalog): ReadonlySet<string> => new Set(chips.map(({ id }) => id));

export const CLAIM_NAMES: readonly string[] = [...CLAIMS.keys()];

/** Recomputes a claim and compares it with records of the same work. UsageError with the nearest names if no claim has the name. */
export function reproduce(name: string, catalog: Catalog, records: readonly RunRecord[] = []): Claim {
  const recompute = CLAIMS.get(name);
  if (recompute === undefined) throw unknownName('claim', name, CLAIM_NAMES);
  return recompute(catalog, records);
}
