/** What a proof has to be of: the shrunk form of a timed workload, and what a step of that returns. Worked out by the reader. */

import { workloadSha256 } from '../../suites/identity.ts';
import { LOSS } from '../../suites/moe/layer.ts';
import { moeScopes } from '../../suites/moe/model.ts';
import { graphOf } from '../../suites/parts.ts';
import { shrinkBy } from '../../suites/shrink.ts';
import { isMoe, type Workload } from '../../suites/workload.ts';
import type { Note } from '../schema/note.ts';

export type SmallWorkload = {
  readonly available: true;
  readonly workload: Workload;
  readonly sha256: string;
  /** Tensors that a step returns, but for the loss and what is there for inspection. */
  readonly tensors: readonly string[];
  readonly returnsLoss: boolean;
  /** Choices of experts in one step, over all layers; null where nothing is routed. */
  readonly choices: number | null;
};

export type Small =
  | SmallWorkload
  | {
      readonly available: false;
      readonly code: 'unknown-shrink-rule' | 'work-not-built';
      readonly values: Note['values'];
    };

/** Which experts were chosen, and by what scores: compared as choices, not as tensors. */
const INSPECTED = /(^|\.)(choice|rankedScores|routerScores)$/;

/** By workload, then by rule: a record's rounds and their denominators ask again and again. */
const KNOWN = new WeakMap<Workload, Map<number, Small>>();

/** The shrunk form of a workload by the rule of that number. A workload that no graph can be built of is a reason, no crash. */
export function smallOf(workload: Workload | undefined, rule: number): Small {
  if (workload === undefined) return { available: false, code: 'work-not-built', values: { cause: 'no such case' } };
  const byRule = KNOWN.get(workload) ?? new Map<number, Small>();
  KNOWN.set(workload, byRule);
  const small = byRule.get(rule) ?? builtOnce(workload, rule);
  byRule.set(rule, small);
  return small;
}

/** By the text of a workload: a year of nights has the same few, each read anew from every record. */
const BUILT = new Map<string, Small>();
const MOST_BUILT = 500;
/** A text of recorded choices is long, and of one record. */
const LONGEST_TEXT = 20_000;

function builtOnce(workload: Workload, rule: number): Small {
  const text = JSON.stringify([rule, workload]);
  const small = BUILT.get(text) ?? built(workload, rule);
  if (BUILT.size < MOST_BUILT && text.length <= LONGEST_TEXT) BUILT.set(text, small);
  return small;
}

function built(timed: Workload, rule: number): Small {
  try {
    const workload = shrinkBy(rule, timed);
    if (workload === null) return { available: false, code: 'unknown-shrink-rule', values: { rule } };
    const names = graphOf(workload).outputs.map(({ name }) => name);
    return {
      available: true,
      workload,
      sha256: workloadSha256(workload),
      tensors: names.filter(name => name !== LOSS && !INSPECTED.test(name)),
      returnsLoss: names.includes(LOSS),
      choices: choicesOf(workload),
    };
  } catch (cause) {
    // A stranger's record may hold dims that pass the schema and make no layer.
    const text = cause instanceof Error ? cause.message : String(cause);
    return { available: false, code: 'work-not-built', values: { cause: text } };
  }
}

function choicesOf(workload: Workload): number | null {
  if (!isMoe(workload)) return null;
  const layers = workload.part === 'train-step' ? moeScopes(workload).length : 1;
  return workload.tokens * workload.topK * layers;
}
