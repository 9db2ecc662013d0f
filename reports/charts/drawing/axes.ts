/** What the axes, legends and frames of all kinds share. */

import type { Language } from '../../words/language.ts';
import { CHART_WORDS } from '../../words/pages/charts.ts';
import type { Span } from '../plot.ts';
import type { Theme } from '../theme.ts';
import { isLogarithmic, logEnds, logTicks, shortNumber } from './numbers.ts';

/** Never animated; as large as its frame. */
export const FRAME = {
  animation: false,
  responsive: true,
  maintainAspectRatio: false,
  layout: { padding: { right: 16 } },
} as const;

/** An axis with its title and its grid, before its range. */
export function plainAxis(title: string, theme: Theme) {
  return {
    title: { display: title !== '', text: title, color: theme.quiet },
    grid: { color: theme.grid },
    border: { color: theme.grid },
    ticks: { color: theme.quiet, maxRotation: 0 },
  };
}

export function legendAbove(theme: Theme) {
  return {
    position: 'top',
    align: 'start',
    labels: { color: theme.text, usePointStyle: true, boxHeight: 7 },
  } as const;
}

/** Logarithmic where the values span more than 20 to 1; else linear from zero. */
export function valueAxis(title: string, spans: readonly Span[], language: Language, theme: Theme) {
  if (isLogarithmic(spans)) return logAxis(title, logEnds(spans), language, theme);
  const plain = plainAxis(title, theme);
  const ticks = { ...plain.ticks, callback: (value: string | number) => shortNumber(Number(value), language) };
  const greatest = Math.max(...spans.map(({ high }) => high));
  return { ...plain, type: 'linear', beginAtZero: true, suggestedMax: 1.05 * greatest, ticks } as const;
}

/** Its ticks are those of what is shown, zoomed or not. */
export function logAxis(
  title: string,
  ends: { readonly min: number; readonly max: number },
  language: Language,
  theme: Theme,
) {
  const plain = plainAxis(CHART_WORDS[language].logarithmic(title), theme);
  return {
    ...plain,
    type: 'logarithmic',
    ...ends,
    afterBuildTicks: (axis: { min: number; max: number; ticks: { value: number }[] }) => {
      const ticks = logTicks(axis.min, axis.max);
      // Zoomed in far there may be none.
      if (ticks.length > 1) axis.ticks = ticks.map(value => ({ value }));
    },
    ticks: {
      ...plain.ticks,
      autoSkip: false,
      callback: (value: string | number) => shortNumber(Number(value), language),
    },
  } as const;
}

/** A field of a data point, which Chart.js hands back as `unknown`. */
export function fieldOf(raw: unknown, name: string): unknown {
  return typeof raw === 'object' && raw !== null ? Object.entries(raw).find(([key]) => key === name)?.[1] : undefined;
}

/** The text a kind wrote into its point for the tooltip, for keyboard and screen reader alike. */
export const textOf = (raw: unknown): string => String(fieldOf(raw, 'text') ?? '');

/** Shows each point by its own text. */
export const POINT_TOOLTIP = {
  callbacks: { title: (): string => '', label: ({ raw }: { raw: unknown }): string => textOf(raw) },
} as const;
