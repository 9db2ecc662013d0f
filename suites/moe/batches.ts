/** The batches of a training step: what text each step sees (DESIGN.md, Data). Pure. */
import { grammarText } from '../text/grammar.ts';
import type { TrainWorkload } from '../workload.ts';

/** ids [T], and targets [T]: the byte behind each. */
export type Batch = { readonly ids: Int32Array; readonly targets: Int32Array };

type Text = Pick<TrainWorkload, 'tokens' | 'sequence' | 'text'>;

/** A ring takes no more memory than this, but for its least length. */
const MOST_RING_BYTES = 32 * 2 ** 20;
/** More steps than any proof follows, so that no proof ever sees a ring that ends before its text does. */
const LEAST_RING = 64;
/** Two int32 a token. */
const BYTES_PER_TOKEN = 8;

/** Batches by step, from 0: sequence b of B begins at byte ((n·B + b)·S) mod (bytes − S). The text is written once. */
export function batchesOf({ tokens, sequence, text }: Text): (step: number) => Batch {
  const bytes = grammarText(text.seed, text.bytes);
  const sequences = tokens / sequence;
  return step => {
    const [ids, targets] = [new Int32Array(tokens), new Int32Array(tokens)];
    for (let token = 0; token < tokens; token += 1) {
      const start = ((step * sequences + Math.floor(token / sequence)) * sequence) % (text.bytes - sequence);
      const at = start + (token % sequence);
      ids[token] = bytes[at] ?? 0;
      targets[token] = bytes[at + 1] ?? 0;
    }
    return { ids, targets };
  };
}

export function batchAt(workload: Text, step: number): Batch {
  return batchesOf(workload)(step);
}

/**
 * How many batches are made before the first step; step n takes batch n mod that. The rule above repeats itself: after
 * P = (bytes − S) ÷ gcd(S, bytes − S) sequences, so after P ÷ gcd(P, B) batches, and a ring of just those is the rule itself.
 * Where they would take more than 32 MiB (a sequence that hardly divides the text) the ring is as long as fits, 64 at least:
 * past it a long window sees its text again, which no figure that is compared depends on.
 */
export function ringLength({ tokens, sequence, text }: Text): number {
  const span = text.bytes - sequence;
  const sequences = span / gcd(sequence, span);
  const period = sequences / gcd(sequences, tokens / sequence);
  return Math.min(period, Math.max(LEAST_RING, Math.floor(MOST_RING_BYTES / (BYTES_PER_TOKEN * tokens))));
}

function gcd(a: number, b: number): number {
  return b === 0 ? a : gcd(b, a % b);
}
