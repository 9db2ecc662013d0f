/** Bencher Metric Format (bencher.dev/docs/reference/bencher-metric-format): benchmark → measure → value with its bounds. Pure. */
import { judgedTonight, type OutputDocument } from './document.ts';
import { METRIC_UNITS } from './metric-units.ts';

type BencherMetric = { readonly value: number; readonly lower_value?: number; readonly upper_value?: number };

export function bencherText({ findings }: OutputDocument): string {
  const benchmarks = new Map<string, Record<string, BencherMetric>>();
  for (const { name, finding, interval } of findings) {
    const tonight = judgedTonight(finding);
    if (tonight === null) continue;
    const { measure, factor } = METRIC_UNITS[finding.metric].bencher;
    const bounds = interval === null ? {} : { lower_value: interval.low * factor, upper_value: interval.high * factor };
    benchmarks.set(name, { ...benchmarks.get(name), [measure]: { value: tonight * factor, ...bounds } });
  }
  return `${JSON.stringify(Object.fromEntries(benchmarks), null, 2)}\n`;
}
