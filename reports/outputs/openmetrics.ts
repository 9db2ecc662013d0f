/** OpenMetrics text: tonight's figures in base units, the levels they are held against, the state of each series, and the runs. Pure. */
import { isOpenRegression } from '../regressions/check.ts';
import { METRICS, type Metric } from '../regressions/schema.ts';
import {
  cellsThat,
  judgedTonight,
  newestRun,
  type OutputDocument,
  type OutputFinding,
  type OutputNight,
} from './document.ts';
import { exposition, type Family, type Labels, type Sample } from './exposition.ts';
import { METRIC_UNITS } from './metric-units.ts';
import { seriesDigest } from './series-name.ts';

export function openMetricsText({ findings, nights }: OutputDocument): string {
  return exposition([
    ...METRICS.flatMap(metric =>
      figureFamilies(
        metric,
        findings.filter(({ finding }) => finding.metric === metric),
      ),
    ),
    {
      name: 'moebench_state',
      unit: null,
      help: 'Always 1. The label state says what the check found of the series and metric.',
      samples: findings.map(item => ({ labels: { ...metricLabels(item), state: item.finding.state }, value: 1 })),
    },
    {
      name: 'moebench_regression',
      unit: null,
      help: '1: a confirmed step for the worse is open. 0: none is.',
      samples: findings.map(item => ({ labels: metricLabels(item), value: isOpenRegression(item.finding) ? 1 : 0 })),
    },
    {
      name: 'moebench_step_change',
      unit: 'ratio',
      help: 'Level since the newest step divided by the level before it.',
      samples: findings.flatMap(item => {
        const { step } = item.finding;
        return step === null ? [] : [{ labels: metricLabels(item), value: step.ratio.point }];
      }),
    },
    ...runFamilies(nights),
  ]);
}

function figureFamilies(metric: Metric, findings: readonly OutputFinding[]): readonly Family[] {
  const { name, unit, factor, help } = METRIC_UNITS[metric].openMetrics;
  const samplesOf = (pick: (finding: OutputFinding['finding']) => number | null): readonly Sample[] =>
    findings.flatMap(item => {
      const value = pick(item.finding);
      return value === null ? [] : [{ labels: seriesLabels(item), value: value * factor }];
    });
  return [
    { name: `moebench_${name}`, unit, help, samples: samplesOf(judgedTonight) },
    {
      name: `moebench_${name}_level`,
      unit,
      help: `${help} The level that tonight is held against.`,
      samples: samplesOf(({ baseline }) => baseline?.value ?? null),
    },
  ];
}

function seriesLabels({ finding }: OutputFinding): Labels {
  const { series, case: caseId, role } = finding;
  const { machine, target, strategy } = series;
  return { machine, target, case: caseId, strategy, role, series: seriesDigest(finding) };
}

const metricLabels = (item: OutputFinding): Labels => ({ ...seriesLabels(item), metric: item.finding.metric });

const runFamilies = (nights: readonly OutputNight[]): readonly Family[] => [
  {
    name: 'moebench_cells',
    unit: null,
    help: 'Cells of the newest night of the machine, by what came of them.',
    samples: nights.flatMap(night =>
      [
        { outcome: 'measured', value: night.measuredCells },
        { outcome: 'failed', value: cellsThat([night], 'failed').length },
        { outcome: 'skipped', value: cellsThat([night], 'skipped').length },
      ].map(({ outcome, value }) => ({ labels: { machine: night.machine, outcome }, value })),
    ),
  },
  {
    name: 'moebench_run_start_time',
    unit: 'seconds',
    help: 'When the newest run of the machine began, since 1970 in UTC.',
    samples: nights.map(night => ({
      labels: { machine: night.machine },
      value: Date.parse(newestRun(night).startedAt) / 1000,
    })),
  },
  {
    name: 'moebench_run_info',
    unit: null,
    help: 'Always 1. The labels tell which run of the machine is the newest.',
    samples: nights.map(night => {
      const { runId, suite, programVersion } = newestRun(night);
      return { labels: { machine: night.machine, run_id: runId, suite, version: programVersion }, value: 1 };
    }),
  },
];
