/** A small picture of the nights of a series. Its figures stand in the row; a screen reader passes it over. */
import { type Html, html } from '../frame/html.ts';

const [WIDTH, HEIGHT, EDGE] = [120, 28, 2];
/** So many nights fill the picture; the newest are shown. */
const MOST_NIGHTS = 120;

/** Null: with less than two values there is no line. A missing night is a gap. */
export function sparkline(all: readonly (number | null)[]): Html | null {
  const values = all.slice(-MOST_NIGHTS);
  const known = values.flatMap(value => value ?? []);
  if (known.length < 2) return null;
  const [low, high] = [Math.min(...known), Math.max(...known)];
  const x = (at: number) => EDGE + ((WIDTH - 2 * EDGE) * at) / Math.max(1, values.length - 1);
  // A series that never moves lies in the middle.
  const y = (value: number) =>
    high === low ? HEIGHT / 2 : EDGE + ((HEIGHT - 2 * EDGE) * (high - value)) / (high - low);
  const path = values
    .map((value, at) =>
      value === null ? '' : `${isStart(values, at) ? 'M' : 'L'}${x(at).toFixed(1)} ${y(value).toFixed(1)}`,
    )
    .join('');
  return html`<svg class="spark" viewBox="0 0 ${WIDTH} ${HEIGHT}" width="${WIDTH}" height="${HEIGHT}" aria-hidden="true" focusable="false"><path d="${path}"/></svg>`;
}

const isStart = (values: readonly (number | null)[], at: number): boolean =>
  at === 0 || (values[at - 1] ?? null) === null;
