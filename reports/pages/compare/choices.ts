/** What can be chosen in the calculator: the rows of the catalog and the list of models. */
import type { CalculatorData } from '../../calculator/data.ts';

type Choice = readonly [value: string, text: string];

export type Choices = {
  readonly chips: readonly Choice[];
  readonly models: readonly Choice[];
  readonly currencies: readonly string[];
  readonly dtypes: readonly string[];
  /** Kinds of rent that the catalog has of a chip. */
  readonly rentKinds: (chip: string) => readonly string[];
  /** Published speeds of a model on a chip. */
  readonly published: (model: string, chip: string, dtype: string) => readonly string[];
};

/** As a training case names them (reports/case/schema.ts). */
const DTYPES = ['bfloat16', 'float16', 'float8', 'tf32', 'float32'];

export function choicesOf({ catalog, models }: CalculatorData): Choices {
  const { chips, prices, rates, anchors } = catalog;
  const currencies = [...prices.map(({ currency }) => currency), ...rates.flatMap(({ from, to }) => [from, to])];
  return {
    chips: chips.map(({ id, name, vendor }) => [id, `${name} (${vendor})`]),
    models: models.map(({ id, name }) => [id, name]),
    currencies: [...new Set(currencies)].toSorted(),
    dtypes: DTYPES,
    rentKinds: chip => [
      ...new Set(prices.filter(row => row.chip === chip && RENT_KINDS.includes(row.kind)).map(({ kind }) => kind)),
    ],
    published: (model, chip, dtype) =>
      anchors.anchors
        .filter(row => row.model === model && row.chip === chip && row.dtype === dtype)
        .map(({ id }) => id),
  };
}

const RENT_KINDS: readonly string[] = ['rent-on-demand', 'rent-reserved', 'rent-spot', 'fair', 'assumed'];
