/** Which of several prices is used. */
import type { Price } from './price.ts';

type Dated = Pick<Price, 'overlay' | 'date'>;

/** The user's before the market's, then the newest, then in the order of the catalog. */
export function newestFirst<Row extends Dated>(rows: readonly Row[]): readonly Row[] {
  return rows.toSorted((a, b) => Number(isOverlaid(b)) - Number(isOverlaid(a)) || byText(b.date, a.date));
}

/** Whether a row is of a user's file. */
export const isOverlaid = ({ overlay }: Pick<Dated, 'overlay'>): boolean => overlay !== undefined;

/** A date without a day or month is the older: its text is the shorter. */
function byText(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
