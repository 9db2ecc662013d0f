/** What each input with a spread does alone to the saving of one offer. */
import type { CompareRow, Comparison, Sensitivity } from '../../money/schema.ts';
import { inputText, inputValueText, namesOf } from '../../words/input-text.ts';
import type { Language } from '../../words/language.ts';
import { PLOT_WORDS } from '../../words/pages/plots/plots.ts';
import type { Plot, Swing } from '../plot.ts';

/** More bars than these move next to nothing. */
const MOST_INPUTS = 12;

/** `rowId`: the offer; its id makes that of the chart unique. */
export function tornado(
  comparison: Comparison,
  rowId: string,
  language: Language = 'en',
  id = `tornado-${rowId}`,
): Plot {
  const words = PLOT_WORDS[language];
  const names = namesOf(comparison);
  const row = comparison.rows.find(other => other.id === rowId);
  const name = row === undefined ? rowId : (names.get(row.id) ?? row.name);
  const all =
    row === undefined
      ? []
      : widestFirst(row).flatMap(input => swingOf(input, inputText(input.input, names, language), language));
  const [swings, left] = [all.slice(0, MOST_INPUTS), all.length - MOST_INPUTS];
  const [most] = swings;
  if (row === undefined || !row.saving.available || most === undefined) {
    return { id, title: words.tornado(name), drawn: false, reason: words.noTornado };
  }
  return {
    id,
    title: words.mostMoving(capital(most.label), name),
    drawn: true,
    language,
    kind: 'tornado',
    axis: words.tornadoAxis,
    base: 100 * row.saving.point,
    swings,
    caption: [words.tornadoCaption, ...(left > 0 ? [words.moreInputs(left)] : [])],
  };
}

const widestFirst = ({ sensitivity }: CompareRow): Sensitivity[] =>
  sensitivity.toSorted((a, b) => widthOf(b) - widthOf(a));

const widthOf = ({ spread }: Sensitivity): number =>
  spread === null ? 0 : Math.abs(spread.savingAtHigh - spread.savingAtLow);

function swingOf({ input, unit, spread }: Sensitivity, label: string, language: Language): Swing[] {
  if (spread === null) return [];
  return [
    {
      label,
      atLow: 100 * spread.savingAtLow,
      atHigh: 100 * spread.savingAtHigh,
      lowText: inputValueText(input, spread.low, unit, language),
      highText: inputValueText(input, spread.high, unit, language),
    },
  ];
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
