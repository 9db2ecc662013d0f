/**
 * Metrics as text that is OpenMetrics 1.0 and the older Prometheus format at once: gauges alone, no quotation marks in help texts, no
 * time stamps. So a scraper reads it, and the textfile collector of node_exporter, which knows the older format only. Pure.
 */
import { onOneLine } from '../../results/printable.ts';

export type Labels = Readonly<Record<string, string>>;

export type Sample = { readonly labels: Labels; readonly value: number };

export type Family = {
  /** Without its unit. */
  readonly name: string;
  /** null: a number without one. */
  readonly unit: string | null;
  readonly help: string;
  readonly samples: readonly Sample[];
};

/** Families without a sample are left out. */
export const exposition = (families: readonly Family[]): string =>
  `${families
    .filter(({ samples }) => samples.length > 0)
    .map(familyText)
    .join('')}# EOF\n`;

function familyText({ name, unit, help, samples }: Family): string {
  const full = unit === null ? name : `${name}_${unit}`;
  const metadata = [
    `# TYPE ${full} gauge`,
    ...(unit === null ? [] : [`# UNIT ${full} ${unit}`]),
    `# HELP ${full} ${help}`,
  ];
  const lines = samples.map(({ labels, value }) => `${full}{${labelText(labels)}} ${value}`);
  return [...metadata, ...lines].map(line => `${line}\n`).join('');
}

const labelText = (labels: Labels): string =>
  Object.entries(labels)
    .map(([name, value]) => `${name}="${labelValue(value)}"`)
    .join(',');

const ESCAPES: Readonly<Record<string, string>> = { '\\': '\\\\', '"': '\\"' };

/** On one line: no control characters are left that had to be escaped. */
const labelValue = (text: string): string =>
  onOneLine(text)
    .replace(/\p{Cs}/gu, '')
    .replace(/[\\"]/g, character => ESCAPES[character] ?? character);
