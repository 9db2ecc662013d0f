/** What training costs on each chip by what others published. No mark of it was measured here. */
import { moneyUnit } from '../format.ts';
import type { TrainingCosts } from '../known-costs/schema.ts';
import { tokensText } from '../words/difference-text.ts';
import type { Language } from '../words/language.ts';
import { CHART_WORDS } from '../words/pages/charts.ts';
import { PLOT_WORDS } from '../words/pages/plots/plots.ts';
import type { Mark, Plot } from './plot.ts';

export const TRAINING_COST = 'training-cost';

export function trainingCost({ comparison }: TrainingCosts, language: Language = 'en'): Plot {
  const words = PLOT_WORDS[language];
  const { rows, currency, model, tokens } = comparison;
  const ends = rows.flatMap(({ costPerTrillionTokens: cost }) => (cost.available ? [cost.high] : []));
  const unit = moneyUnit(Math.max(...ends), currency, language);
  const marks = rows.flatMap(({ name, isReference, basis, costPerTrillionTokens: cost }): Mark[] => {
    if (!cost.available || basis === null || basis === 'assumed') return [];
    const [point, low, high] = [cost.point, cost.low, cost.high].map(value => value * unit.factor);
    if (point === undefined || low === undefined || high === undefined) return [];
    return [
      {
        label: isReference ? `${name}${words.separator}${CHART_WORDS[language].reference}` : name,
        basis,
        point,
        low,
        high,
      },
    ];
  });
  return {
    id: TRAINING_COST,
    title: words.trainingCost(model.name),
    drawn: true,
    language,
    kind: 'dots',
    axis: words.trainingCostAxis(unit.symbol, tokensText(tokens, language)),
    groups: [{ label: words.wholeModel(model.name), marks }],
    caption: [],
  };
}
