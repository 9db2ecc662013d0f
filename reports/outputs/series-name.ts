/** Names of series for services that keep a history of their own: the same every night, no two alike. Pure. */
import { type SeriesKey, seriesId } from '../../results/history/observation.ts';
import { sha256 } from '../../suites/identity.ts';

type Named = { readonly series: SeriesKey; readonly case: string };

const ID_DIGITS = 12;
/** Four parts and the id stay below Bencher's 1,024 bytes, the shortest limit on a name. */
const LONGEST_PART = 160;

/** Tells series apart, whatever their parts are called: of everything that has to be equal before two nights are compared, and the case. */
export const seriesDigest = (named: Named): string =>
  sha256(JSON.stringify([seriesId(named.series), named.case])).slice(0, ID_DIGITS);

/**
 * `lab-1/cpu/ling-lite.moe-layer.float32/session/1a2b3c4d5e6f`. Of letters, digits and `._-/` alone, so that no format has to escape
 * it, no spreadsheet takes it for a formula and no page for a link or a mention.
 */
export function seriesName(named: Named): string {
  const { machine, target, strategy, concurrent } = named.series;
  const parts = [machine, target, named.case, strategy, ...(concurrent ? ['concurrent'] : [])];
  return [...parts.map(plainPart), seriesDigest(named)].join('/');
}

/** The readable part of a name: what is not plain becomes `_`. */
export const plainPart = (text: string): string =>
  text
    .replace(/[^A-Za-z0-9._-]+/g, '_')
    .replace(/^[.-]+/, '_')
    .slice(0, LONGEST_PART) || '_';
