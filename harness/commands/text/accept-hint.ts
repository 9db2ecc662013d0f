/** The command that accepts a step, as a user types it. */

import type { Entry } from '../../../reports/regressions/entries.ts';
import type { Check } from '../../../reports/regressions/schema.ts';
import { onOneLine } from '../../../results/printable.ts';

/** Only as many options as the step needs to be the only one meant. */
export function acceptCommand(entry: Entry, { findings, runs }: Pick<Check, 'findings' | 'runs'>): string {
  const first = entry.kind === 'work' ? entry.finding : entry.findings[0];
  const { series, metric } = first;
  const open = findings.filter(({ state }) => state === 'confirmed' || state === 'suspected');
  const machines = new Set(runs.map(({ machine }) => machine));
  const machine = machines.size > 1 ? ` --machine ${quoted(series.machine)}` : '';
  const reason = ' --reason "…"';
  if (entry.kind === 'target') {
    return `moebench accept --target ${quoted(series.target)} --metric ${metric}${machine} --all${reason}`;
  }
  const ofCase = open.filter(other => other.case === first.case);
  const differs = (pick: (finding: (typeof open)[number]) => unknown) =>
    new Set(ofCase.map(finding => pick(finding))).size > 1;
  const parts = [
    differs(({ series: { target } }) => target) ? ` --target ${quoted(series.target)}` : '',
    differs(({ series: { strategy } }) => strategy) ? ` --strategy ${quoted(series.strategy)}` : '',
    differs(other => other.metric) ? ` --metric ${metric}` : '',
  ];
  return `moebench accept --case ${quoted(first.case)}${parts.join('')}${machine}${reason}`;
}

/** Names come from records: what a shell would read otherwise stands in quotes. */
function quoted(name: string): string {
  const line = onOneLine(name);
  return /^[\w.@:+/-]+$/.test(line) ? line : `'${line.replaceAll("'", `'\\''`)}'`;
}
