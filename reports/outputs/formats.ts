/** The formats in which what a night found is written for other programs. A new format is a row and its file. */
import { bencherText } from './bencher.ts';
import type { OutputDocument } from './document.ts';
import { githubActionBenchmarkText } from './github-action-benchmark.ts';
import { githubAnnotations } from './github-annotations.ts';
import { githubSummary } from './github-summary.ts';
import { junitText } from './junit.ts';
import { nightsCsv } from './nights-csv.ts';
import { openMetricsText } from './openmetrics.ts';

export type OutputFormat = TextFormat | TableFormat;

type Format = {
  readonly name: string;
  /** In a sentence of help. */
  readonly what: string;
  /** Of its file in a folder of all outputs. */
  readonly file: string;
};

export type TextFormat = Format & {
  readonly kind: 'text';
  /** It has every night, not the newest alone. */
  readonly hasHistory?: true;
  readonly text: (document: OutputDocument) => string;
};

/** A file that the roll-up writes of every night; it is no text. */
export type TableFormat = Format & { readonly kind: 'table' };

export const OUTPUT_FORMATS: readonly OutputFormat[] = [
  { name: 'junit', what: 'JUnit XML', file: 'junit.xml', kind: 'text', text: junitText },
  {
    name: 'github-summary',
    what: 'summary of a step of GitHub Actions, Markdown',
    file: 'github-summary.md',
    kind: 'text',
    text: document => githubSummary(document),
  },
  {
    name: 'github-annotations',
    what: 'workflow commands of GitHub Actions',
    file: 'github-annotations.txt',
    kind: 'text',
    text: githubAnnotations,
  },
  { name: 'bencher', what: 'Bencher Metric Format', file: 'bencher.json', kind: 'text', text: bencherText },
  {
    name: 'github-action-benchmark',
    what: 'entries of customSmallerIsBetter',
    file: 'github-action-benchmark.json',
    kind: 'text',
    text: githubActionBenchmarkText,
  },
  {
    name: 'openmetrics',
    what: 'OpenMetrics and Prometheus text',
    file: 'moebench.prom',
    kind: 'text',
    text: openMetricsText,
  },
  {
    name: 'csv',
    what: 'the figures of every night',
    file: 'nights.csv',
    kind: 'text',
    hasHistory: true,
    text: nightsCsv,
  },
  { name: 'parquet', what: 'the figures of every night, by DuckDB', file: 'nights.parquet', kind: 'table' },
];
