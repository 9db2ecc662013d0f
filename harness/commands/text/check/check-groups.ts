/** Figures of a check that say nothing, in groups: which, on what target, and why. */
import type { Check, State } from '../../../../reports/regressions/schema.ts';
import { WHY_NOT_JUDGED } from '../../../../reports/words/regressions/check-words.ts';
import { targetText, workText } from '../../../../reports/words/regressions/series-text.ts';
import { groupedBy } from '../../../../results/grouped.ts';
import type { Section } from '../screen.ts';
import { hanging } from '../terminal.ts';

/** Whether a target needs no machine's name behind it. */
export const isSingleMachine = ({ runs }: Pick<Check, 'runs'>): boolean =>
  new Set(runs.map(({ machine }) => machine)).size === 1;

export const dayText = (instant: string): string => instant.slice(0, 'yyyy-mm-dd'.length);

/** `torch-cuda-0: 3 figures (others used the machine): layer-a, layer-b.` */
export function stateGroups(check: Check, state: State, columns: number): Section['entries'] {
  const isSingle = isSingleMachine(check);
  const groups = groupedBy(
    check.findings.filter(finding => finding.state === state),
    ({ series, why }) => JSON.stringify([targetText(series, isSingle), why]),
  );
  return [...groups.values()].flatMap(group => {
    const [first] = group;
    if (first === undefined) return [];
    const because = first.why === null ? '' : ` (${WHY_NOT_JUDGED.en[first.why]})`;
    const count = `${group.length} ${group.length === 1 ? 'figure' : 'figures'}`;
    const head = `${targetText(first.series, isSingle)}: ${count}${because}`;
    return [hanging(`${head}: ${shortList(group.map(finding => workText(finding)))}.`, columns, '  ')];
  });
}

/** `torch-cuda-0, last on 2026-11-02: layer-a by grouped.` */
export function endedGroups(check: Check, columns: number): Section['entries'] {
  const isSingle = isSingleMachine(check);
  const groups = groupedBy(check.ended, ({ series, last }) =>
    JSON.stringify([targetText(series, isSingle), dayText(last.startedAt)]),
  );
  return [...groups.values()].flatMap(group => {
    const [first] = group;
    if (first === undefined) return [];
    const head = `${targetText(first.series, isSingle)}, last on ${dayText(first.last.startedAt)}`;
    return [hanging(`${head}: ${shortList(group.map(finding => workText(finding)))}.`, columns, '  ')];
  });
}

const MOST_LISTED = 4;

function shortList(names: readonly string[]): string {
  const distinct = [...new Set(names)];
  const rest = distinct.length - MOST_LISTED;
  const listed = distinct.slice(0, MOST_LISTED).join(', ');
  return rest <= 0 ? listed : `${listed} and ${rest} more`;
}
