/** What the pages of runs say: the list of them, and the page of one. */
import type { Seal } from '../../../runs/run-facts.ts';

export type RunsWords = {
  readonly title: string;
  readonly summary: (count: number) => string;
  readonly older: (count: number) => string;
  readonly inHistoryAlone: (count: number) => string;
  readonly indexTitle: string;
  readonly indexColumns: Readonly<
    Record<'started' | 'machine' | 'suite' | 'devices' | 'works' | 'measured' | 'record', string>
  >;
  /** Of the works that a run timed, those that have no room. */
  readonly moreWorks: (count: number) => string;
  readonly separator: string;
  readonly dataTitle: string;
  readonly reportJson: string;
  readonly rowsCsv: string;
  readonly runTitle: (machine: string, moment: string) => string;
  readonly runSummary: (suite: string, machine: string) => string;
  readonly allRuns: string;
  readonly seals: Readonly<Record<Seal, string>>;
  /** What a reader may trust, and what it does not say. */
  readonly sealMeanings: Readonly<Record<Seal, string>>;
  readonly lostLines: (count: number) => string;
  readonly imported: string;
  readonly aheadOfClock: string;
  readonly verification: string;
  readonly sealHash: string;
  readonly download: string;
  readonly again: string;
  readonly verifyCommand: string;
  readonly runCommand: string;
  readonly machine: string;
  readonly machineFacts: Readonly<
    Record<'name' | 'id' | 'suite' | 'started' | 'processor' | 'memory' | 'system' | 'accelerator', string>
  >;
  readonly cores: (physical: number, logical: number) => string;
  readonly virtual: string;
  readonly concurrent: string;
  readonly driver: (version: string) => string;
  readonly versions: string;
  readonly component: string;
  readonly version: string;
  readonly works: string;
  readonly noWorks: string;
  readonly workColumns: Readonly<
    Record<'work' | 'device' | 'strategy' | 'rounds' | 'step' | 'clock' | 'temperature' | 'powerLimit', string>
  >;
  readonly roundsOf: (measured: number, planned: number) => string;
  readonly notRead: string;
  /** Of columns that no row has a value for. */
  readonly notReported: (columns: readonly string[]) => string;
  /** What the strategy of that name is. */
  readonly session: string;
  readonly notMeasured: string;
  readonly range: (low: string, high: string) => string;
  readonly cells: string;
  readonly cellNames: Readonly<
    Record<'planned' | 'measured' | 'disturbed' | 'failed' | 'skipped' | 'open' | 'repeated', string>
  >;
  readonly failures: string;
  readonly noFailures: string;
  readonly failure: (work: string, target: string, stage: string, text: string) => string;
  /** Of a failure: what else of it was not run. */
  readonly skippedAfter: (reason: string) => string;
  readonly stages: Readonly<Record<'proof' | 'race' | 'time' | 'sustained' | 'overhead' | 'report', string>>;
  readonly skips: string;
  readonly noSkips: string;
  /** Where what was skipped is said with what failed. */
  readonly noOtherSkips: string;
  readonly colon: string;
};
