/** Which of many findings of one night are believed, so that the share of false ones stays small over the whole suite. Pure. */

/**
 * Benjamini & Hochberg 1995: with the chances in rising order, all up to the last k with p(k) ≤ k · rate ÷ m. `tested`: of how many
 * series the chances are the least. Where nothing changed, a night in 1 ÷ rate has any discovery.
 */
export function discoveries(
  chances: readonly { readonly series: number; readonly p: number }[],
  tested: number,
  rate: number,
): ReadonlySet<number> {
  const rising = chances.toSorted((a, b) => a.p - b.p);
  const last = rising.findLastIndex(({ p }, i) => p <= ((i + 1) * rate) / tested);
  return new Set(rising.slice(0, last + 1).map(({ series }) => series));
}
