/** Figures of a check that say nothing, in groups: which, on what target, and why. */
import type { Check, State } from '../../../../reports/regressions/schema.ts';
import type { Language } from '../../../../reports/words/language.ts';
import { WHY_NOT_JUDGED } from '../../../../reports/words/regressions/check-words.ts';
import { targetText, workText } from '../../../../reports/words/regressions/series-text.ts';
import { groupedBy } from '../../../../results/grouped.ts';
import { CHECK_TEXT_WORDS } from '../../words/check-text-words.ts';
import type { Section } from '../screen.ts';
import { hanging } from '../terminal.ts';

export type Printing = { readonly columns: number; readonly language: Language };

/** Whether a target needs no machine's name behind it. */
export const isSingleMachine = ({ runs }: Pick<Check, 'runs'>): boolean =>
  new Set(runs.map(({ machine }) => machine)).size === 1;

export const dayText = (instant: string): string => instant.slice(0, 'yyyy-mm-dd'.length);

/** `torch-cuda-0: 3 figures (others used the machine): layer-a, layer-b.` */
export function stateGroups(check: Check, state: State, { columns, language }: Printing): Section['entries'] {
  const words = CHECK_TEXT_WORDS[language];
  const isSingle = isSingleMachine(check);
  const groups = groupedBy(
    check.findings.filter(finding => finding.state === state),
    ({ series, why }) => JSON.stringify([targetText(series, isSingle, language), why]),
  );
  return [...groups.values()].flatMap(group => {
    const [first] = group;
    if (first === undefined) return [];
    const because = first.why === null ? '' : words.because(WHY_NOT_JUDGED[language][first.why]);
    const head = `${targetText(first.series, isSingle, language)}${words.colon}${words.figures(group.length)}${because}`;
    return [groupLines(head, group, { columns, language })];
  });
}

/** `torch-cuda-0, last on 2026-11-02: layer-a by grouped.` */
export function endedGroups(check: Check, { columns, language }: Printing): Section['entries'] {
  const isSingle = isSingleMachine(check);
  const groups = groupedBy(check.ended, ({ series, last }) =>
    JSON.stringify([targetText(series, isSingle, language), dayText(last.startedAt)]),
  );
  return [...groups.values()].flatMap(group => {
    const [first] = group;
    if (first === undefined) return [];
    const target = targetText(first.series, isSingle, language);
    const head = CHECK_TEXT_WORDS[language].lastOn(target, dayText(first.last.startedAt));
    return [groupLines(head, group, { columns, language })];
  });
}

const MOST_LISTED = 4;

type Named = Parameters<typeof workText>[0];

/** What a group is of, and the works in it, each once. */
function groupLines(head: string, group: readonly Named[], { columns, language }: Printing): readonly string[] {
  const words = CHECK_TEXT_WORDS[language];
  const distinct = [...new Set(group.map(finding => workText(finding, language)))];
  const names = words.short(distinct.slice(0, MOST_LISTED), distinct.length - MOST_LISTED);
  return hanging(words.group(head, names), columns, '  ');
}
