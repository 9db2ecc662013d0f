/** The reference beside a row in words: by which speed it stands there, and what a comparison with it is worth. Pure. */
import { isReferenceOf } from '../../race/comparison.ts';
import type { ReferenceRow, Report, ReportRow } from '../../report/schema.ts';
import type { Language } from '../language.ts';
import { REFERENCE_WORDS } from './vocabulary/reference-words.ts';

type Referring = Pick<Report, 'reference' | 'referenceRows'>;
type Basis = ReferenceRow['basis'];

export const referencesOf = <Of extends Referring>(row: ReportRow, { referenceRows }: Of): readonly ReferenceRow[] =>
  referenceRows.filter(reference => isReferenceOf(reference, row));

/** The measured chip whose speed, scaled, stands for the reference's beside a row; null where none does. */
const siblingOf = (row: ReportRow, report: Referring): ReferenceRow['sibling'] =>
  referencesOf(row, report).find(({ sibling }) => sibling !== null)?.sibling ?? null;

/** Whether that chip is the row's own: then the row is compared with a scaled copy of itself. */
export const isCopyOfItself = (row: ReportRow, report: Referring): boolean =>
  row.chip !== null && siblingOf(row, report)?.chip === row.chip;

/** `measured`; `speed scaled from NVIDIA H20`. */
export const basisText = (basis: Basis, row: ReportRow, report: Referring, language: Language): string =>
  REFERENCE_WORDS[language].basis[basis](siblingOf(row, report)?.name ?? null);

/** Of a headline: the name alone where it was measured, else `NVIDIA H800 (speed scaled from NVIDIA H20)`. */
export function referenceName(basis: Basis, row: ReportRow, report: Referring, language: Language): string {
  const { name } = report.reference;
  return basis === 'measured' ? name : REFERENCE_WORDS[language].named(name, basisText(basis, row, report, language));
}

/** On which speeds a comparison stands, of both sides. `device`: the name of the row; null: it is one of several. */
export function groundText(
  { row, basis }: { readonly row: ReportRow; readonly basis: Basis },
  device: string | null,
  report: Referring,
  language: Language,
): string {
  const words = REFERENCE_WORDS[language];
  const { name } = report.reference;
  const sibling = siblingOf(row, report);
  if (basis === 'sibling' && sibling !== null) {
    return isCopyOfItself(row, report)
      ? words.copy(name, sibling.name)
      : words.ground.sibling(device, name, sibling.name);
  }
  return words.ground[basis](device, name, '');
}

/** After a verdict: that it is of a chip and a scaled copy of itself; empty where it is not. */
export function copyText(rows: readonly ReportRow[], report: Referring, language: Language): string {
  const copied = rows.find(row => isCopyOfItself(row, report));
  const sibling = copied === undefined ? null : siblingOf(copied, report);
  return sibling === null ? '' : REFERENCE_WORDS[language].copyAfter(report.reference.name, sibling.name);
}
