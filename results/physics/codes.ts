/** What of a record can be impossible, by the check that finds it. A check with several forms has a code for each. */
export const IMPOSSIBLE_CODES = [
  // Of a case.
  'case-hash',
  'case-flops',
  // Of a proof.
  'proof-hash',
  'proof-counts',
  'verdict-without-tensor',
  'verdict-tensor-off',
  'verdict-tensor-no-number',
  'verdict-choices-differ',
  'curve-lengths',
  'curve-difference',
  'curve-unfinished',
  // Of step times.
  'step-time-zero',
  'quantiles-order',
  'step-sum',
  'step-squares',
  'outlier-count',
  'wall-time',
  'window-time',
  'idle-time',
  'steps-missing-time',
  'parts-time',
  'drift-steps',
  'drift-sum',
  'drift-steady',
  // Of power.
  'joules-watts-seconds',
  'power-limit',
  // Of readings and results.
  'reading-not-positive',
  'host-memory',
  'device-memory',
  'not-a-number',
  'negative-norm',
  'nothing-computed',
] as const;

export type ImpossibleCode = (typeof IMPOSSIBLE_CODES)[number];
