/** What differs between two sides, for people: the answer, a table, what has no verdict, what changed. */
import pc from 'picocolors';
import type { ComparedMetric, ComparedWork, Difference, LoneWork } from '../../../reports/difference/schema.ts';
import { laneText } from '../../../reports/rows/software.ts';
import {
  answerTexts,
  changeText,
  lanesText,
  levelText,
  metricName,
  pairingText,
  ratioText,
  sideText,
  verdictText,
} from '../../../reports/words/difference/difference-words.ts';
import { factText } from '../../../reports/words/fact-text.ts';
import type { Language } from '../../../reports/words/language.ts';
import { onOneLine } from '../../../results/printable.ts';
import { columnsOf } from '../text/column-width.ts';
import { answer, type Screen, type Section, screenText } from '../text/screen.ts';
import { aligned, hanging } from '../text/terminal.ts';
import { DIFF_TEXT_WORDS } from '../words/diff-text-words.ts';

export function diffText(difference: Difference, screen: Screen): string {
  const { columns, language = 'en' } = screen;
  const words = DIFF_TEXT_WORDS[language];
  const { sides, works, changed, onlyInA, onlyInB } = difference;
  const listed = (heading: string, texts: readonly string[], name: string): Section => ({
    heading: [heading],
    entries: texts.map(text => hanging(onOneLine(text), columns, '  ')),
    shown: 'room',
    name,
  });
  return screenText(
    [
      answer(
        [
          ...answerTexts(difference, language),
          sideText('A', sides.a, language),
          sideText('B', sides.b, language),
          pairingText(difference, language),
          ...fewRounds(works, language),
        ].flatMap(text => hanging(onOneLine(text), columns)),
      ),
      tableSection(works, columns, language),
      listed(words.noVerdict, reasonTexts(works, language), 'reasons'),
      listed(
        words.changed,
        [...changed.map(change => changeText(change, language)), ...workChanges(works, language)],
        'changes',
      ),
      listed(words.onlyIn('A'), onlyInA.map(loneText), 'works only in A'),
      listed(words.onlyIn('B'), onlyInB.map(loneText), 'works only in B'),
    ],
    screen,
  );
}

/** A figure that is on no side, as energy without a sensor, has no line; its reason is in the list below the table. */
const isShown = ({ metric, a, b }: ComparedMetric): boolean => metric === 'step-time' || a.available || b.available;

function tableSection(works: readonly ComparedWork[], columns: number, language: Language): Section {
  const { heads, comma } = DIFF_TEXT_WORDS[language];
  const shown = works.map(work => work.metrics.filter(isShown));
  const rows = shown.map(metrics => metrics.map(metric => metricCells(metric, language)));
  const [head = '', ...lines] = aligned([heads, ...rows.flat()], [1, 2]);
  const isWide = [head, ...lines].some(line => columnsOf(line) > columns);
  let used = 0;
  const entries = works.map((work, i) => {
    const count = rows[i]?.length ?? 0;
    const table = lines.slice(used, used + count);
    used += count;
    const title = hanging(`${work.case}${comma}${lanesText(work)}`, columns);
    return [...title, ...(isWide ? (shown[i] ?? []).flatMap(metric => metricLines(metric, columns, language)) : table)];
  });
  return { heading: isWide ? [] : [pc.bold(head)], entries, shown: 'room', name: 'works' };
}

function metricCells(compared: ComparedMetric, language: Language): readonly [string, string, string, string, string] {
  const { metric, a, b, ratio, verdict } = compared;
  return [
    metricName(metric, language),
    levelText(metric, a),
    levelText(metric, b),
    ratioText(ratio, language),
    painted(verdict, verdictText(compared, language)),
  ];
}

function metricLines(compared: ComparedMetric, columns: number, language: Language): readonly string[] {
  return hanging(DIFF_TEXT_WORDS[language].metric(...metricCells(compared, language)), columns, '  ');
}

function painted(verdict: ComparedMetric['verdict'], text: string): string {
  if (verdict === 'more') return pc.red(text);
  return verdict === 'less' ? pc.green(text) : text;
}

/** Why a ratio is not there, or carries no verdict; a reason that several works share once, and so without what each has of its own. */
function reasonTexts(works: readonly ComparedWork[], language: Language): readonly string[] {
  const words = DIFF_TEXT_WORDS[language];
  const found = new Map<string, string[]>();
  for (const { case: item, a, metrics } of works) {
    for (const { metric, ratio, withheld } of metrics) {
      const facts = ratio.available ? withheld : [ratio];
      for (const fact of facts) {
        const { because: _, ...shared } = fact;
        const key = words.reason(metricName(metric, language), factText(ratio.available ? shared : fact, language));
        found.set(key, [...(found.get(key) ?? []), words.on(item, laneText(a))]);
      }
    }
  }
  return [...found].map(([reason, [first = '', ...rest]]) => words.first(reason, first, rest.length));
}

function fewRounds(works: readonly ComparedWork[], language: Language): readonly string[] {
  const isRange = works.some(({ metrics }) => metrics.some(({ ratio }) => ratio.available && ratio.kind === 'range'));
  return isRange ? [DIFF_TEXT_WORDS[language].fewRounds] : [];
}

/** The change of a work; what all works share once. */
function workChanges(works: readonly ComparedWork[], language: Language): readonly string[] {
  const cases = new Map<string, string[]>();
  for (const { case: item, changed } of works) {
    for (const text of changed.map(change => changeText(change, language)))
      cases.set(text, [...(cases.get(text) ?? []), item]);
  }
  return [...cases].map(([text, [first = '', ...rest]]) => {
    if (rest.length + 1 === works.length) return text;
    return DIFF_TEXT_WORDS[language].first(text, first, rest.length);
  });
}

const loneText = (lone: LoneWork): string => `${lone.case}, ${laneText(lone)}`;
