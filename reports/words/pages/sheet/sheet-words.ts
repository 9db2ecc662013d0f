/** What words the decision sheet needs of its own, in every language: headings, columns, counts. Verdicts and bases are those of the charts. */
export type SheetColumn =
  | 'candidate'
  | 'difference'
  | 'drawn'
  | 'cost'
  | 'price'
  | 'breakEven'
  | 'speed'
  | 'deviceHours';
export type LeverColumn = 'input' | 'now' | 'moves' | 'zero';
export type GroundColumn = 'input' | 'value' | 'source';

/** How many candidates came out how. */
export type Standing = 'cheaper' | 'dearer' | 'not separable' | 'no interval' | 'no saving';

export type Stated = 'all' | 'some' | 'none';

/** What amounts hold, and which hours are paid. */
export type PriceBase = {
  /** How many of the prices say whether they hold VAT: only from those it is taken out. */
  readonly vat: Stated;
  /** A price was given with VAT. */
  readonly isVatTakenOut: boolean;
  /** A rent is of hours that are paid whether the device works or not. */
  readonly isIdlePaid: boolean;
};

export type SheetWords = {
  readonly name: string;
  readonly facts: (facts: { asOf: string | null; currency: string; dtype: string | null }) => string;
  readonly question: (facts: { model: string; tokens: string; days: string | null; reference: string }) => string;
  readonly candidates: string;
  readonly moreRows: (count: number) => string;
  readonly whatChanges: string;
  readonly nothingBeside: string;
  readonly oneAtATime: (candidate: string) => string;
  readonly noLevers: (candidate: string) => string;
  readonly restsOn: string;
  readonly readWith: string;
  readonly moreAssumptions: (count: number) => string;
  readonly notIncluded: {
    readonly ofAll: (items: readonly string[]) => string;
    readonly of: (items: readonly string[], names: readonly string[]) => string;
    readonly ofAllBut: (items: readonly string[], names: readonly string[]) => string;
  };
  readonly again: readonly [before: string, between: string, after: string];
  readonly columns: Readonly<Record<SheetColumn, string>>;
  /** In place of those columns where all devices are owned: then no hour is paid for by itself. */
  readonly columnsOwned: Readonly<Record<'price' | 'breakEven', string>>;
  /** Under the price and the break-even of an owned device that stands among rented ones. */
  readonly atWork: string;
  readonly priceBase: (base: PriceBase) => readonly string[];
  readonly costOf: (tokens: string) => string;
  readonly devicesFor: (days: string) => string;
  readonly reference: string;
  readonly staleInputs: (count: number) => string;
  readonly chance: (percent: string) => string;
  /** Over the drawn intervals, from left to right. */
  readonly axis: Readonly<Record<'cheaper' | 'same' | 'dearer', string>>;
  /** Of an owned device: for how much. */
  readonly bought: (amount: string, isWithoutVat: boolean) => string;
  readonly drawnLabel: (difference: string, ends: string | null) => string;
  readonly levers: Readonly<Record<LeverColumn, string>>;
  readonly grounds: Readonly<Record<GroundColumn, string>>;
  readonly moreInputs: (count: number, stale: number) => string;
  readonly stale: (age: string) => string;
  readonly byContract: string;
  readonly noSpread: string;
  readonly never: string;
  readonly range: (low: string, high: string) => string;
  readonly standing: (total: number, counts: readonly (readonly [Standing, number])[]) => string;
  readonly clause: (text: string) => string;
  readonly tokensPerSecond: string;
  /** Of a rent. */
  readonly perHour: (currency: string) => string;
  readonly separator: string;
  readonly colon: string;
};
