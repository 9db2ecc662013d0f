/**
 * Of which chips a projected speed of a large model is evidence. The projection has learned from accelerators that are joined by fast
 * links and knows nothing of slower ones: a card without a link would be the cheapest of all by a speed that nobody can reach.
 */
import type { Anchor } from '../catalog/anchors.ts';
import type { Catalog, Chip } from '../catalog/catalog.ts';
import { shippedChips } from '../catalog/catalog.ts';
import type { LeftOutCode } from './codes.ts';

/** The least of any chip with a sound published speed; null where none states it. */
export type PublishedReach = {
  readonly memoryBytes: number | null;
  readonly linkBytesPerSecond: number | null;
};

/** A speed of a run of the model itself, as the projection learns from (projection/observations.ts). */
export const isSound = ({ derivation, tokensPerSecondPerDevice }: Anchor): boolean =>
  (derivation === 'measured' || derivation === 'converted') && tokensPerSecondPerDevice !== null;

export function publishedReach(catalog: Pick<Catalog, 'anchors' | 'chips' | 'replaced'>): PublishedReach {
  const published = new Set(catalog.anchors.anchors.filter(isSound).map(({ chip }) => chip));
  const chips = shippedChips(catalog).filter(({ id }) => published.has(id));
  return {
    memoryBytes: leastOf(chips.map(({ memoryBytes }) => memoryBytes)),
    linkBytesPerSecond: leastOf(chips.map(({ interconnectBidirectionalBytesPerSecond: link }) => link)),
  };
}

/** Why a chip is beyond it; null where it is not. What no data sheet states is beyond it too. */
export function beyondReach(chip: Chip, reach: PublishedReach): LeftOutCode | null {
  const { interconnectBidirectionalBytesPerSecond: link, memoryBytes: memory } = chip;
  if (reach.linkBytesPerSecond !== null && (link === null || link < reach.linkBytesPerSecond)) {
    return 'left-out-by-link';
  }
  if (reach.memoryBytes !== null && (memory === null || memory < reach.memoryBytes)) return 'left-out-by-memory';
  return null;
}

function leastOf(values: readonly (number | null)[]): number | null {
  const stated = values.filter(value => value !== null);
  return stated.length === 0 ? null : Math.min(...stated);
}
