/** About how much memory a step needs: to refuse what cannot fit before anything is allocated, and to fit what can. */
import type { FloatType } from '../graph/tensor.ts';
import { storedType } from '../stored-type.ts';
import type { BlockWorkload, Dtype, MoeWorkload, TrainWorkload } from '../workload.ts';
import { rowsComputed } from './routing/capacity.ts';
import { attentionWeights, feedForwardWeights, headWidths, layerCounts, sharedWeights, sharedWidth } from './sizes.ts';

/** Half types count as float32, which is what a runtime without kernels for them turns them into. */
const BYTES: Readonly<Record<Dtype, number>> = {
  float32: 4,
  tf32: 4,
  float16: 4,
  bfloat16: 4,
  'float8-tensorwise': 4,
  float64: 8,
};

/**
 * How many times a step holds each weight. forward-backward: with its gradient. train: parameter and both moments of AdamW, each
 * beside its next value, and the gradient.
 */
const TIMES: Readonly<Record<MoeWorkload['pass'], number>> = { forward: 1, 'forward-backward': 2, train: 7 };

const STORED_BYTES: Readonly<Record<FloatType, number>> = { float64: 8, float32: 4, float16: 2, bfloat16: 2 };

/** Values a piece of a model holds: for its backward until that is done (`kept`), and only while it is computed. */
type Held = { readonly weights: number; readonly kept: number; readonly passing: number };

/**
 * Bytes held at once by a step: a formula beside the account of suites/account.ts, which takes a whole graph, and seconds
 * where there are many experts. It is no less than that, and about what the CPU's arena is seen to hold.
 */
export function footprintBytes(workload: MoeWorkload): number {
  const { weights, kept, passing } = heldBy(workload);
  return (weights * TIMES[workload.pass] + kept + passing) * BYTES[workload.dtype];
}

/** The same where a runtime computes in the types that tensors are stored in, as accelerators do; the CPU provider widens halves. */
export function storedFootprintBytes(workload: MoeWorkload): number {
  return (footprintBytes(workload) / BYTES[workload.dtype]) * STORED_BYTES[storedType(workload.dtype)];
}

/** `16.1 GiB` */
export function formatMemory(bytes: number): string {
  return `${(bytes / 2 ** 30).toFixed(1)} GiB`;
}

function heldBy(workload: MoeWorkload): Held {
  switch (workload.part) {
    case 'moe-layer':
      return stacked([[mixture(workload), 1]], ends(workload));
    case 'moe-block':
      return stacked(
        [
          [attention(workload), 1],
          [mixture(workload), 1],
        ],
        ends(workload),
      );
    case 'train-step': {
      const { dense, moe } = layerCounts(workload);
      const layers: [Held, number][] = [
        [attention(workload), workload.layers],
        [mixture(workload), moe],
        [denseLayer(workload), dense],
      ];
      return stacked(layers, head(workload));
    }
  }
}

/** Layers keep what they keep, all of them; what only passes is there for one at a time. */
function stacked(layers: readonly (readonly [Held, number])[], rest: Held): Held {
  const present = layers.filter(([, count]) => count > 0);
  const sum = (of: 'weights' | 'kept') =>
    present.reduce((total, [stack, count]) => total + count * stack[of], rest[of]);
  const passing = Math.max(rest.passing, ...present.map(([stack]) => stack.passing));
  return { weights: sum('weights'), kept: sum('kept'), passing };
}

/** x and dy, and beside each in a backward pass the gradient of x. */
function ends({ tokens, hidden }: MoeWorkload): Held {
  return { weights: 2 * tokens * hidden, kept: 0, passing: 0 };
}

/**
 * A row's x and result, and its hidden activations; backward, what of them is kept (4 hidden, 4 ffn by the account), the
 * gradients of one expert, and room for an arena that is not filled to the last.
 */
function rowValues(hidden: number, ffn: number, pass: MoeWorkload['pass']): number {
  return pass === 'forward' ? 2 * hidden + 3 * ffn : 4 * hidden + 9 * ffn;
}

/** Rows of the shared expert, counted as one of each shared expert there is. */
function sharedValues(workload: MoeWorkload): number {
  const { tokens, hidden, sharedExperts, pass } = workload;
  if (sharedExperts === 0) return 0;
  return tokens * rowValues(sharedExperts * hidden, sharedWidth(workload), pass);
}

/** The rows of every expert, and the router's scores. */
function mixture(workload: MoeWorkload): Held {
  const { tokens, hidden, ffn, experts, topK, sharedExperts, activation, pass } = workload;
  const rows = Math.max(tokens * topK, rowsComputed(workload));
  const biases = (width: number) => (workload.expertBiases ? 2 * width + hidden : 0);
  const routed = experts * (feedForwardWeights(hidden, ffn, activation) + biases(ffn));
  const width = sharedWidth(workload);
  const shared = sharedExperts === 0 ? 0 : sharedWeights(workload) + biases(width);
  return {
    weights: hidden * experts + routed + shared,
    kept: rows * rowValues(hidden, ffn, pass) + sharedValues(workload) + 3 * tokens * experts,
    passing: 0,
  };
}

/** Inputs and outputs, queries, keys and values before and after their rotation, and the scores of each pair of tokens. */
function attention(workload: BlockWorkload | TrainWorkload): Held {
  const { tokens, hidden, sequence, attention: form, pass } = workload;
  const { query, value } = headWidths(form);
  const keyHeads = form.kind === 'gqa' ? form.kvHeads : form.heads;
  const ranks = form.kind === 'gqa' ? 0 : (form.queryRank ?? 0) + form.kvRank + form.ropeDim;
  const perToken = 4 * hidden + 2 * form.heads * query + keyHeads * (2 * query + value) + 2 * ranks;
  const pairs = tokens * sequence * form.heads;
  return {
    weights: attentionWeights(form, hidden),
    kept: tokens * (perToken + form.heads * value) + pairs,
    passing: (pass === 'forward' ? 1 : 3) * pairs,
  };
}

function denseLayer({ tokens, hidden, denseFfn, activation }: TrainWorkload): Held {
  const width = denseFfn ?? 0;
  return {
    weights: feedForwardWeights(hidden, width, activation),
    kept: tokens * rowValues(hidden, width, 'train'),
    passing: 0,
  };
}

/** Embedding and head; softmax of the logits until its backward, and there the one-hot targets, the difference, its product. */
function head({ tokens, hidden, vocab, tied }: TrainWorkload): Held {
  return { weights: (tied ? 1 : 2) * vocab * hidden, kept: tokens * (2 * hidden + vocab), passing: 3 * tokens * vocab };
}
