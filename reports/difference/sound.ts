/** Whether the lanes of two sides may be held against each other, by the same evidence, physics and fingerprints as rows. Pure. */
import { evidenceOf, NO_PROBE } from '../../results/proof/evidence.ts';
import type { Note } from '../../results/schema/note.ts';
import { isSelftest } from '../../results/selftest/selftest.ts';
import { isMoe } from '../../suites/workload.ts';
import { type Coded, type Fact, fact } from '../fact.ts';
import { type Absent, absent } from '../figure.ts';
import type { Metric } from '../regressions/schema.ts';
import { differenceWithin, fingerprintDifference } from '../rows/fingerprints.ts';
import type { WithheldCode } from './codes.ts';
import type { Lane, LanePart } from './lane.ts';
import type { Pair } from './match.ts';
import type { SideName } from './schema.ts';

/** Why a lane has no figure at all; null: it may have. */
export function unsound(lane: Lane, side: SideName): Absent | null {
  const reasons = lane.parts.flatMap(part => impossible(part, side) ?? unproven(part, side) ?? []);
  return reasons[0] ?? disagreement(lane, side) ?? unmeasured(lane, side);
}

function impossible({ planned, violations, rounds }: LanePart, side: SideName): Absent | null {
  const ids = new Set(planned.flatMap(({ id, proof }) => [id, ...(proof === null ? [] : [proof])]));
  const [first] = violations.filter(({ cell }) => ids.has(cell));
  return first === undefined || rounds.length === 0 ? null : absent('side-impossible', { side }, [first.why]);
}

function unproven({ record, planned }: LanePart, side: SideName): Absent | null {
  const measured = new Set(record.cells.flatMap(({ cell, outcome }) => (outcome.status === 'measured' ? [cell] : [])));
  for (const cell of planned.filter(({ id }) => measured.has(id))) {
    const evidence = evidenceOf(record, cell);
    // As in a report: a speed of before there were probes is shown.
    if (evidence.status === 'unproven' && evidence.code !== NO_PROBE) {
      const { code, values } = evidence;
      return absent('side-unproven', { side }, [{ code, values }]);
    }
  }
  return null;
}

/** Rounds of one side that did not do the same work. */
function disagreement({ parts, workloadCase: { workload } }: Lane, side: SideName): Absent | null {
  if (!isMoe(workload)) return null;
  const difference = differenceWithin({ rounds: parts.flatMap(({ rounds }) => rounds) }, workload);
  return difference === null ? null : absent('side-disagrees-with-itself', { side }, [difference]);
}

function unmeasured({ parts }: Lane, side: SideName): Absent | null {
  if (parts.some(({ rounds }) => rounds.length > 0)) return null;
  const [why] = parts.flatMap(({ outcomes }) => outcomes.flatMap(outcome => whyNot(outcome) ?? []));
  return absent('side-failed', { side, message: why?.message ?? '' }, why?.notes ?? []);
}

/** Why a cell was not measured: by codes, or in the words of a runtime. */
function whyNot(outcome: LanePart['outcomes'][number]) {
  if (outcome.status === 'skipped') return { message: '', notes: [outcome.reason] };
  if (outcome.status !== 'fault') return null;
  const { why: notes = [], code, message } = outcome.fault;
  return { message: message === '' ? code : `${code}: ${message}`, notes };
}

/** Equal hashes are the same work, and so the same outputs: sides that disagree are not compared. */
export function disagreementBetween({ a, b }: Pair): Absent | null {
  const { workload } = a.workloadCase;
  const [first, other] = [a, b].map(({ parts }) => parts.flatMap(({ rounds }) => rounds)[0]?.measurement.first);
  if (!isMoe(workload) || first === undefined || other === undefined) return null;
  const difference = fingerprintDifference(first, other, workload);
  return difference === null ? null : absent('sides-disagree', {}, [difference]);
}

/** What other processes slow; they take nothing of a step's memory. */
const DISTURBED_METRICS: readonly Metric[] = ['step-time', 'energy-per-step'];

/** Why a lane's figures carry no verdict. */
export function withheldFor({ parts }: Lane, side: SideName, metric: Metric): readonly Fact[] {
  const rounds = parts.flatMap(part => part.rounds);
  const disturbed = rounds.filter(round => round.disturbed.length > 0);
  const failed = parts.flatMap(({ outcomes }) =>
    outcomes.filter(outcome => outcome.status === 'fault' && outcome.fault.code === 'disturbed'),
  );
  const kernels = [...new Set(rounds.flatMap(({ measurement }) => measurement.open.kernel ?? []))];
  const by: readonly Note[] = disturbed.flatMap(round => round.disturbed).slice(0, 1);
  const found: readonly [boolean, () => Coded<WithheldCode>][] = [
    [parts.some(({ record }) => record.aheadOfClock === true), () => fact('side-ahead-of-clock', { side })],
    [parts.some(({ record }) => isSelftest(record)), () => fact('side-self-test', { side })],
    [parts.some(({ record }) => record.damaged !== undefined), () => fact('side-damaged', { side })],
    [
      DISTURBED_METRICS.includes(metric) && disturbed.length + failed.length > 0,
      () =>
        fact(
          'side-disturbed',
          { side, rounds: disturbed.length + failed.length, of: rounds.length + failed.length },
          by,
        ),
    ],
    [kernels.length > 1, () => fact('side-of-several-kernels', { side, kernels })],
  ];
  return found.flatMap(([applies, make]) => (applies ? [make()] : []));
}
