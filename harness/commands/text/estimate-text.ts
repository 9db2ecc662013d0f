/** What a run says of its length before it begins. */
import type { ContextLine } from '../../../results/record.ts';
import { estimateOf } from '../../estimate.ts';
import type { LimitSetter } from '../../plan-cuts.ts';
import type { SessionSuite } from '../../session/events.ts';
import { minutesOf } from '../../strategies.ts';

type Context = Pick<ContextLine, 'plan' | 'targets' | 'suite' | 'cases'>;

type Limit = Pick<SessionSuite, 'maxMinutes' | 'limitedBy'>;

/** What is said of a plan that is still too long after it was cut. */
const OVER: Readonly<Record<LimitSetter, (minutes: number) => string>> = {
  suite: minutes => ` The suite allows ${minutes} min: each target has one strategy left, and rounds are not cut.`,
  user: minutes => ` The limit is ${minutes} min: one work is left, and the run ends when the time is over.`,
};

/** `About 8 min, 212 cells.`, and what follows where the run may not take so long. */
export function estimateText(context: Context, { maxMinutes, limitedBy }: Limit): string {
  const { ms, cells } = estimateOf(context);
  const count = `${cells} cell${cells === 1 ? '' : 's'}`;
  const over = maxMinutes !== null && ms > maxMinutes * 60_000 ? OVER[limitedBy](maxMinutes) : '';
  return `About ${minutesOf(ms)} min, ${count}; longer where a step takes longer than a window.${over}\n`;
}
