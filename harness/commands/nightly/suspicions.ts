/** Which steps of tonight are worth an interleaved comparison, and the runs that it is between. Pure. */
import type { Check, Finding } from '../../../reports/regressions/schema.ts';
import { type Observation, type SeriesKey, seriesId } from '../../../results/history/observation.ts';

/** A step that is suspected. `before`: the last judged run of the old level; `now`: tonight's. Ids of runs. */
export type SuspectedStep = {
  readonly series: SeriesKey;
  readonly case: string;
  readonly first: string;
  readonly before: string;
  readonly now: string;
};

/** Turns take minutes: of many suspected steps, which have one cause as a rule, the surest are compared. */
const MOST = 3;

/** Slower works alone, the surest first: products have no case of their own to run, memory and energy are not what turns compare. */
export function suspectedSteps({ findings }: Check, observations: readonly Observation[]): readonly SuspectedStep[] {
  return findings
    .filter(isSuspected)
    .toSorted((a, b) => (a.step?.p ?? 1) - (b.step?.p ?? 1))
    .flatMap(finding => runsOf(finding, observations))
    .slice(0, MOST);
}

const isSuspected = ({ state, metric, role, step }: Finding): boolean =>
  state === 'suspected' && metric === 'step-time' && role === 'work' && step?.direction === 'worse';

function runsOf({ series, case: item, step }: Finding, observations: readonly Observation[]): readonly SuspectedStep[] {
  const id = seriesId(series);
  const judged = observations
    .filter(observation => observation.unusable === null && seriesId(observation) === id)
    .toSorted((a, b) => a.order - b.order);
  const at = judged.findIndex(({ runId }) => runId === step?.first.runId);
  const [before, first, now] = [judged[at - 1], judged[at], judged.at(-1)];
  if (at < 1 || before === undefined || first === undefined || now === undefined) return [];
  return [{ series, case: item, first: first.runId, before: before.runId, now: now.runId }];
}
