/** A night in a few sentences: what is news first, then the answer of the check. */
import { isOpenRegression } from '../../../reports/regressions/check.ts';
import { entriesOf, withStep } from '../../../reports/regressions/entries.ts';
import type { Check } from '../../../reports/regressions/schema.ts';
import { absenceText } from '../../../reports/words/absence-text.ts';
import { ratioText } from '../../../reports/words/difference/difference-words.ts';
import { headline } from '../../../reports/words/regressions/check-words.ts';
import { changedText, entryText } from '../../../reports/words/regressions/step-text.ts';
import type { Compared } from './compare.ts';
import { type News, newsOf } from './exit.ts';
import type { Night } from './night.ts';

export function summaryOf(night: Night): readonly string[] {
  const { check, failures, interleaved } = night;
  return [
    ...newsOf(night).flatMap(news => NEWS_TEXTS[news](night)),
    ...failures.map(({ stage, message }) => `${stage}: ${message}`),
    ...interleaved.map(comparedText),
    ...(check === null ? [] : [checkLine(check), ...openTexts(check)]),
  ];
}

const NEWS_TEXTS: Readonly<Record<News, (night: Night) => readonly string[]>> = {
  'nothing-measured': () => ['Nothing was measured.'],
  'cells-failed': ({ run }) => (run === null ? [] : [`${run.failed} of the cells failed.`]),
  'stage-failed': () => [],
  regressed: () => [],
};

/** On the first nights there is nothing to compare with, which is no reason for alarm. */
export const checkLine = (check: Check): string =>
  check.verdict === 'cannot-tell'
    ? 'There are too few nights yet to say whether anything got slower. That is normal on the first nights.'
    : headline(check);

/** What got worse and nobody has accepted, with what changed. */
function openTexts(check: Check): readonly string[] {
  const open = withStep(check.findings, isOpenRegression);
  return entriesOf(open, check.findings).map(entry => {
    const { step } = entry.kind === 'work' ? entry.finding : entry.findings[0];
    return `${entryText(entry, true)} ${changedText(step.changed)}`.trim();
  });
}

/** `toy on cpu, measured again in turns: 1.05 (1.03 … 1.07) of the previous step time` */
export function comparedText({ case: item, target, result }: Compared): string {
  const what = `${item} on ${target}, measured again in turns:`;
  return result.available
    ? `${what} ${ratioText(result.ratio)} of the previous step time.`
    : `${what} ${absenceText(result)}.`;
}
