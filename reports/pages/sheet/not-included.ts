/** What the costs of a decision sheet leave out: each once, with the offers whose costs it is not in. */
import { groupedBy } from '../../../results/grouped.ts';
import { type Fact, fact } from '../../fact.ts';
import type { CompareRow, Comparison } from '../../money/schema.ts';
import { factText } from '../../words/fact-text.ts';
import { type Names, nameOf } from '../../words/input-text.ts';
import type { Language } from '../../words/language.ts';
import { SHEET_WORDS } from '../../words/pages/sheet/sheet.ts';

/** What most costs leave out comes first; nothing where nothing has a cost. A fleet leaves out what its parts do. */
export function notIncludedTexts({ rows }: Comparison, names: Names, language: Language): readonly string[] {
  const words = SHEET_WORDS[language].notIncluded;
  const costed = rows.filter(({ shares, costPerTrillionTokens: cost }) => shares === null && cost.available);
  const left = costed.flatMap(row => leftOut(row).map(omitted => ({ id: row.id, item: factText(omitted, language) })));
  const ofItems = [...groupedBy(left, ({ item }) => item)].map(([item, of]) => ({ item, ids: of.map(({ id }) => id) }));
  const alike = [...groupedBy(ofItems, ({ ids }) => JSON.stringify(ids)).values()];
  return alike
    .toSorted((a, b) => idsOf(b).length - idsOf(a).length)
    .map(group => {
      const items = group.map(({ item }) => item);
      const ids = idsOf(group);
      const others = costed.filter(({ id }) => !ids.includes(id)).map(({ id }) => id);
      if (others.length === 0) return words.ofAll(items);
      const named = (of: readonly string[]) => of.map(id => nameOf(id, names));
      return others.length < ids.length ? words.ofAllBut(items, named(others)) : words.of(items, named(ids));
    });
}

const idsOf = ([first]: readonly { readonly ids: readonly string[] }[]): readonly string[] => first?.ids ?? [];

/** What is paid once is in no cost: where it is given, it makes the tokens after which it is paid back. */
const leftOut = ({ notIncluded }: CompareRow): readonly Fact[] => [
  ...notIncluded.filter(({ code }) => code !== ONCE.code),
  ONCE,
];

const ONCE: Fact = fact('omits-one-off-cost');
