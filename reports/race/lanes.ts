/**
 * The rows of one machine, target and work: the way that leads, beside it the runner-up of the same race, and strategies that nobody
 * raced. Which run the leading way is of is chosen over all strategies, so that no two of them lead. Pure.
 */
import { groupedBy } from '../../results/grouped.ts';
import { fact } from '../fact.ts';
import type { Candidate, Pool, SetAside } from '../rows/pool.ts';
import { newestWhole } from '../rows/pool-choice.ts';

/** `candidates`: of one machine, target, work and condition, the oldest run first. */
export function lanePools(candidates: readonly Candidate[]): Pool[] {
  const [lead] = newestWhole(candidates.filter(({ race }) => race.leads));
  if (lead === undefined) return byStrategy(candidates);
  const ofItsRun = candidates.filter(({ record, race }) => record === lead.record && !race.leads);
  const others = byStrategy(ofItsRun);
  const shown = new Set([lead, ...others].map(({ strategy }) => strategy));
  const unraced = candidates.filter(({ race }) => race.standing === 'unraced');
  const strangers = unraced.filter(({ strategy }) => !shown.has(strategy));
  return [{ ...lead, newerRuns: [...lead.newerRuns, ...setAside(lead, unraced)] }, ...others, ...byStrategy(strangers)];
}

const byStrategy = (candidates: readonly Candidate[]): Pool[] =>
  [...groupedBy(candidates, ({ strategy }) => strategy).values()].flatMap(newestWhole);

/** Newer runs of the leading way that raced nothing: they do not say that it still is the fastest. */
function setAside(lead: Pool, unraced: readonly Candidate[]): SetAside[] {
  const begun = Date.parse(lead.record.context.startedAt);
  return unraced
    .filter(({ strategy, record }) => strategy === lead.strategy && Date.parse(record.context.startedAt) > begun)
    .map(({ record: { context } }) => ({
      run: context.runId,
      startedAt: context.startedAt,
      reason: fact('run-not-raced'),
    }));
}
