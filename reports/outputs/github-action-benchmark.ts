/** The input of benchmark-action/github-action-benchmark, tool `customSmallerIsBetter`: one entry a series and metric. Pure. */
import { fourDigits } from '../format.ts';
import { judgedTonight, type OutputDocument } from './document.ts';
import { METRIC_UNITS } from './metric-units.ts';

export function githubActionBenchmarkText({ findings }: OutputDocument): string {
  const entries = findings.flatMap(({ name, finding, interval, text }) => {
    const value = judgedTonight(finding);
    if (value === null) return [];
    const { label, unit } = METRIC_UNITS[finding.metric];
    const range = interval === null ? {} : { range: `${fourDigits(interval.low)} to ${fourDigits(interval.high)}` };
    return [{ name: `${name} ${label}`, unit, value, ...range, extra: text }];
  });
  return `${JSON.stringify(entries, null, 2)}\n`;
}
