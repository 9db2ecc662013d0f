/** What is not as it was before a step: software, kernel, clock, and which strategies were timed. Pure. */
import type { Observation } from '../../results/history/observation.ts';
import { mean } from '../../results/statistics.ts';
import type { Night } from './nights.ts';
import type { Difference } from './schema.ts';
import type { Series } from './series.ts';

/** A clock that moves less than this moves so from night to night. */
const CLOCK_SHARE = 0.01;

/** The step's first night beside the last night before it on which the series was measured; empty where there is none. */
export function changedAt(series: Series, nights: readonly Night[], onset: number): readonly Difference[] {
  const before = series.nights.findLastIndex(({ usable }, night) => night < onset && usable.length > 0);
  const was = series.nights[before]?.usable.at(-1);
  const is = series.nights[onset]?.usable[0];
  if (was === undefined || is === undefined) return [];
  return [
    ...setupDifferences(was.setup, is.setup),
    ...differing('kernel', was.computeKernel, is.computeKernel),
    ...clockDifference(series.nights[before]?.usable ?? [], series.nights[onset]?.usable ?? []),
    ...differing('strategies', strategiesAt(nights[before], is), strategiesAt(nights[onset], is)),
  ];
}

function setupDifferences(was: Observation['setup'], is: Observation['setup']): readonly Difference[] {
  const paths = [...new Set([...Object.keys(was), ...Object.keys(is)])].toSorted();
  return paths.flatMap(what => differing(what, was[what] ?? null, is[what] ?? null));
}

const differing = (what: string, before: string | null, now: string | null): readonly Difference[] =>
  before === now ? [] : [{ what, before, now }];

function clockDifference(was: readonly Observation[], is: readonly Observation[]): readonly Difference[] {
  const [before, now] = [clockOf(was), clockOf(is)];
  if (before !== null && now !== null && Math.abs(now / before - 1) < CLOCK_SHARE) return [];
  return differing('clockMHz', clockText(before), clockText(now));
}

function clockOf(runs: readonly Observation[]): number | null {
  const clocks = runs.flatMap(({ clockMHz }) => clockMHz ?? []);
  return clocks.length === 0 ? null : mean(clocks);
}

const clockText = (mhz: number | null): string | null => (mhz === null ? null : String(Math.round(mhz)));

/** Which strategies a race left to be timed of this work, on this target. */
function strategiesAt(night: Night | undefined, { target, workloadSha256, concurrent }: Observation): string | null {
  const timed = (night?.observations ?? []).filter(
    other =>
      other.target === target &&
      other.workloadSha256 === workloadSha256 &&
      other.concurrent === concurrent &&
      other.unusable !== 'not-measured',
  );
  return timed.length === 0 ? null : [...new Set(timed.map(({ strategy }) => strategy))].toSorted().join(', ');
}
