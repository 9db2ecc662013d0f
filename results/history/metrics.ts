/** What is followed from night to night. The page of each: docs/method/regressions.md; which way is better: reports/regressions/metrics.ts. */
export const METRICS = ['step-time', 'energy-per-step', 'peak-host-memory', 'peak-device-memory'] as const;

export type Metric = (typeof METRICS)[number];
