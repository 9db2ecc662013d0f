/** The model whose training cost a report gives where no saving was measured, and where its speeds come from. */
import { Option } from 'commander';
import { speedSources } from '../../../reports/case/speed/sources.ts';
import { type Catalog, shippedChips } from '../../../reports/catalog/catalog.ts';
import { loadLinks } from '../../../reports/catalog/load.ts';
import type { TrainingGround } from '../../../reports/known-costs/known-costs.ts';
import { fitProjection } from '../../../reports/projection/project.ts';
import type { Model } from '../../../suites/model.ts';
import { findModel } from '../../../suites/models.ts';

const DEFAULT_MODEL = 'ling-plus';

export const trainedModelOption = (): Option =>
  new Option(
    '--model <id>',
    'where no saving was measured: the model whose cost of training is given, from published and projected speeds (moebench list models)',
  ).default(DEFAULT_MODEL);

/** UsageError with the nearest names for a model that there is not. */
export const trainedModel = (id: string = DEFAULT_MODEL): Model => findModel(id);

/** No record is among its sources. */
export function trainingOf(model: Model, catalog: Catalog): TrainingGround {
  const { anchors } = catalog;
  const projector = () => fitProjection(anchors, shippedChips(catalog));
  return {
    model,
    speeds: speedSources({ catalog, links: loadLinks(), anchors, projector: onlyOnce(projector), records: [] }),
  };
}

/** The fit takes half a second, and every chip asks for it. */
function onlyOnce<T>(make: () => T): () => T {
  let made: { readonly value: T } | null = null;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}
