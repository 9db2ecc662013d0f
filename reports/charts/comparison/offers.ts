/** What charts of a comparison share: figures in the unit of an axis. */
import type { MoneyFigure } from '../../money/schema.ts';
import type { Span } from '../plot.ts';

type Known = Extract<MoneyFigure, { available: true }>;

export const scaled = ({ point, low, high }: Known, factor: number): Span => ({
  point: point * factor,
  low: low * factor,
  high: high * factor,
});
