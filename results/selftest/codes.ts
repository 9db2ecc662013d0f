/** What a check of a self-test found, beside the codes of missing readings (results/schema/note-codes.ts). */
export const FINDING_CODES = [
  // false-alarms
  'no-pair-measured',
  'alarms-counted',
  'alarms-of-few-pairs',
  // overhead
  'step-overhead',
  'step-overhead-unclear',
  // sampler
  'sampler-share',
  // sensors
  'sensors-agree',
  'sensors-apart',
  'sensors-ratio',
  'no-energy-sensor',
  'no-sensor-read',
  'no-comparable-sensors',
  'no-long-window',
] as const;

export type FindingCode = (typeof FINDING_CODES)[number];
