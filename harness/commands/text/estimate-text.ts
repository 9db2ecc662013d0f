/** What a run says of its length before it begins. */
import type { Language } from '../../../reports/words/language.ts';
import type { ContextLine } from '../../../results/record.ts';
import { estimateOf } from '../../estimate.ts';
import type { SessionSuite } from '../../session/events.ts';
import { minutesOf } from '../../strategies.ts';
import { RUN_TEXT_WORDS } from '../words/run-text-words.ts';

type Context = Pick<ContextLine, 'plan' | 'targets' | 'suite' | 'cases'>;

type Limit = Pick<SessionSuite, 'maxMinutes' | 'limitedBy'>;

/** `About 8 min, 212 cells.`, and what follows where the run may not take so long. */
export function estimateText(context: Context, { maxMinutes, limitedBy }: Limit, language: Language = 'en'): string {
  const words = RUN_TEXT_WORDS[language];
  const { ms, cells } = estimateOf(context);
  const over = maxMinutes !== null && ms > maxMinutes * 60_000 ? words.over[limitedBy](maxMinutes) : '';
  return `${words.estimate(minutesOf(ms), cells)}${over}\n`;
}
