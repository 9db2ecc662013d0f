/** What the calculator of the site stands on, and the comparison of its preset. */
import { calculatorOn } from '../../../reports/calculator/calculator.ts';
import { presetOf } from '../../../reports/calculator/preset.ts';
import type { Catalog, Chip } from '../../../reports/catalog/catalog.ts';
import type { TrainingGround } from '../../../reports/known-costs/known-costs.ts';
import { knownCosts } from '../../../reports/known-costs/known-costs.ts';
import type { SiteData } from '../../../reports/pages/site-data.ts';
import type { Report } from '../../../reports/report/schema.ts';
import { loadModels } from '../../../suites/models.ts';

type Ground = {
  readonly report: Report;
  readonly catalog: Catalog;
  readonly reference: Chip;
  readonly training: TrainingGround;
};

/** A report with a measured saving has no known costs of its own: the calculator starts from them all the same. */
export function calculatorOf({ report, catalog, reference, training }: Ground): SiteData['calculator'] {
  const { asOf } = report;
  const costs = report.knownCosts.available ? report.knownCosts : knownCosts({ ...training, catalog, reference, asOf });
  const preset = presetOf({ catalog, reference, model: training.model.id, knownCosts: costs, asOf });
  const listed = loadModels();
  const models = listed.some(({ id }) => id === training.model.id) ? listed : [...listed, training.model];
  const data = { catalog, models, preset };
  const answer = calculatorOn(data)(preset);
  return { data, comparison: answer.status === 'compared' ? answer.comparison : null };
}
