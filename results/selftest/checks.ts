/** What a self-test has to hold to: each check with its verdict, and the code and figures it rests on. Pure. */
import * as z from 'zod';
import { finding, findingFields, missing } from './finding.ts';
import type { HarnessCost } from './overhead.ts';
import { type FalseAlarms, holds, PAIRS_FOR_PROOF } from './pairs.ts';
import type { Sensors } from './sensors.ts';

export const CHECKS = ['false-alarms', 'overhead', 'sampler', 'sensors'] as const;

export const checkSchema = z.strictObject({
  check: z.enum(CHECKS),
  /** `unavailable`: nothing to judge by, which is no failure. */
  status: z.enum(['holds', 'fails', 'unavailable']),
  ...findingFields,
});

export type Check = Readonly<z.infer<typeof checkSchema>>;
type Judged = { readonly falseAlarms: FalseAlarms; readonly harness: HarnessCost; readonly sensors: Sensors };
type Verdict = Omit<Check, 'check'>;

/** A recorded step that is longer, or shorter, than a bare one by more than this is not that step's time. */
const MOST_OVERHEAD = 0.01;
const MOST_SAMPLER = 0.005;

const RULES: Readonly<Record<Check['check'], (judged: Judged) => Verdict>> = {
  'false-alarms': alarms,
  overhead,
  sampler,
  sensors,
};

/** In the order of CHECKS. */
export function checksOf(judged: Judged): Check[] {
  return CHECKS.map(check => ({ check, ...RULES[check](judged) }));
}

function alarms({ falseAlarms }: Judged): Verdict {
  const { judged, significant, p } = falseAlarms;
  if (p === null) return { status: 'unavailable', ...finding('no-pair-measured') };
  const found =
    judged < PAIRS_FOR_PROOF
      ? finding('alarms-of-few-pairs', { significant, judged, p, pairsForProof: PAIRS_FOR_PROOF })
      : finding('alarms-counted', { significant, judged, p });
  return { status: holds(falseAlarms) ? 'holds' : 'fails', ...found };
}

function overhead({ harness: { recordedStep } }: Judged): Verdict {
  if (!recordedStep.available) return { status: 'unavailable', ...missing(recordedStep) };
  const { low, high, point } = recordedStep;
  const found = finding('step-overhead', { point, low, high });
  if (low > MOST_OVERHEAD || high < -MOST_OVERHEAD) return { status: 'fails', ...found };
  if (low >= -MOST_OVERHEAD && high <= MOST_OVERHEAD) return { status: 'holds', ...found };
  return { status: 'unavailable', ...finding('step-overhead-unclear', { point, low, high }) };
}

function sampler({ harness: { samplerShare } }: Judged): Verdict {
  if (!samplerShare.available) return { status: 'unavailable', ...missing(samplerShare) };
  const { value: share } = samplerShare;
  return { status: share < MOST_SAMPLER ? 'holds' : 'fails', ...finding('sampler-share', { share }) };
}

function sensors({ sensors: { agreements, reason } }: Judged): Verdict {
  if (reason !== null) return { status: 'unavailable', ...reason };
  const apart = agreements.filter(agreement => !agreement.holds);
  const comparisons = agreements.length;
  if (apart.length === 0) return { status: 'holds', ...finding('sensors-agree', { comparisons }) };
  const ratios = apart.map(({ first, second, ratio }) =>
    finding('sensors-ratio', { first: first.sensors.join('+'), second: second.sensors.join('+'), ratio }),
  );
  return { status: 'fails', ...finding('sensors-apart', { apart: apart.length, comparisons }, ratios) };
}
