/** The steps of a year: where, when and how much. Known beforehand, so that what is found can be held against them. */
import { between, type Draws, distinct, integerBetween } from './draws.ts';
import { DRIVER, HISTORY_NIGHTS, NIGHTS_AFTER, RETURNING, STEPS } from './world.ts';

export type PlannedStep = {
  readonly series: number;
  /** The first day of the new level. */
  readonly day: number;
  readonly change: number;
  readonly cause: 'change' | 'driver' | 'return';
};

/** Steps in works (`sentinels` … `series` − 1), never two in one but for what comes back. */
export function plannedSteps(draws: Draws, series: number, sentinels: number, days: number): readonly PlannedStep[] {
  const [earliest, latest] = [firstDay(), days - 1 - lastDays()];
  const works = distinct(draws, series - sentinels, series - sentinels).map(index => index + sentinels);
  const steps: PlannedStep[] = [];
  const next = () => works.pop() ?? sentinels;
  for (const { change, works: count } of STEPS)
    for (let i = 0; i < count; i += 1)
      steps.push({ series: next(), day: integerBetween(draws, earliest, latest), change, cause: 'change' });
  for (let i = 0; i < DRIVER.effects; i += 1) {
    const day = integerBetween(draws, earliest, latest);
    for (let j = 0; j < DRIVER.works; j += 1) {
      const size = between(draws, 0.03, 0.08);
      steps.push({ series: next(), day, change: draws.uniform() < 0.7 ? size : -size, cause: 'driver' });
    }
  }
  for (let i = 0; i < RETURNING.works; i += 1) {
    const [item, day] = [next(), integerBetween(draws, earliest, latest - RETURNING.nights)];
    steps.push({ series: item, day, change: RETURNING.change, cause: 'change' });
    const back = 1 / (1 + RETURNING.change) - 1;
    steps.push({ series: item, day: day + RETURNING.nights, change: back, cause: 'return' });
  }
  return steps;
}

/** Some days have no run: a third more days than nights are left, so that the nights are there in all but odd years. */
const firstDay = () => Math.ceil(HISTORY_NIGHTS * 1.3);
const lastDays = () => Math.ceil(NIGHTS_AFTER * 1.3);
