/** The small workload a target is proven on before the large one is timed: same router, routing, pass and dtype. */
import { zipfThresholds } from './moe/routing/routing.ts';
import { cutTrace } from './moe/routing/trace.ts';
import type { Attention, BlockWorkload, MoeWorkload, TrainWorkload, Workload } from './workload.ts';

const SMALL = {
  tokens: 64,
  hidden: 64,
  ffn: 96,
  sharedFfn: 80,
  experts: 64,
  matmul: 96,
  count: 2,
  sequence: 32,
  heads: 2,
  headDim: 16,
  rank: 24,
  vocab: 512,
  elements: 4096,
};

/** The number of the rule below. A proof names the rule it was made by; a rule that changes gets the next number, and stays. */
export const SHRINK_RULE = 1;

const RULES: Readonly<Record<number, (workload: Workload) => Workload>> = { [SHRINK_RULE]: shrink };

/** What a workload was shrunk to by the rule of that number; null: no rule has it. */
export function shrinkBy(rule: number, workload: Workload): Workload | null {
  return RULES[rule]?.(workload) ?? null;
}

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
  switch (workload.part) {
    case 'stream':
      return { ...workload, elements: Math.min(workload.elements, SMALL.elements) };
    case 'moe-layer':
      return cut({ ...workload, ...smallMixture(workload) });
    case 'moe-block':
      return cut({ ...workload, ...smallMixture(workload), ...smallAround(workload) });
    case 'train-step':
      return cut({ ...workload, ...smallMixture(workload), ...smallAround(workload), ...smallStack(workload) });
  }
}

/** A trace holds the choices of just the tokens there are. */
function cut(workload: MoeWorkload): MoeWorkload {
  const { routing, tokens, topK } = workload;
  return routing.kind === 'trace' ? { ...workload, routing: cutTrace(routing, tokens * topK) } : workload;
}

function smallMixture(workload: MoeWorkload) {
  const { routing, router } = workload;
  const ffn = Math.min(workload.ffn, SMALL.ffn);
  const experts =
    router.groups === null && routing.kind !== 'trace'
      ? Math.min(workload.experts, Math.max(SMALL.experts, workload.topK))
      : workload.experts;
  return {
    tokens: Math.min(workload.tokens, SMALL.tokens),
    hidden: Math.min(workload.hidden, SMALL.hidden),
    ffn,
    ...smallShared(workload, ffn),
    experts,
    routing: routing.kind === 'zipf' ? { ...routing, thresholds: zipfThresholds(experts, routing.exponent) } : routing,
  };
}

/** Still another width than a routed expert's: a runner that takes the one for the other must not pass. */
function smallShared({ sharedFfn }: MoeWorkload, ffn: number) {
  if (sharedFfn === undefined) return {};
  const small = Math.min(sharedFfn, SMALL.sharedFfn);
  return { sharedFfn: small === ffn ? Math.ceil(small / 2) : small };
}

/** Sequences that divide the tokens, two where there were several; attention narrower and with fewer heads. */
function smallAround({ tokens, sequence, attention }: BlockWorkload | TrainWorkload) {
  if (tokens <= SMALL.tokens) return { sequence, attention: smallAttention(attention) };
  const short = Math.min(sequence, SMALL.sequence);
  return {
    tokens: Math.min(tokens / sequence, SMALL.tokens / SMALL.sequence) * short,
    sequence: short,
    attention: smallAttention(attention),
  };
}

function smallAttention(attention: Attention): Attention {
  if (attention.kind === 'gqa') {
    const { heads, kvHeads, headDim, ropeDim } = attention;
    const few = Math.min(kvHeads, SMALL.heads);
    const narrow = Math.min(headDim, SMALL.headDim);
    const rotated = ropeDim === headDim ? narrow : Math.min(ropeDim, Math.max(2, 2 * Math.floor(narrow / 4)));
    const shared = Math.min(heads / kvHeads, SMALL.heads);
    return { ...attention, heads: few * shared, kvHeads: few, headDim: narrow, ropeDim: rotated };
  }
  const { queryRank, kvRank, nopeDim, ropeDim, valueDim } = attention;
  return {
    ...attention,
    heads: Math.min(attention.heads, SMALL.heads),
    queryRank: queryRank === null ? null : Math.min(queryRank, SMALL.rank),
    kvRank: Math.min(kvRank, SMALL.rank),
    nopeDim: Math.min(nopeDim, SMALL.headDim),
    ropeDim: Math.min(ropeDim, SMALL.headDim),
    valueDim: Math.min(valueDim, SMALL.headDim),
  };
}

/** One dense layer in front where there are any, and two with experts where there are as many. */
function smallStack({ layers, firstDense, moeEvery, denseFfn, vocab }: TrainWorkload) {
  const dense = Math.min(firstDense, 1);
  return {
    firstDense: dense,
    layers: Math.min(layers, dense + SMALL.count * moeEvery),
    denseFfn: denseFfn === null ? null : Math.min(denseFfn, SMALL.ffn),
    vocab: Math.min(vocab, SMALL.vocab),
  };
}
