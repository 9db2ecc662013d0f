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
import { onOneLine } from '../../../results/printable.ts';
import { answer, type Screen, type Section, screenText } from '../text/screen.ts';
import { aligned, hanging } from '../text/terminal.ts';

export function diffText(difference: Difference, screen: Screen): string {
  const { columns } = screen;
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
          ...answerTexts(difference),
          sideText('A', sides.a),
          sideText('B', sides.b),
          pairingText(difference),
          ...fewRounds(works),
        ].flatMap(text => hanging(onOneLine(text), columns)),
      ),
      tableSection(works, columns),
      listed('Without a verdict:', reasonTexts(works), 'reasons'),
      listed('Changed from A to B:', [...changed.map(change => changeText(change)), ...workChanges(works)], 'changes'),
      listed('Only in A:', onlyInA.map(loneText), 'works only in A'),
      listed('Only in B:', onlyInB.map(loneText), 'works only in B'),
    ],
    screen,
  );
}

/** A figure that is on no side, as energy without a sensor, has no line; its reason is in the list below the table. */
const isShown = ({ metric, a, b }: ComparedMetric): boolean => metric === 'step-time' || a.available || b.available;

const HEADS = ['', 'A', 'B', 'B ÷ A', 'B is'];

function tableSection(works: readonly ComparedWork[], columns: number): Section {
  const shown = works.map(work => work.metrics.filter(isShown));
  const rows = shown.map(metrics => metrics.map(metricCells));
  const [head = '', ...lines] = aligned([HEADS, ...rows.flat()], [1, 2]);
  const isWide = [head, ...lines].some(line => line.length > columns);
  let used = 0;
  const entries = works.map((work, i) => {
    const count = rows[i]?.length ?? 0;
    const table = lines.slice(used, used + count);
    used += count;
    const title = hanging(`${work.case}, ${lanesText(work)}`, columns);
    return [...title, ...(isWide ? (shown[i] ?? []).flatMap(metric => metricLines(metric, columns)) : table)];
  });
  return { heading: isWide ? [] : [pc.bold(head)], entries, shown: 'room', name: 'works' };
}

function metricCells(compared: ComparedMetric): readonly string[] {
  const { metric, a, b, ratio, verdict } = compared;
  return [
    metricName(metric),
    levelText(metric, a),
    levelText(metric, b),
    ratioText(ratio),
    painted(verdict, verdictText(compared)),
  ];
}

function metricLines(compared: ComparedMetric, columns: number): readonly string[] {
  const [name, a, b, ratio, verdict] = metricCells(compared);
  return hanging(`${name}: A ${a}, B ${b}, B ÷ A ${ratio}: ${verdict}`, columns, '  ');
}

function painted(verdict: ComparedMetric['verdict'], text: string): string {
  if (verdict === 'more') return pc.red(text);
  return verdict === 'less' ? pc.green(text) : text;
}

/** Why a ratio is not there, or carries no verdict; a reason that several works share once, and so without what each has of its own. */
function reasonTexts(works: readonly ComparedWork[]): readonly string[] {
  const found = new Map<string, string[]>();
  for (const { case: item, a, metrics } of works) {
    for (const { metric, ratio, withheld } of metrics) {
      const facts = ratio.available ? withheld : [ratio];
      for (const fact of facts) {
        const { because: _, ...shared } = fact;
        const key = `${metricName(metric)}: ${factText(ratio.available ? shared : fact)}`;
        found.set(key, [...(found.get(key) ?? []), `${item} on ${laneText(a)}`]);
      }
    }
  }
  return [...found].map(([reason, [first = '', ...rest]]) =>
    rest.length === 0 ? `${reason} (${first})` : `${reason} (${first} and ${rest.length} more)`,
  );
}

function fewRounds(works: readonly ComparedWork[]): readonly string[] {
  const isRange = works.some(({ metrics }) => metrics.some(({ ratio }) => ratio.available && ratio.kind === 'range'));
  return isRange ? ['Fewer than 5 rounds on a side: a range from the least to the greatest, and no verdict.'] : [];
}

/** The change of a work; what all works share once. */
function workChanges(works: readonly ComparedWork[]): readonly string[] {
  const cases = new Map<string, string[]>();
  for (const { case: item, changed } of works) {
    for (const change of changed) cases.set(changeText(change), [...(cases.get(changeText(change)) ?? []), item]);
  }
  return [...cases].map(([text, [first = '', ...rest]]) => {
    if (rest.length + 1 === works.length) return text;
    return rest.length === 0 ? `${text} (${first})` : `${text} (${first} and ${rest.length} more)`;
  });
}

const loneText = (lone: LoneWork): string => `${lone.case}, ${laneText(lone)}`;
