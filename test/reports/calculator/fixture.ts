import { calculatorOn } from '../../../reports/calculator/calculator.ts';
import type { CalculatorData } from '../../../reports/calculator/data.ts';
import { presetOf } from '../../../reports/calculator/preset.ts';
import { speedSources } from '../../../reports/case/speed/sources.ts';
import { chipWithId } from '../../../reports/catalog/catalog.ts';
import { loadCatalog, loadLinks } from '../../../reports/catalog/load.ts';
import { knownCosts } from '../../../reports/known-costs/known-costs.ts';
import type { KnownCosts } from '../../../reports/known-costs/schema.ts';
import { fitProjection } from '../../../reports/projection/project.ts';
import { findModel, loadModels } from '../../../suites/models.ts';

export const catalog = loadCatalog();
const reference = chipWithId(catalog, 'nvidia-h800');
const MODEL = 'deepseek-v3';
const projector = fitProjection(catalog.anchors, catalog.chips);
const speeds = speedSources({
  catalog,
  links: loadLinks(),
  anchors: catalog.anchors,
  projector: () => projector,
  records: [],
});

export const costs: KnownCosts = knownCosts({ catalog, reference, model: findModel(MODEL), speeds, asOf: null });

export const preset = presetOf({ catalog, reference, model: MODEL, knownCosts: costs, asOf: null });

export const calculatorData: CalculatorData = { catalog, models: loadModels(), preset };
export const calculator = calculatorOn(calculatorData);
