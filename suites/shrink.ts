/** The small workload a target is proven on before the large one is timed: same router, routing, pass and dtype. */
import { zipfThresholds } from './moe/routing.ts';
import { cutTrace } from './moe/trace.ts';
import type { MoeWorkload, Routing, Workload } from './workload.ts';

const SMALL = { tokens: 64, hidden: 64, ffn: 96, experts: 64, matmul: 96, count: 2 };

/**
 * The same work in the small. Experts shrink only where they can without the router meaning something else: never below
 * what top-k and groups need, never within a group, nor under a trace, which names them.
 */
export function shrink(workload: Workload): Workload {
  if (workload.part === 'gemm') {
    const side = (size: number) => Math.min(size, SMALL.matmul);
    const matmuls = workload.matmuls.map(product => ({
      ...product,
      m: side(product.m),
      k: side(product.k),
      n: side(product.n),
      count: Math.min(product.count, SMALL.count),
    }));
    return { ...workload, matmuls };
  }
  const experts =
    workload.router.groups === null && workload.routing.kind !== 'trace'
      ? Math.min(workload.experts, Math.max(SMALL.experts, workload.topK))
      : workload.experts;
  return {
    ...workload,
    tokens: Math.min(workload.tokens, SMALL.tokens),
    hidden: Math.min(workload.hidden, SMALL.hidden),
    ffn: Math.min(workload.ffn, SMALL.ffn),
    experts,
    routing: smallRouting(workload, experts),
  };
}

function smallRouting({ routing, topK }: MoeWorkload, experts: number): Routing {
  switch (routing.kind) {
    case 'zipf':
      return { ...routing, thresholds: zipfThresholds(experts, routing.exponent) };
    case 'trace':
      return cutTrace(routing, SMALL.tokens * topK);
    default:
      return routing;
  }
}
