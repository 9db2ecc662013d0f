/** The formats in which what a night found is written for other programs. A new format is a row and its file. */
import { bencherText } from './bencher.ts';
import type { OutputDocument } from './document.ts';
import { githubActionBenchmarkText } from './github-action-benchmark.ts';
import { githubAnnotations } from './github-annotations.ts';
import { githubSummary } from './github-summary.ts';
import { junitText } from './junit.ts';
import { nightsCsv } from './nights-csv.ts';
import { openMetricsText } from './openmetrics.ts';

export type OutputFormat = {
  readonly name: string;
  /** In a sentence of help. */
  readonly what: string;
  /** Of its file in a folder of all outputs. */
  readonly file: string;
  /** It has every night, not the newest alone. */
  readonly hasHistory?: true;
  readonly text: (document: OutputDocument) => string;
};

export const OUTPUT_FORMATS: readonly OutputFormat[] = [
  { name: 'junit', what: 'JUnit XML', file: 'junit.xml', text: junitText },
  {
    name: 'github-summary',
    what: 'summary of a step of GitHub Actions, Markdown',
    file: 'github-summary.md',
    text: document => githubSummary(document),
  },
  {
    name: 'github-annotations',
    what: 'workflow commands of GitHub Actions',
    file: 'github-annotations.txt',
    text: githubAnnotations,
  },
  { name: 'bencher', what: 'Bencher Metric Format', file: 'bencher.json', text: bencherText },
  {
    name: 'github-action-benchmark',
    what: 'entries of customSmallerIsBetter',
    file: 'github-action-benchmark.json',
    text: githubActionBenchmarkText,
  },
  { name: 'openmetrics', what: 'OpenMetrics and Prometheus text', file: 'moebench.prom', text: openMetricsText },
  { name: 'csv', what: 'the figures of every night', file: 'nights.csv', hasHistory: true, text: nightsCsv },
];
