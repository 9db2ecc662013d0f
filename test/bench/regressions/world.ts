/** What a synthetic year is made of. Shares are of the variance of ln(figure) from night to night; they add up to 1. */
export type Shares = {
  /** Of the machine, AR(1): all series follow it, each a little more or less. */
  readonly shared: number;
  /** Of the machine, by day of the week. */
  readonly weekly: number;
  /** Of a series alone, AR(1). */
  readonly own: number;
  /** Of a series alone, by day of the week, in `weeklySeries` of all; the others have it in `own`. */
  readonly ownWeekly: number;
  /** What the mean over a night's rounds leaves of their scatter. */
  readonly rounds: number;
};

export type World = {
  readonly name: string;
  /** Deviation of ln(figure) from night to night, over all of `shares`; outliers and steps come on top. */
  readonly cv: number;
  readonly shares: Shares;
  /** Of one day with the next. */
  readonly sharedPhi: number;
  readonly ownPhi: number;
  /** Degrees of freedom of the innovations, scaled to the same variance; null: normal. */
  readonly freedom: number | null;
  readonly sentinels: number;
  readonly chances: Chances;
};

/** Of a day without a run, of a figure missing in a run, of an outlier in a figure, of a night off for all. */
export type Chances = {
  readonly noRun: number;
  readonly noFigure: number;
  readonly outlier: number;
  readonly nightOff: number;
};

export const SERIES = 50;
export const DAYS = 365;
/** Of nightly. */
export const ROUNDS = 8;
/** No step before so many nights, nor so near to the end. */
export const HISTORY_NIGHTS = 30;
export const NIGHTS_AFTER = 14;

/** The least and the most of the machine's movement that a series follows; their mean square is 1 (year.ts). */
export const LOADINGS = { least: 0.6, most: 1.35 } as const;
/** Share of series with a week of their own. */
export const WEEKLY_SERIES = 0.2;

/** With 50 series: eleven days a year without a run, an outlier in one night of ten, two nights a year off for all. */
export const CHANCES: Chances = { noRun: 0.03, noFigure: 0.01, outlier: 0.002, nightOff: 0.005 };
/** ln of what outliers add: of a figure, and of a whole night. */
export const OUTLIERS = { figure: { least: 0.03, most: 0.2 }, night: { least: 0.03, most: 0.15 } } as const;

/** Driver updates a year, of which every other one has an effect, on so many works. */
export const DRIVER = { updates: 6, effects: 3, works: 4 } as const;

/** Steps of a year, each in a work of its own: relative change of the figure, and in how many works. */
export const STEPS = [
  { change: 0.05, works: 3 },
  { change: 0.03, works: 3 },
  { change: -0.05, works: 2 },
  { change: -0.03, works: 2 },
] as const;
/** What goes and comes back after `nights`: two steps in one work. */
export const RETURNING = { change: 0.05, nights: 25, works: 1 } as const;
