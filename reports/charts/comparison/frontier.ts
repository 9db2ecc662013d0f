/** Cost against time of every offer; what no other beats in both is the frontier. */
import { moneyUnit } from '../../format.ts';
import type { Comparison } from '../../money/schema.ts';
import { namesOf } from '../../words/input-text.ts';
import type { Language } from '../../words/language.ts';
import { PLOT_WORDS } from '../../words/pages/plots/plots.ts';
import type { Plot, Tradeoff } from '../plot.ts';
import { scaled } from './offers.ts';

export function frontier(comparison: Comparison, language: Language = 'en', id = 'frontier'): Plot {
  const words = PLOT_WORDS[language];
  const names = namesOf(comparison);
  const { frontierTime, currency, rows } = comparison;
  const ends = rows.flatMap(({ costPerTrillionTokens: cost }) => (cost.available ? [cost.high] : []));
  const unit = moneyUnit(Math.max(0, ...ends), currency, language);
  const offers = rows.flatMap((row): Tradeoff[] => {
    const { costPerTrillionTokens: cost, basis, onFrontier } = row;
    const time = row[frontierTime];
    if (!cost.available || !time.available || basis === null) return [];
    const label = names.get(row.id) ?? row.name;
    return [{ label, basis, x: scaled(time, 1), y: scaled(cost, unit.factor), onFrontier }];
  });
  if (offers.length < 2) return { id, title: words.frontier, drawn: false, reason: words.noFrontier };
  const leaders = offers.filter(({ onFrontier }) => onFrontier).map(({ label }) => label);
  return {
    id,
    title: leaders.length === 0 ? words.frontier : words.onFrontier(leaders),
    drawn: true,
    language,
    kind: 'scatter',
    axis: words.costPartsAxis(unit.symbol),
    acrossAxis: words.frontierTime[frontierTime],
    offers,
    caption: [words.frontierCaption],
  };
}
