/** A table of nights, and what is found in it. Pure data: night t of every series is at index t. */

/** One figure of one work on one target, night by night. */
export type NightSeries = {
  readonly id: string;
  /** A product of the roofline: it does nobody's work, so what moves all sentinels alike is the machine. */
  readonly sentinel: boolean;
  /** Natural logarithm of the figure; null: there is none of that night, or it is not used. */
  readonly log: readonly (number | null)[];
  /** Standard error of `log` within the night, from its rounds; null: not known. */
  readonly se: readonly (number | null)[];
};

export type NightsTable = {
  /** The day of each night, counted from any day: tells how far nights lie apart, and the day of the week. Never falls. */
  readonly days: readonly number[];
  readonly series: readonly NightSeries[];
  /** What one series does tells nothing of another: nothing is shared, and there is no machine as a whole. */
  readonly alone?: boolean;
};

/** What somebody said of a step: that it is the new baseline, or that an interleaved comparison agrees with it. */
export type StepMark = {
  readonly series: number;
  /** The first night of the new level. */
  readonly onset: number;
  /** The night on which it was said; not given: that night. */
  readonly on?: number;
  readonly kind: 'accepted' | 'interleaved';
};

/** A change of level. All indices are nights of the table. `logRatio`: level since − level before. */
export type FoundStep = {
  readonly series: number;
  readonly onset: number;
  /** The first night on which it stood out. */
  readonly suspectedOn: number;
  /** null: it is suspected on the last night. */
  readonly confirmedOn: number | null;
  readonly confirmedBy: 'nights' | StepMark['kind'] | null;
  readonly logRatio: number;
  readonly se: number;
  /** Degrees of freedom of `se`. */
  readonly freedom: number;
  /** Nights at the new level until the next step or the last night. */
  readonly nights: number;
  /** Two-sided, of one series, for all onsets that were tried. */
  readonly p: number;
  /** The night on which it had gone back, or had shown to be none; null: it stands. */
  readonly endedOn: number | null;
};

/** How a series moves from night to night where nothing changes. */
export type SeriesNoise = {
  /** Deviation of one night from the night before it, by which steps are judged: what autocorrelation leaves. */
  readonly sigma: number;
  /** Degrees of freedom of `sigma`. */
  readonly freedom: number;
  /** Of one night with the next. */
  readonly phi: number;
  /** Degrees of freedom of the tails of all series together; Infinity: normal. */
  readonly tail: number;
  /** How much of the sentinels' movement it follows: 1 is all of it. */
  readonly shared: number;
  /** Its own pattern by day of the week, Sunday or whichever day 0 is first; null: none is seen. */
  readonly weekly: readonly number[] | null;
  /** Nights it was learned from. */
  readonly nights: number;
};

/** One series on the last night. */
export type SeriesJudgement = {
  /** null: fewer nights than the noise can be learned from. */
  readonly noise: SeriesNoise | null;
  /** The level that the last night is held against: before a suspected step, else of the current level. null: no night. */
  readonly baseline: { readonly log: number; readonly from: number; readonly nights: number } | null;
  /** The oldest first; a suspected one is the last. */
  readonly steps: readonly FoundStep[];
};

export type StepSearch = {
  readonly series: readonly SeriesJudgement[];
  /** What all sentinels did alike, or most series where those are few, about their levels: the machine. Its steps name the series behind the last. */
  readonly machine: SeriesJudgement;
  /** Of all series and of the machine, in the order of their confirmation. */
  readonly steps: readonly FoundStep[];
};
