/** What a run says of its length before it begins. */
import type { ContextLine } from '../../../results/record.ts';
import { estimateOf } from '../../estimate.ts';
import { minutesOf } from '../../strategies.ts';

type Context = Pick<ContextLine, 'plan' | 'targets' | 'suite' | 'cases'>;

/** `About 8 min, 212 cells.`; `maxMinutes`: what the suite allows, where it says so. */
export function estimateText(context: Context, maxMinutes: number | null): string {
  const { ms, cells } = estimateOf(context);
  const count = `${cells} cell${cells === 1 ? '' : 's'}`;
  const over =
    maxMinutes !== null && ms > maxMinutes * 60_000
      ? ` The suite allows ${maxMinutes} min: each target has one strategy left, and rounds are not cut.`
      : '';
  return `About ${minutesOf(ms)} min, ${count}; longer where a step takes longer than a window.${over}\n`;
}
