/** "More than 20 % over the last value": what github-action-benchmark does with `alert-threshold` (its default is 200 %). */
import { alarmsBy, type Rule } from '../alarm.ts';

export const lastValue = (ratio: number): Rule => ({
  name: `${((ratio - 1) * 100).toFixed(0)} % over the last value`,
  repeats: true,
  alarms: year =>
    alarmsBy(year, (series, night) => {
      const log = year.table.series[series]?.log ?? [];
      return isOverLast(log.slice(0, night), log[night] ?? null, ratio);
    }),
});

/** Tonight ÷ the last night with a figure is over `ratio`. */
export function isOverLast(before: readonly (number | null)[], tonight: number | null, ratio: number): boolean {
  const last = before.findLast(value => value !== null) ?? null;
  return tonight !== null && last !== null && Math.exp(tonight - last) > ratio;
}
