/** What `report` prints for a person: the answer, records that were not used whole, and where the page is. */
import { relativeCost } from '../../../reports/charts/relative-cost.ts';
import type { Report } from '../../../reports/report/schema.ts';
import type { Language } from '../../../reports/words/language.ts';
import { headlineParts } from '../../../reports/words/report/report-headline.ts';
import { damageText as chineseDamageText } from '../../../reports/words/zh/damage.ts';
import { onOneLine } from '../../../results/printable.ts';
import { damageText } from '../../../results/record-file/damage-text.ts';
import { REPORT_TEXT_WORDS } from '../words/report-text-words.ts';
import { costChart } from './chart/cost-chart.ts';
import { knownCostSections } from './known-costs-text.ts';
import { answer, type Screen, type Section, screenText } from './screen.ts';
import { displayPath, hanging } from './terminal.ts';

export function reportText(report: Report, page: string, screen: Screen): string {
  const { unread, runs } = report;
  const { language = 'en' } = screen;
  const words = REPORT_TEXT_WORDS[language];
  const notRead = unread.map(({ path, reason }) => words.notRead(path, reason));
  const damaged = runs.flatMap(run =>
    run.damaged === null ? [] : [words.damaged(run.id, damageIn(run.damaged, language))],
  );
  const ahead = runs.filter(({ aheadOfClock }) => aheadOfClock).map(({ id, startedAt }) => words.ahead(id, startedAt));
  const listed = (name: string, lines: readonly string[]): Section => ({
    heading: [],
    // Names are a foreign record's: what follows a line break in one is no line of this program.
    entries: lines.map(line => hanging(onOneLine(line), screen.columns)),
    shown: 'room',
    name,
    joined: true,
  });
  return screenText(
    [
      ...knownCostSections(report, screen),
      ...headlineSections(report, screen),
      ...chartSections(report, screen),
      listed('records not read', notRead),
      listed('damaged records', damaged),
      listed('runs dated later than this clock', ahead),
      answer([words.page(displayPath(page))]),
    ],
    screen,
  );
}

const damageIn = (damaged: Parameters<typeof damageText>[0], language: Language): string =>
  language === 'zh' ? chineseDamageText(damaged) : damageText(damaged);

function chartSections(report: Report, screen: Screen): readonly Section[] {
  const plot = relativeCost(report, screen.language);
  if (plot === null) return [];
  const marks = plot.groups.flatMap(group => group.marks);
  return [costChart(onOneLine(plot.title), marks, screen)];
}

/** Targets whose verdict is printed however many there are; the page has the others. */
const VERDICTS_ALWAYS = 4;

function headlineSections(report: Report, { columns, language }: Screen): readonly Section[] {
  const { verdicts, speeds, warnings } = headlineParts(report, language);
  const lines = (sentences: readonly string[]) => sentences.flatMap(text => hanging(onOneLine(text), columns));
  const room = { heading: [], shown: 'room', joined: true } as const;
  return [
    answer(lines(verdicts.slice(0, VERDICTS_ALWAYS).flat())),
    { ...room, entries: verdicts.slice(VERDICTS_ALWAYS).map(lines), name: 'verdicts' },
    { ...room, entries: speeds.map(speed => lines([speed])), name: 'speeds' },
    { ...answer(lines(warnings)), joined: true },
  ];
}
