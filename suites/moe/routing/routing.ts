/** Which experts a workload sends its tokens to, where it says so rather than let the router learn it. Pure. */
import { draw24, streamKey } from '../../data.ts';
import type { MoeWorkload, Routing } from '../../workload.ts';
import { traceChoices } from './trace.ts';

export type Routed = Pick<MoeWorkload, 'tokens' | 'topK' | 'experts' | 'seed' | 'routing'>;

/** Added to the scores of forced experts: above any score, which lie between 0 and 1. */
export const ROUTING_BIAS = 4;
const DRAWS_PER_TOKEN = 4096;

/** C_e = floor(2²⁴ · Σ_{i≤e}(i+1)^−s ÷ Σ(i+1)^−s): token draws below C_0 take expert 0, below C_1 expert 1, … */
export function zipfThresholds(experts: number, exponent: number): number[] {
  let total = 0;
  const cumulative = Array.from({ length: experts }, (_, e) => {
    total += (e + 1) ** -exponent;
    return total;
  });
  return cumulative.map(share => Math.floor((2 ** 24 * share) / total));
}

/** The forced experts, [T,k] row-major; `undefined` for a learned router. */
export function forcedExperts(workload: Routed): Int32Array | undefined {
  const { tokens, topK, experts, routing } = workload;
  switch (routing.kind) {
    case 'learned':
      return undefined;
    case 'balanced':
      return Int32Array.from({ length: tokens * topK }, (_, pair) => pair % experts);
    case 'zipf':
      return zipfExperts(workload, routing);
    case 'trace':
      return Int32Array.from(traceChoices(routing).subarray(0, tokens * topK));
  }
}

/** Pairs (token, choice) an expert gets, one entry an expert. A learned router is counted as even. */
export function rowsPerExpert(workload: Routed): readonly number[] {
  const { tokens, topK, experts } = workload;
  const rows = Array<number>(experts).fill(0);
  const forced = forcedExperts(workload) ?? Int32Array.from({ length: tokens * topK }, (_, pair) => pair % experts);
  for (const expert of forced) rows[expert] = (rows[expert] ?? 0) + 1;
  return rows;
}

/** The routing bias [T,E] row-major: 4 at forced experts, else 0; `undefined` for a learned router. */
export function routingBias(workload: Routed): Float64Array | undefined {
  const { tokens, topK, experts } = workload;
  const forced = forcedExperts(workload);
  if (forced === undefined) return undefined;
  const bias = new Float64Array(tokens * experts);
  forced.forEach((expert, pair) => {
    bias[Math.floor(pair / topK) * experts + expert] = ROUTING_BIAS;
  });
  return bias;
}

function zipfExperts(workload: Routed, { thresholds }: Extract<Routing, { kind: 'zipf' }>): Int32Array {
  const { tokens, topK, seed } = workload;
  const key = streamKey(seed, 'routing');
  const chosen = new Int32Array(tokens * topK);
  for (let token = 0; token < tokens; token += 1) {
    const taken = new Set<number>();
    for (let i = 0; i < DRAWS_PER_TOKEN && taken.size < topK; i += 1) {
      const draw = draw24(key, token * DRAWS_PER_TOKEN + i);
      taken.add(thresholds.findIndex(threshold => threshold > draw));
    }
    for (let expert = 0; taken.size < topK; expert += 1) taken.add(expert);
    chosen.set([...taken], token * topK);
  }
  return chosen;
}
