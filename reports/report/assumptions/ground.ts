/** What the rules of assumptions look at. */
import type { Chip } from '../../catalog/catalog.ts';
import type { AgedCatalog } from '../../catalog/staleness.ts';
import type { Fact } from '../../fact.ts';
import type { ReferenceRow } from '../reference-schema.ts';
import type { ReportRow } from '../row-schema.ts';
import type { Report } from '../schema.ts';

export type Ground = {
  readonly rows: readonly ReportRow[];
  readonly referenceRows: readonly ReferenceRow[];
  readonly runs: Report['runs'];
  readonly runsNotRead: Report['runsNotRead'];
  readonly reference: Chip;
  readonly catalog: AgedCatalog;
};

/** What there is to say, or nothing. */
export type Rule = (ground: Ground) => readonly Fact[];

/** Each fact once. */
export const distinct = (facts: readonly Fact[]): readonly Fact[] => [
  ...new Map(facts.map(fact => [JSON.stringify(fact), fact])).values(),
];
