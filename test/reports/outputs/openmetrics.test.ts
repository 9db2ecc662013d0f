import { expect, test } from 'vitest';
import { openMetricsText } from '../../../reports/outputs/openmetrics.ts';
import { documentOf, hostileDocument, STEP, shownFinding } from './made-document.ts';

const LABELS = 'machine="lab-1",target="cpu",case="toy.moe-layer",strategy="session",role="work",series="9335067be091"';

test('figures are gauges in base units, whose names end with the unit; what is not there has no sample', () => {
  const document = documentOf([
    shownFinding({ state: 'confirmed', step: STEP }),
    shownFinding({ metric: 'energy-per-step', tonight: null, baseline: null, state: 'not-judged', why: 'disturbed' }),
  ]);
  expect(openMetricsText(document)).toBe(`# TYPE moebench_step_seconds gauge
# UNIT moebench_step_seconds seconds
# HELP moebench_step_seconds Time of a step.
moebench_step_seconds{${LABELS}} 0.00525
# TYPE moebench_step_level_seconds gauge
# UNIT moebench_step_level_seconds seconds
# HELP moebench_step_level_seconds Time of a step. The level that tonight is held against.
moebench_step_level_seconds{${LABELS}} 0.005
# TYPE moebench_state gauge
# HELP moebench_state Always 1. The label state says what the check found of the series and metric.
moebench_state{${LABELS},metric="step-time",state="confirmed"} 1
moebench_state{${LABELS},metric="energy-per-step",state="not-judged"} 1
# TYPE moebench_regression gauge
# HELP moebench_regression 1: a confirmed step for the worse is open. 0: none is.
moebench_regression{${LABELS},metric="step-time"} 1
moebench_regression{${LABELS},metric="energy-per-step"} 0
# TYPE moebench_step_change_ratio gauge
# UNIT moebench_step_change_ratio ratio
# HELP moebench_step_change_ratio Level since the newest step divided by the level before it.
moebench_step_change_ratio{${LABELS},metric="step-time"} 1.05
# TYPE moebench_cells gauge
# HELP moebench_cells Cells of the newest night of the machine, by what came of them.
moebench_cells{machine="lab-1",outcome="measured"} 8
moebench_cells{machine="lab-1",outcome="failed"} 0
moebench_cells{machine="lab-1",outcome="skipped"} 0
# TYPE moebench_run_start_time_seconds gauge
# UNIT moebench_run_start_time_seconds seconds
# HELP moebench_run_start_time_seconds When the newest run of the machine began, since 1970 in UTC.
moebench_run_start_time_seconds{machine="lab-1"} 1772931600
# TYPE moebench_run_info gauge
# HELP moebench_run_info Always 1. The labels tell which run of the machine is the newest.
moebench_run_info{machine="lab-1",run_id="night-8",suite="small",version="0.1.0"} 1
# EOF
`);
});

test('two runs of one evening give no sample twice', () => {
  const run = { startedAt: '2026-03-08T01:00:00.000Z', programVersion: '0.1.0', suite: 'small' };
  const document = documentOf(
    [],
    {},
    {
      runs: [
        { runId: 'a', ...run },
        { runId: 'b', ...run },
      ],
    },
  );
  const samples = openMetricsText(document)
    .split('\n')
    .filter(line => !line.startsWith('#') && line !== '');
  const keys = samples.map(line => line.slice(0, line.indexOf('}')));
  expect(new Set(keys).size).toBe(keys.length);
  expect(samples.join('\n')).toContain('run_id="b"');
});

test('names are escaped: every sample stays one line', () => {
  const lines = openMetricsText(hostileDocument()).trimEnd().split('\n');
  for (const line of lines) expect(line).toMatch(/^(# (TYPE|UNIT|HELP) |# EOF$|moebench_[a-z_]+\{.*\} [0-9.e+-]+$)/);
  expect(openMetricsText(hostileDocument())).toContain('target="back\\\\slash"');
});

test('a night without findings still says what ran', () => {
  expect(openMetricsText(documentOf([]))).toMatch(/^# TYPE moebench_cells gauge\n/);
});
