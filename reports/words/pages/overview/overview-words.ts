/** What words the first page needs, in every language. */
import type { Interval } from '../../../../results/statistics.ts';
import type { Basis } from '../../../figure.ts';
import type { Verdict } from '../../../spread/verdict.ts';

/** A difference in cost: how much, which way, and how far its interval reaches. */
export type DifferenceWords = {
  /** `20 %`; `3.1 ×`: a multiple of the reference's cost. */
  readonly amount: string;
  readonly isMultiple: boolean;
  readonly side: 'less' | 'more';
  /** `95 % interval: 10 to 30 %`; null: no interval. */
  readonly ends: string | null;
};

/** Of chips beside the reference, or of devices where several are of one chip. */
export type Counts = {
  /** Those without a verdict among them. */
  readonly all: number;
  /** Of how many chips they are; with as many as there are, each is a chip of its own. */
  readonly chips: number;
  readonly cheaper: number;
  readonly dearer: number;
  readonly 'not separable': number;
  readonly open: number;
};

/** How many devices of one chip came out how. */
export type VerdictCount = readonly [verdict: Exclude<Verdict, 'no interval'>, many: number];

/** A model that chips are compared on. */
export type TrainedModel = {
  readonly name: string;
  readonly organisation: string;
  readonly totalBillion: number | null;
};

/** The answer by its kind, of one device in at most 30 words. */
type AnswerWords = {
  readonly cheaper: (device: string, reference: string, difference: DifferenceWords) => string;
  readonly dearer: (device: string, reference: string, difference: DifferenceWords) => string;
  /** `ends`: from which difference to which. */
  readonly notSeparable: (device: string, reference: string, ends: string) => string;
  /** A sentence about one of several devices. */
  readonly ofDevice: (device: string, sentence: string) => string;
  readonly several: (counts: Counts, reference: string, lowest: string, difference: DifferenceWords) => string;
  /** Of several devices of one chip. */
  readonly differ: (chip: string, counts: readonly VerdictCount[]) => string;
  readonly noVerdict: (device: string, reference: string, difference: DifferenceWords) => string;
  /** `costsKnown`: how many of them have a cost. */
  readonly noVerdicts: (
    counts: Counts,
    costsKnown: number,
    reference: string,
    lowest: string,
    difference: DifferenceWords,
  ) => string;
  readonly instrument: (machines: number) => string;
  readonly instrumentAlone: (machines: number) => string;
  readonly relative: (device: string, reference: string, share: string, ends: string | null) => string;
  readonly speed: (device: string, step: string, ends: string | null) => string;
  readonly known: (counts: Counts, reference: string, model: string) => string;
  readonly unproven: (rows: number) => string;
  readonly nothing: string;
};

export type Troubles = { readonly failed: number; readonly leftOut: number; readonly skipped: number };

/** What a reader must know before believing the answer. */
type KnowWords = {
  readonly title: string;
  readonly layer: string;
  /** The reference has two speeds on the work of the answer, `times` apart; `used` is that of the answer. */
  readonly apart: (reference: string, times: string, used: Basis) => string;
  readonly boards: string;
  readonly stale: (count: number) => string;
  readonly wide: (rows: number) => string;
  readonly troubles: (counts: Troubles) => string;
  readonly unread: (records: number) => string;
  readonly workloads: string;
};

type TableWords = {
  readonly label: string;
  readonly chip: string;
  readonly cost: (tokens: string) => string;
  readonly difference: (reference: string) => string;
  readonly rent: string;
  readonly rentUnder: string;
  readonly speed: string;
  readonly speedUnder: string;
  readonly reference: string;
  readonly breakEven: (rent: string) => string;
  readonly chance: (chance: string) => string;
  readonly stale: string;
  readonly samples: string;
  readonly samplesVerdict: string;
};

export type OverviewWords = {
  readonly title: (reference: string) => string;
  /** What this is, in one line above the answer. */
  readonly kicker: string;
  /** To the calculator. */
  readonly compare: string;
  readonly answer: AnswerWords;
  readonly kinds: Readonly<Record<Interval['kind'], (ends: string) => string>>;
  readonly oneRound: string;
  readonly work: (name: string) => string;
  readonly proven: (cells: number, workloads: number) => string;
  readonly notMeasured: (counts: Counts, reference: string, model: TrainedModel) => string;
  readonly relativeCost: {
    readonly title: (work: string) => string;
    readonly titleTraining: (model: string) => string;
    readonly axis: (reference: string) => string;
    /** `drawn`: costs beside the reference's in the chart; `count`: those that are not. */
    readonly more: (drawn: number, count: number) => string;
  };
  readonly small: {
    readonly title: string;
    readonly of: (work: string) => string;
    readonly speed: string;
    readonly speedAxis: string;
    readonly energy: string;
    /** Whose memory was read. */
    readonly memory: Readonly<Record<'device' | 'host' | 'both', string>>;
    readonly memoryAxis: string;
    readonly hostMemory: (device: string) => string;
  };
  readonly changes: {
    readonly title: string;
    readonly more: (count: number) => string;
    readonly link: string;
    readonly marks: Readonly<Record<'confirmed' | 'suspected' | 'recovered', string>>;
  };
  readonly know: KnowWords;
  readonly detail: {
    readonly title: string;
    /** What the words of its sentences mean. */
    readonly terms: string;
    readonly more: (count: number) => string;
  };
  readonly more: {
    readonly title: string;
    readonly notDrawn: (count: number) => string;
    /** Charts of too many rows for the first page, by title. */
    readonly tall: (titles: readonly string[]) => string;
    readonly workloads: string;
  };
  readonly known: {
    /** null: nothing is known. */
    readonly title: (model: string | null) => string;
    readonly rests: string;
    readonly unknown: (why: string) => string;
  };
  readonly table: TableWords;
  readonly site: {
    readonly title: string;
    readonly what: string;
    readonly sealed: string;
    /** Before the command. */
    readonly verify: string;
    /** In place of the name of a record. */
    readonly file: string;
    readonly method: string;
    readonly runs: string;
    readonly data: string;
    readonly rows: string;
  };
};
