/** Published spreads between boards as standard deviations (docs/COST.md, Spread between boards and between runs). Pure. */
import normalQuantile from '@stdlib/stats-base-dists-normal-quantile';
import type { Catalog } from '../catalog/catalog.ts';
import type { Variability } from '../catalog/variability.ts';

/**
 * Standard deviations of the logarithm of a step time. `board`: from board to board, with the host each is in and the night it
 * ran; `run`: of one board from run to run. null: the catalog has no row for it.
 */
export type BoardSpread = { readonly board: number | null; readonly run: number | null };

/** A row in doubt widens nothing: whoever adds it may be anyone. */
const SOUND: readonly Variability['confidence'][] = ['high', 'medium'];

/** Whiskers reach 1.5 interquartile ranges beyond the quartiles: 4 of 2 × 0.6745 standard deviations in all. */
const WHISKERS = 4 * 2 * normalQuantile(0.75, 0, 1);

/** The largest sourced figure of each: which one applies to a chip nobody studied is not known. */
export function boardSpread({ variability }: Pick<Catalog, 'variability'>): BoardSpread {
  const sound = variability.filter(({ confidence }) => SOUND.includes(confidence));
  // No source tells runs of one board apart. In one computing centre a board and its runs together differ by that much, so its
  // runs alone by no more.
  return { board: largest(sound), run: largest(sound.filter(({ where }) => where === 'one-centre')) };
}

/** Of normal boards: the range ÷ its expectation for so many, the whiskers ÷ 5.396. */
export function standardDeviationOf({ form, share, boards }: Variability): number {
  return share / (form === 'whiskers' || boards === null ? WHISKERS : expectedRange(boards));
}

/** Of n standard normal values: 2·E(greatest) = 2·∫ Φ⁻¹(v^(1/n)) dv over (0, 1), by midpoints (Tippett 1925). */
export function expectedRange(n: number): number {
  const known = RANGES.get(n);
  if (known !== undefined) return known;
  const parts = 20_000;
  let total = 0;
  for (let part = 0; part < parts; part += 1) total += normalQuantile(((part + 0.5) / parts) ** (1 / n), 0, 1);
  const range = (2 * total) / parts;
  RANGES.set(n, range);
  return range;
}

/** Every row of a report asks for the same few. */
const RANGES = new Map<number, number>();

function largest(rows: readonly Variability[]): number | null {
  return rows.length === 0 ? null : Math.max(...rows.map(standardDeviationOf));
}
