/** What the nights of a history say: from observations and acceptances to the document of `moebench check`. Pure. */
import { groupedBy } from '../../results/grouped.ts';
import type { Acceptances } from '../../results/history/acceptance.ts';
import { type Observation, seriesId } from '../../results/history/observation.ts';
import { findingOf } from './finding.ts';
import { type Night, nightsOf } from './nights.ts';
import { CHECK_SCHEMA, type Check, type Finding, type State } from './schema.ts';
import { endedSeries, isSaidTonight, seriesOf } from './series.ts';
import { judgedIn, type LevelPlace, tablesOf } from './tables.ts';

export type History = {
  readonly observations: readonly Observation[];
  readonly acceptances: Acceptances;
  /** Levels that an interleaved comparison agrees with. */
  readonly interleaved?: readonly LevelPlace[];
};

/** Each machine's newest night, judged by its history. Machines are in the order of their names. */
export function checkNights(history: History): Check {
  const machines = [...groupedBy(history.observations, ({ machine }) => machine)].toSorted(([a], [b]) =>
    a < b ? -1 : 1,
  );
  const checked = machines.flatMap(([machine, observations]) => {
    const nights = nightsOf(observations);
    return nights.length === 0 ? [] : [{ machine, nights, ...checkMachine(nights, history) }];
  });
  const findings = checked.flatMap(({ findings }) => findings);
  const newest = new Set(checked.flatMap(({ nights }) => nights.at(-1)?.runs.map(({ runId }) => runId) ?? []));
  return {
    schema: CHECK_SCHEMA,
    runs: checked.flatMap(({ machine, nights }) => nights.at(-1)?.runs.map(run => ({ machine, ...run })) ?? []),
    verdict: verdictOf(findings),
    news: findings.filter(finding => isOpenRegression(finding) && newest.has(finding.step?.confirmedOn?.runId ?? ''))
      .length,
    counts: countsOf(findings),
    findings: [...findings],
    ended: checked.flatMap(({ ended }) => ended),
    damagedAcceptances: [...history.acceptances.damaged],
  };
}

export type { LevelPlace } from './tables.ts';

/** What makes a check fail: a confirmed step for the worse that nobody accepted. */
export const isOpenRegression = ({ state, step }: Finding): boolean =>
  state === 'confirmed' && step?.direction === 'worse';

const SAYS_NOTHING: readonly State[] = ['insufficient-history', 'not-judged'];

function verdictOf(findings: readonly Finding[]): Check['verdict'] {
  if (findings.some(isOpenRegression)) return 'regressed';
  return findings.some(({ state }) => !SAYS_NOTHING.includes(state)) ? 'holds' : 'cannot-tell';
}

function countsOf(findings: readonly Finding[]): Check['counts'] {
  const counts = { ...NONE };
  for (const { state } of findings) counts[state] += 1;
  return counts;
}

const NONE: Readonly<Record<State, number>> = {
  steady: 0,
  suspected: 0,
  confirmed: 0,
  accepted: 0,
  recovered: 0,
  'insufficient-history': 0,
  'not-judged': 0,
};

type MachineCheck = { readonly findings: readonly Finding[]; readonly ended: Check['ended'] };

function checkMachine(nights: readonly Night[], { acceptances, interleaved = [] }: History): MachineCheck {
  const series = seriesOf(nights);
  const tables = tablesOf(series, nights);
  const known = { tables: tables.length, accepted: acceptances.lines, interleaved };
  const judged = tables
    .flatMap(table => judgedIn(table, known))
    .filter(row => row.series.role === 'machine' || isSaidTonight(row.series));
  // All metrics of a work stand together, and behind the works of a target the machine.
  const findings = groupedBy(
    judged.map(row => findingOf(row, nights)),
    finding => seriesId(finding.series),
  );
  return { findings: [...findings.values()].flat(), ended: endedSeries(series, nights) };
}
