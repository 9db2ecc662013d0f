/** The few formulas that claims about training are recomputed with. */

const TRILLION = 1e12;
const SECONDS_PER_HOUR = 3600;
/** Forward and backward, per active parameter and token (Kaplan et al. 2020). */
const FLOPS_PER_PARAMETER = 6;

/** tokens ÷ (3600 × device-hours): tokens/s of one device. */
export function speedFromHours(tokens: number, deviceHours: number): number {
  return tokens / (SECONDS_PER_HOUR * deviceHours);
}

/** The speed at which 10¹² tokens cost so much at that price of an hour. */
export function speedForCost(costPerTrillionTokens: number, pricePerHour: number): number {
  return speedFromHours(TRILLION, costPerTrillionTokens / pricePerHour);
}

/** 10¹² ÷ (3600 × tokens/s) × price of an hour. */
export function costAtSpeed(tokensPerSecond: number, pricePerHour: number): number {
  return (TRILLION / (SECONDS_PER_HOUR * tokensPerSecond)) * pricePerHour;
}

/** tokens/s × 6 × active parameters, in FLOP/s. */
export function usefulFlops(tokensPerSecond: number, activeParameters: number): number {
  return tokensPerSecond * FLOPS_PER_PARAMETER * activeParameters;
}

/** The speed at which useful FLOPs are that share of a peak. */
export function speedAtShare(share: number, peakFlops: number, activeParameters: number): number {
  return (share * peakFlops) / (FLOPS_PER_PARAMETER * activeParameters);
}

/** The cost that a rest must have, so that with `share` of the tokens at `known` the whole costs `target`; null where none can. */
export function costOfRest(target: number, known: number, share: number): number | null {
  const rest = (target - share * known) / (1 - share);
  return share < 1 && rest > 0 ? rest : null;
}

/** The greatest share of tokens that may be done at `dear` while the rest at `cheap` keeps the whole at `target`; null where none may. */
export function shareWithin(target: number, dear: number, cheap: number): number | null {
  if (cheap > target) return null;
  return dear <= target ? 1 : (target - cheap) / (dear - cheap);
}
