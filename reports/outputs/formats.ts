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
  /** Of its file in a folder of all outputs. */
  readonly file: string;
  readonly text: (document: OutputDocument) => string;
};

export const OUTPUT_FORMATS: readonly OutputFormat[] = [
  { name: 'junit', file: 'junit.xml', text: junitText },
  { name: 'github-summary', file: 'github-summary.md', text: document => githubSummary(document) },
  { name: 'github-annotations', file: 'github-annotations.txt', text: githubAnnotations },
  { name: 'bencher', file: 'bencher.json', text: bencherText },
  { name: 'github-action-benchmark', file: 'github-action-benchmark.json', text: githubActionBenchmarkText },
  { name: 'openmetrics', file: 'moebench.prom', text: openMetricsText },
  { name: 'csv', file: 'nights.csv', text: nightsCsv },
];
