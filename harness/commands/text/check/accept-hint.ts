/** The command that accepts a step, as a user types it. */
import type { Entry } from '../../../../reports/regressions/entries.ts';
import { findingId } from '../../../../reports/regressions/finding-id.ts';
import type { Check } from '../../../../reports/regressions/schema.ts';
import { onOneLine } from '../../../../results/printable.ts';

export const DEFAULT_RESULTS = 'results/runs';

/** Short enough to stand on one line of a terminal: a work by the id of its series, a machine that moved by its target. */
export function acceptCommand(entry: Entry, { runs }: Pick<Check, 'runs'>, results: string): string {
  const end = `${resultsOption(results)} --reason "…"`;
  if (entry.kind === 'work') return `moebench accept --series ${findingId(entry.finding)}${end}`;
  const [{ series, metric }] = entry.findings;
  const isSingle = new Set(runs.map(({ machine }) => machine)).size === 1;
  const machine = isSingle ? '' : ` --machine ${quoted(series.machine)}`;
  return `moebench accept --target ${quoted(series.target)} --metric ${metric}${machine} --all${end}`;
}

export const resultsOption = (results: string): string =>
  results === DEFAULT_RESULTS ? '' : ` --results ${quoted(results)}`;

/** Names come from records: what a shell would read otherwise stands in quotes. */
function quoted(name: string): string {
  const line = onOneLine(name);
  return /^[\w.@:+/-]+$/.test(line) ? line : `'${line.replaceAll("'", `'\\''`)}'`;
}
