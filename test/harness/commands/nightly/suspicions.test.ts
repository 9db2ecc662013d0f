/** Which steps of a night are measured again in turns, and between which runs. */
import { describe, expect, test } from 'vitest';
import { suspectedSteps } from '../../../../harness/commands/nightly/suspicions.ts';
import type { Check, Finding } from '../../../../reports/regressions/schema.ts';
import type { Observation, SeriesKey } from '../../../../results/history/observation.ts';

const series = (target: string): SeriesKey => ({
  machine: 'lab',
  target,
  board: null,
  strategy: 'session',
  workloadSha256: 'a'.repeat(64),
  concurrent: false,
  powerLimitW: null,
});

const run = (runId: string) => ({ runId, startedAt: '2026-11-27T02:00:00.000Z' });

function finding(target: string, first: string, changes: Partial<Finding> = {}, p = 0.001): Finding {
  const ratio = { available: true, point: 1.05, low: 1.04, high: 1.06, kind: 'confidence-95', rounds: 1 } as const;
  const since = { confirmedOn: null, confirmedBy: null, nights: 1, changed: [], accepted: null };
  return {
    series: series(target),
    case: 'toy',
    role: 'work',
    metric: 'step-time',
    state: 'suspected',
    why: null,
    tonight: 1.05,
    baseline: null,
    noise: null,
    smallestStep: null,
    step: { direction: 'worse', first: run(first), ...since, ratio, p },
    ...changes,
  };
}

/** Nights of a series, by ids in their order. */
const nights = (target: string, ids: readonly string[], unusable: readonly string[] = []): readonly Observation[] =>
  ids.map((id, order) => ({
    ...series(target),
    ...run(id),
    order,
    case: 'toy',
    role: 'work',
    computeKernel: null,
    unusable: unusable.includes(id) ? 'disturbed' : null,
    rounds: 8,
    plannedRounds: 8,
    roundStepMs: [1],
    energyJPerStep: null,
    peakHostBytes: null,
    peakDeviceBytes: null,
    clockMHz: null,
    setup: {},
  }));

const check = (...findings: readonly Finding[]): Check => ({
  schema: 'moebench.check/1',
  runs: [],
  verdict: 'holds',
  news: 0,
  counts: {
    steady: 0,
    suspected: findings.length,
    confirmed: 0,
    accepted: 0,
    recovered: 0,
    'insufficient-history': 0,
    'not-judged': 0,
  },
  findings: [...findings],
  ended: [],
  damagedAcceptances: [],
});

describe('a suspected step', () => {
  test('is compared between the last judged run before it and tonight, in the order of runs', () => {
    const observations = nights('cpu', ['a', 'b', 'c', 'd'], ['b']).toReversed();
    expect(suspectedSteps(check(finding('cpu', 'c')), observations)).toEqual([
      { series: series('cpu'), case: 'toy', first: 'c', before: 'a', now: 'd' },
    ]);
  });

  test('is not compared where nothing is before it', () => {
    expect(suspectedSteps(check(finding('cpu', 'a')), nights('cpu', ['a', 'b']))).toEqual([]);
    expect(suspectedSteps(check(finding('cpu', 'b')), nights('other', ['a', 'b']))).toEqual([]);
  });

  test.each<[string, Partial<Finding>]>([
    ['is confirmed already', { state: 'confirmed' }],
    ['is of memory', { metric: 'peak-host-memory' }],
    ['is of a product of the roofline', { role: 'largest-matmul' }],
    ['is for the better', { step: { ...stepOf(finding('cpu', 'b')), direction: 'better' } }],
  ])('is not compared where it %s', (_, changes) => {
    expect(suspectedSteps(check(finding('cpu', 'b', changes)), nights('cpu', ['a', 'b']))).toEqual([]);
  });

  test('of many the three surest are compared', () => {
    const targets = ['t1', 't2', 't3', 't4', 't5'];
    const found = targets.map((target, i) => finding(target, 'b', {}, [0.04, 0.01, 0.05, 0.02, 0.03][i]));
    const observations = targets.flatMap(target => nights(target, ['a', 'b']));
    const compared = suspectedSteps(check(...found), observations);
    expect(compared.map(({ series: { target } }) => target)).toEqual(['t2', 't4', 't5']);
  });
});

function stepOf({ step }: Finding): NonNullable<Finding['step']> {
  if (step === null) throw new Error('a suspected finding has a step');
  return step;
}
