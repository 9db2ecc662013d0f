/** From two sides to what differs between them. Pure: records in, one document out. */

import { isEstimate } from '../../results/readings/energy.ts';
import { intervalOverRounds } from '../../results/statistics.ts';
import { type Fact, fact } from '../fact.ts';
import { absent, type Figure, figure, isAbsent } from '../figure.ts';
import { METRICS, type Metric } from '../regressions/schema.ts';
import { changedBetween, changedOfWork, kernelOfLane } from './changed.ts';
import { type Lane, lanesOf, type Side } from './lane.ts';
import { matched, type Pair } from './match.ts';
import { pairedRatio, unpairedRatio, verdictOf } from './ratio.ts';
import { kindText, type Series, seriesOf } from './readings.ts';
import { type ComparedMetric, type ComparedWork, DIFF_SCHEMA, type Difference, type LoneWork } from './schema.ts';
import { disagreementBetween, unsound, withheldFor } from './sound.ts';

export type Pairing = Difference['pairing'];

/** null: no work is in both. Throws RangeError for a side without records. */
export function differenceOf(a: Side, b: Side, pairing: Pairing): Difference | null {
  const { pairs, onlyA, onlyB } = matched(lanesOf(a), lanesOf(b));
  if (pairs.length === 0) return null;
  const works = pairs.map(pair => comparedWork(pair, pairing)).toSorted((x, y) => placeOf(x) - placeOf(y));
  return {
    schema: DIFF_SCHEMA,
    pairing,
    turns: pairing === 'turns' ? Math.min(a.records.length, b.records.length) : null,
    sides: { a: sideDocument(a), b: sideDocument(b) },
    counts: countsOf(works),
    works,
    onlyInA: onlyA.map(loneWork),
    onlyInB: onlyB.map(loneWork),
    changed: [
      ...changedBetween(
        firstContext(a),
        firstContext(b),
        pairs.map(pair => [pair.a.target, pair.b.target]),
      ),
    ],
  };
}

function countsOf(works: readonly ComparedWork[]): Difference['counts'] {
  const counts = { less: 0, more: 0, 'not-separable': 0, 'no-interval': 0, withheld: 0 };
  for (const { metrics } of works) {
    for (const { metric, verdict } of metrics) if (metric === 'step-time') counts[verdict] += 1;
  }
  return counts;
}

/** Works before what they are held against. */
const placeOf = ({ role }: ComparedWork): number => (role === 'work' ? 0 : 1);

function firstContext({ name, records: [first] }: Side) {
  if (first === undefined) throw new RangeError(`${name} has no record`);
  return first.record.context;
}

function sideDocument(side: Side): Difference['sides']['a'] {
  return {
    name: side.name,
    machine: firstContext(side).machine.id,
    records: side.records.map(({ record: { path, context } }) => ({
      path,
      runId: context.runId,
      startedAt: context.startedAt,
    })),
  };
}

/** What is planned on a side and not on the other. */
export const loneWork = ({ workloadCase, target, strategy }: Lane): LoneWork => ({
  case: workloadCase.id,
  target: target.id,
  strategy,
});

function comparedWork(pair: Pair, pairing: Pairing): ComparedWork {
  const { a, b } = pair;
  return {
    case: a.workloadCase.id,
    role: a.workloadCase.role.kind,
    workloadSha256: a.workloadCase.sha256,
    a: laneDocument(a),
    b: laneDocument(b),
    metrics: METRICS.map(metric => comparedMetric(pair, metric, pairing)),
    changed: [...changedOfWork(a, b)],
  };
}

function laneDocument(lane: Lane): ComparedWork['a'] {
  const { target, strategy, parts } = lane;
  const total = (count: (part: Lane['parts'][number]) => number) => parts.reduce((sum, part) => sum + count(part), 0);
  return {
    target: target.id,
    device: target.device.name,
    strategy,
    kernel: kernelOfLane(lane),
    rounds: total(({ rounds }) => rounds.length),
    plannedRounds: total(({ planned }) => planned.length),
  };
}

function comparedMetric(pair: Pair, metric: Metric, pairing: Pairing): ComparedMetric {
  const a = unsound(pair.a, 'A') ?? seriesOf(pair.a, metric, 'A');
  const b = unsound(pair.b, 'B') ?? seriesOf(pair.b, metric, 'B');
  const ratio = disagreementBetween(pair) ?? ratioFigure(a, b, pairing);
  const withheld = ratio.available
    ? [
        ...withheldFor(pair.a, 'A', metric),
        ...withheldFor(pair.b, 'B', metric),
        ...estimated(a, 'A'),
        ...estimated(b, 'B'),
      ]
    : [];
  return {
    metric,
    a: levelOf(a),
    b: levelOf(b),
    ratio,
    verdict: verdictOf(ratio, withheld.length > 0),
    withheld,
  };
}

const levelOf = (series: Series): Figure =>
  isAbsent(series) ? series : figure(intervalOverRounds(series.turns.flatMap(({ values }) => values)));

function ratioFigure(a: Series, b: Series, pairing: Pairing): Figure {
  if (isAbsent(a)) return a;
  if (isAbsent(b)) return b;
  if (a.method !== b.method || a.scope !== b.scope) {
    return absent('sides-read-differently', { a: kindText(a), b: kindText(b) });
  }
  if (pairing === 'turns') {
    const paired = pairedRatio(a.turns, b.turns);
    return paired === null ? absent('no-common-turn') : figure(paired);
  }
  const [ofA, ofB] = [a, b].map(({ turns }) => turns.flatMap(({ values }) => values));
  return figure(unpairedRatio(ofA ?? [], ofB ?? []));
}

/** An estimate (limit × busy time) decides nothing. */
const estimated = (series: Series, side: 'A' | 'B'): readonly Fact[] =>
  !isAbsent(series) && isEstimate(series.method) ? [fact('energy-of-side-estimated', { side })] : [];
