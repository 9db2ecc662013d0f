/** The chart of a history: the nights of the series that is chosen. The page and the browser make it of the same data. Pure. */
import type { Language } from '../words/language.ts';
import type { DrawnPlot, TimedStep } from './plot.ts';

/** A series that can be chosen: its values in the unit of the axis, a value a night of its machine. */
export type HistoryChoice = {
  readonly id: string;
  /** Its place among `machines`. */
  readonly machine: number;
  readonly title: string;
  readonly axis: string;
  readonly values: readonly (number | null)[];
  readonly steps: readonly Omit<TimedStep, 'seriesId'>[];
};

export type HistoryChoices = {
  readonly language: Language;
  readonly machines: readonly { readonly times: readonly string[]; readonly runs: readonly string[] }[];
  readonly choices: readonly HistoryChoice[];
};

export const HISTORY_PLOT_ID = 'history-nights';

/** The chart of one series, from its first night on. */
export function historyPlot(
  { language, machines }: Pick<HistoryChoices, 'language' | 'machines'>,
  { id, machine, title, axis, values, steps }: HistoryChoice,
): DrawnPlot<'time-series'> {
  const from = Math.max(
    0,
    values.findIndex(value => value !== null),
  );
  const { times, runs } = machines[machine] ?? { times: [], runs: [] };
  return {
    kind: 'time-series',
    drawn: true,
    id: HISTORY_PLOT_ID,
    title,
    language,
    axis,
    caption: [],
    times: times.slice(from),
    runs: runs.slice(from),
    series: [{ id, label: title, values: values.slice(from) }],
    steps: steps.map(step => ({ ...step, at: step.at - from, seriesId: id })).filter(({ at }) => at >= 0),
  };
}
