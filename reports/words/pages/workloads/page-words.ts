/** What the workload pages say: the matrix of all work, the table of one work, what failed and what was skipped. */
import type { FigureName } from '../../../rows/figure-schemas.ts';

export type ColumnId =
  | 'step'
  | 'speed'
  | 'usefulWork'
  | 'efficiency'
  | 'relative'
  | 'cost'
  | 'saving'
  | 'energy'
  | 'energyCost';

/** What rows of the matrix can be filtered by. */
export type FacetName = 'part' | 'model' | 'pass' | 'type' | 'routing' | 'dispatch' | 'device';

export type RowStatus = 'measured' | 'mismatch' | 'unproven' | 'invalid';

export type ColumnWords = {
  readonly title: string;
  readonly under: string;
  /** In a cell without a figure: `cost not known`. A missing figure is not zero. */
  readonly missing: string;
};

/** What must be known of a rent beside the figure that rests on it; `file`: whose catalog it is of. */
export type RentMarks = { readonly stale: string; readonly from: (file: string) => string };

export type WorkloadsWords = {
  readonly title: string;
  readonly summary: (works: number, devices: number) => string;
  readonly lead: string;
  readonly matrix: string;
  readonly work: string;
  readonly device: string;
  readonly reference: string;
  readonly facets: Readonly<Record<FacetName, string>>;
  readonly all: string;
  readonly statuses: Readonly<Record<RowStatus, string>>;
  /** Of a row whose device did none of the work. */
  readonly fellBack: string;
  readonly failed: string;
  /** Beside a figure: rounds of its own run, another run. */
  readonly roundsFailed: (rounds: number) => string;
  readonly newerFailed: string;
  readonly olderFailed: string;
  readonly notRun: string;
  readonly legend: string;
  /** Why cells of different work can have the same ends. */
  readonly siblingEnds: string;
  /** What “scaled” and “rows per expert” mean, at their first use on a page. */
  readonly scaled: string;
  readonly scaledHere: string;
  readonly rowsMeaning: string;
  readonly betweenSentences: string;
  readonly matmuls: string;
  readonly otherFailures: string;
  readonly otherSkips: string;

  readonly backToAll: string;
  readonly pageSummary: (name: string, devices: number) => string;
  readonly about: Readonly<
    Record<'work' | 'tokens' | 'sequence' | 'rows' | 'dispatch' | 'dims' | 'flops' | 'id', string>
  >;
  readonly details: string;
  readonly results: string;
  readonly rows: string;
  readonly failures: string;
  readonly skips: string;
  readonly lastWords: string;
  readonly round: (rounds: readonly number[]) => string;
  readonly stages: Readonly<Record<string, string>>;
  readonly columns: Readonly<Record<ColumnId, ColumnWords>>;
  readonly glossary: string;
  /** What the figure of a column is; in English it is the text of `moebench list metrics`. */
  readonly meanings: Readonly<Record<FigureName, string>> | null;
  readonly wide: (ratio: string, why: string) => string;
  /** Of an interval whose low end is 0 or below. */
  readonly reachesZero: (why: string) => string;
  readonly wideWhy: Readonly<
    Record<'disturbed' | 'groups' | 'drift' | 'fewRounds' | 'rounds' | 'sibling' | 'projected', string>
  >;
  readonly warnings: (count: number) => string;
  readonly hidden: (column: string, reason: string) => string;
  readonly standing: Readonly<Record<'only' | 'winner' | 'runner-up' | 'lost' | 'unraced', string | null>>;
  readonly by: (software: string, dtype: string, target: string) => string;
  readonly offDevice: (share: string) => string;
  readonly softwareAdapter: string;
  readonly imported: string;
  readonly referenceFrom: (software: string, boards: number) => string;
  /** Of a reference row: the software of the rows that are compared with it. */
  readonly besides: (software: readonly string[]) => string;
  /** Of a row that is the reference, where it would be compared with it. */
  readonly itself: string;
  /** Under a cost; `rent`: of a device-hour. */
  readonly atRent: (rent: string) => string;
  /** Under a saving: the reference's cost, and the rent of a device-hour that it is at. */
  readonly savedFrom: (cost: string, rent: string) => string;
  readonly marks: Readonly<Record<'estimated' | 'powerStale', string>>;
  readonly rentMarks: RentMarks;
  readonly referenceRentMarks: RentMarks;
  readonly separator: string;
  readonly colon: string;
  /** Ends a sentence. */
  readonly full: string;
  readonly copy: string;
  readonly copied: string;
  readonly matmulColumns: Readonly<Record<'matmuls' | 'target' | 'time' | 'rate', string>>;
  readonly matmulRoles: Readonly<Record<'largest-matmul' | 'expert-matmuls', string>>;
  readonly noMatmul: string;
  readonly moreShapes: (count: number) => string;
};
