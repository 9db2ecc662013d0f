/** What a reader must know before believing the answer: five lines at most, the weightiest first. */

import { threeDigits } from '../../format.ts';
import { disagreements } from '../../reference/disagreement.ts';
import { type Answer, leadingRows } from '../../report/answer.ts';
import type { Report } from '../../report/schema.ts';
import { isComparable } from '../../rows/work.ts';
import type { Language } from '../../words/language.ts';
import { OVERVIEW_WORDS } from '../../words/pages/overview/overview.ts';
import type { Troubles } from '../../words/pages/overview/overview-words.ts';
import { comparedRows } from '../../words/report/answer-text.ts';
import { BLANK } from '../../words/sentence.ts';
import { type Html, html } from '../frame/html.ts';
import { cautionMark } from '../frame/marks.ts';
import { linkTo, type Place, SECTION_PATHS } from '../frame/page.ts';

const MOST_LINES = 5;
/** An interval is called wide from there on. */
const WIDE_RATIO = 1.5;

type Line = { readonly text: string; readonly isWarning: boolean; readonly toRows: boolean };

/** null: there is nothing to say. */
export function knowList(answer: Answer, report: Report, place: Place): Html | null {
  const lines = linesOf(answer, report, place.language).slice(0, MOST_LINES);
  if (lines.length === 0) return null;
  const words = OVERVIEW_WORDS[place.language].know;
  const link = html`${BLANK[place.language]}<a href="${linkTo(place, SECTION_PATHS.workloads)}">${words.workloads}</a>`;
  return html`<ul class="know">${lines.map(
    ({ text, isWarning, toRows }) =>
      html`<li${isWarning ? html` class="warned"` : null}>${isWarning ? cautionMark(text) : text}${toRows && report.rows.length > 0 ? link : null}</li>`,
  )}</ul>`;
}

export function linesOf(answer: Answer, report: Report, language: Language): readonly Line[] {
  const words = OVERVIEW_WORDS[language].know;
  const troubles = troublesOf(report);
  const wide = 'work' in answer ? leadingRows(report, answer.work).filter(isWide).length : 0;
  const stale = stalePrices(answer, report);
  const line = (isTrue: boolean, text: string, isWarning = false, toRows = false): readonly Line[] =>
    isTrue ? [{ text, isWarning, toRows }] : [];
  return [
    ...line(report.unread.length > 0, words.unread(report.unread.length), true),
    ...line(wide > 0, words.wide(wide), true, true),
    ...line(stale > 0, words.stale(stale), true),
    ...line('rows' in answer && 'work' in answer && onBoardsAlone(answer), words.boards),
    ...apartLine(answer, report, language),
    ...line('work' in answer && answer.work.part !== 'train-step', words.layer),
    ...line(troubles.failed + troubles.leftOut + troubles.skipped > 0, words.troubles(troubles), false, true),
  ];
}

/** Where the reference of the answer has another speed on the same work, far from it. */
function apartLine(answer: Answer, { reference, referenceRows }: Report, language: Language): readonly Line[] {
  const [first] = comparedRows(answer);
  if (first === undefined || !('work' in answer)) return [];
  const found = disagreements(referenceRows)
    .filter(({ surer }) => isComparable(surer.workload, answer.work))
    .find(({ surer }) => first.basis === 'projected' || surer.basis === first.basis);
  if (found === undefined) return [];
  const text = OVERVIEW_WORDS[language].know.apart(reference.name, threeDigits(found.times), first.basis);
  return [{ text, isWarning: true, toRows: false }];
}

const onBoardsAlone = (answer: Answer): boolean =>
  answer.kind === 'verdicts' && answer.rows.some(({ saving }) => saving.scope === 'boards');

const isWide = ({ stepMs }: Report['rows'][number]): boolean =>
  stepMs.available && stepMs.low > 0 && stepMs.high / stepMs.low > WIDE_RATIO;

/** Of the prices that the answer and its chart stand on. */
function stalePrices(answer: Answer, { knownCosts }: Report): number {
  if (answer.kind !== 'verdicts' && answer.kind !== 'no-verdict') {
    return knownCosts.available ? knownCosts.prices.stale : 0;
  }
  const prices = answer.rows.flatMap(({ row, saving }) => [
    saving.referencePrice,
    ...(row.costPerTrillionTokens.available ? [row.costPerTrillionTokens.price] : []),
  ]);
  return new Set(prices.filter(({ age }) => age?.stale === true).map(price => JSON.stringify(price))).size;
}

function troublesOf({ rows, failures, skips }: Report): Troubles {
  const ofRuns = failures.filter(({ code, stage }) => code !== 'invalid' && code !== 'unproven' && stage !== 'report');
  return {
    failed: ofRuns.reduce((total, { rounds }) => total + rounds.length, 0),
    leftOut: rows.filter(({ status }) => status !== 'measured').length,
    skipped: skips.length,
  };
}
