/** A made-up night as outputs are written from it, worked out by hand. No number here was measured. */
import type { OutputDocument, OutputFinding } from '../../../reports/outputs/document.ts';
import { seriesName } from '../../../reports/outputs/series-name.ts';
import type { Finding, Step } from '../../../reports/regressions/schema.ts';
import type { Observation, SeriesKey } from '../../../results/history/observation.ts';

/** What a device, a driver or a person may be called, and what it must not do anywhere. */
export const HOSTILE: readonly string[] = [
  '</script><img src=x onerror=alert(1)>',
  '=HYPERLINK("http://example.test","x")',
  'a|b`c`*d*',
  'two\nlines\r\nof text\ttabbed',
  '🚀 emoji \u0000 nul \u001b[31mred\u001b[0m',
  ']]> & "quoted" \'twice\'',
  '::error title=x::injected%0A100%',
  'lone \ud800 surrogate, \ufffe and \uffff',
  'back\\slash',
  '\u202eturned',
];

export const SERIES: SeriesKey = {
  machine: 'lab-1',
  target: 'cpu',
  board: null,
  strategy: 'session',
  workloadSha256: 'a'.repeat(64),
  concurrent: false,
  powerLimitW: null,
};

export const STEP: Step = {
  direction: 'worse',
  first: { runId: 'night-7', startedAt: '2026-03-07T01:00:00.000Z' },
  confirmedOn: { runId: 'night-8', startedAt: '2026-03-08T01:00:00.000Z' },
  confirmedBy: 'nights',
  nights: 2,
  ratio: { available: true, point: 1.05, low: 1.04, high: 1.06, kind: 'confidence-95', rounds: 8 },
  p: 0.001,
  changed: [{ what: 'driver', before: '550.54', now: '560.35' }],
  accepted: null,
};

/** A step time of 5.25 ms that was 5 ms for 30 nights. */
export const finding = (changes: Partial<Finding> = {}): Finding => ({
  series: SERIES,
  case: 'toy.moe-layer',
  role: 'work',
  metric: 'step-time',
  state: 'steady',
  why: null,
  tonight: 5.25,
  baseline: { value: 5, nights: 30, since: { runId: 'night-1', startedAt: '2026-03-01T01:00:00.000Z' } },
  noise: null,
  smallestStep: 0.03,
  step: null,
  ...changes,
});

export const shownFinding = (changes: Partial<Finding> = {}, shown: Partial<OutputFinding> = {}): OutputFinding => {
  const found = finding(changes);
  return { name: seriesName(found), finding: found, interval: null, text: 'As it was.', ...shown };
};

export const OBSERVATION: Observation = {
  ...SERIES,
  runId: 'night-8',
  startedAt: '2026-03-08T01:00:00.000Z',
  order: 7,
  case: 'toy.moe-layer',
  role: 'work',
  computeKernel: null,
  unusable: null,
  rounds: 3,
  plannedRounds: 3,
  roundStepMs: [5, 7, 6.5],
  energyJPerStep: null,
  peakHostBytes: 5e8,
  peakDeviceBytes: null,
  clockMHz: null,
  setup: { driver: '560.35' },
};

export function documentOf(
  findings: readonly OutputFinding[],
  changes: Partial<OutputDocument> = {},
  night: Partial<OutputDocument['nights'][number]> = {},
): OutputDocument {
  return {
    verdict: 'holds',
    headline: 'Nothing got worse.',
    nights: [
      {
        machine: 'lab-1',
        runs: [{ runId: 'night-8', startedAt: '2026-03-08T01:00:00.000Z', programVersion: '0.1.0', suite: 'small' }],
        measuredCells: 8,
        targets: [{ id: 'cpu', wallS: 61.5, setup: { driver: '560.35' } }],
        cells: [],
        ...night,
      },
    ],
    findings,
    history: [OBSERVATION],
    ...changes,
  };
}

/** A night in which everything that others name is hostile, each series another text. */
export function hostileDocument(): OutputDocument {
  const findings = HOSTILE.map((text, i) =>
    shownFinding(
      {
        series: { ...SERIES, target: text, strategy: text, board: text },
        case: text,
        state: i % 2 === 0 ? 'confirmed' : 'suspected',
        step: { ...STEP, changed: [{ what: text, before: text, now: text }] },
      },
      { text },
    ),
  );
  return documentOf(
    findings,
    {
      headline: HOSTILE.join(' '),
      history: HOSTILE.map(text => ({ ...OBSERVATION, target: text, case: text, setup: { [text]: text } })),
    },
    {
      targets: HOSTILE.map(text => ({ id: text, wallS: 1, setup: { 'target.device': text, [text]: text } })),
      cells: HOSTILE.flatMap(text => [
        { id: text, target: text, outcome: 'failed' as const, code: 'crash', text },
        { id: text, target: null, outcome: 'skipped' as const, code: 'absent', text },
      ]),
    },
  );
}
