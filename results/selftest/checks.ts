/** What a self-test has to hold to: each a code, and a verdict with its figures. Pure. */
import { z } from 'zod';
import { noteText } from '../note-text.ts';
import { roughPercent } from '../significant.ts';
import type { HarnessCost } from './overhead.ts';
import { type FalseAlarms, holds, PAIRS_FOR_PROOF } from './pairs.ts';
import type { Sensors } from './sensors.ts';

export const CHECKS = ['false-alarms', 'overhead', 'sampler', 'sensors'] as const;

export const checkSchema = z.strictObject({
  check: z.enum(CHECKS),
  /** `unavailable`: nothing to judge by, which is no failure. */
  status: z.enum(['holds', 'fails', 'unavailable']),
  message: z.string(),
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
  if (p === null) return { status: 'unavailable', message: 'no pair was measured whole' };
  const few = judged < PAIRS_FOR_PROOF ? `; an estimate: a proof takes ${PAIRS_FOR_PROOF} pairs` : '';
  const message = `${significant} of ${judged} pairs of equal things seemed to differ, 5 % may (p = ${p.toPrecision(2)})${few}`;
  return { status: holds(falseAlarms) ? 'holds' : 'fails', message };
}

function overhead({ harness: { recordedStep } }: Judged): Verdict {
  if (!recordedStep.available) return { status: 'unavailable', message: noteText(recordedStep) };
  const { low, high, point } = recordedStep;
  const message = `a recorded step is ${signedPercent(point)} (${signedPercent(low)} to ${signedPercent(high)}) of a bare one; 1 % is allowed`;
  if (low > MOST_OVERHEAD || high < -MOST_OVERHEAD) return { status: 'fails', message };
  if (low >= -MOST_OVERHEAD && high <= MOST_OVERHEAD) return { status: 'holds', message };
  return { status: 'unavailable', message: `${message}, and the machine is too restless to tell` };
}

function sampler({ harness: { samplerShare } }: Judged): Verdict {
  if (!samplerShare.available) return { status: 'unavailable', message: noteText(samplerShare) };
  const message = `${roughPercent(samplerShare.value)} of a core; 0.5 % is allowed`;
  return { status: samplerShare.value < MOST_SAMPLER ? 'holds' : 'fails', message };
}

function sensors({ sensors: { agreements, reason } }: Judged): Verdict {
  const apart = agreements.filter(agreement => !agreement.holds);
  if (reason !== null) return { status: 'unavailable', message: reason };
  if (apart.length === 0) return { status: 'holds', message: `${agreements.length} comparisons agree` };
  const which = apart.map(
    ({ first, second, ratio }) => `${first.sensors.join('+')} ÷ ${second.sensors.join('+')} is ${ratio.toPrecision(3)}`,
  );
  return { status: 'fails', message: which.join('; ') };
}

const signedPercent = (share: number): string => `${share < 0 ? '' : '+'}${roughPercent(share)}`;
