/** The batches of a training step: what text each step sees (DESIGN.md, Data). Pure. */
import { grammarText } from '../text/grammar.ts';
import type { TrainWorkload } from '../workload.ts';

/** ids [T], and targets [T]: the byte behind each. */
export type Batch = { readonly ids: Int32Array; readonly targets: Int32Array };

type Text = Pick<TrainWorkload, 'tokens' | 'sequence' | 'text'>;

/** All batches there are of a text of 64 KiB in sequences of 128 and more. */
const LONGEST_RING = 512;
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
 * Where they are more than 512 or 32 MiB (short sequences, or a length that hardly divides the text) the ring ends there, at 64 at
 * the least: past it a long window sees its text again, which no figure that is compared depends on.
 */
export function ringLength({ tokens, sequence, text }: Text): number {
  const span = text.bytes - sequence;
  const sequences = span / gcd(sequence, span);
  const period = sequences / gcd(sequences, tokens / sequence);
  const room = Math.floor(MOST_RING_BYTES / (BYTES_PER_TOKEN * tokens));
  return Math.min(period, LONGEST_RING, Math.max(LEAST_RING, room));
}

function gcd(a: number, b: number): number {
  return b === 0 ? a : gcd(b, a % b);
}
