/** Chips by the names that people write: an id, a part of it (`h800`, `910B2`), a catalog name, or what a driver prints. */
import { plainName, type UsageError, unknownName } from '../../suites/usage-error.ts';
import { type Chip, isNamed } from './catalog.ts';

type NamedChip = Pick<Chip, 'id' | 'name' | 'match'>;

/**
 * The chips that a written name may mean: those that are called so; else the one whose driver prints it; else those whose id or name
 * holds it. `910B` is four grades; `H800` is the SXM part, whose id ends so.
 */
export function chipsCalled<Row extends NamedChip>(chips: readonly Row[], written: string): readonly Row[] {
  const wanted = plainName(written);
  if (wanted === '') return [];
  const called = chips.filter(chip => namesOf(chip).has(wanted));
  if (called.length > 0) return called;
  const printed = chips.filter(chip => isNamed(chip, written));
  if (printed.length > 0) return printed;
  return wanted.length < SHORTEST ? [] : chips.filter(chip => [...namesOf(chip)].some(name => name.includes(wanted)));
}

/** The one chip that is called so. UsageError with the near names where there is none, with all of them where there are several. */
export function chipCalled<Row extends NamedChip>(chips: readonly Row[], written: string): Row {
  const called = chipsCalled(chips, written);
  const [chip] = called;
  if (chip !== undefined && called.length === 1) return chip;
  const ids = (called.length === 0 ? chips : called).map(({ id }) => id);
  throw unknownChip(written, ids);
}

/** UsageError for a chip that is not known, with the near ids. */
export const unknownChip = (written: string, ids: readonly string[], seeAlso = 'moebench list chips'): UsageError =>
  unknownName('chip', written, ids, seeAlso);

/** Of fewer letters and digits every other id would hold it. */
const SHORTEST = 3;

/** The id, the catalog's name, and the ends of the id that tell: `h800` of `nvidia-h800`, `4090`, never `800` of `hanguang-800`. */
function namesOf({ id, name }: NamedChip): ReadonlySet<string> {
  const parts = id.split('-');
  const ends = parts.map((_, index) => parts.slice(index).join(''));
  return new Set([plainName(id), plainName(name), ...ends.filter(isTelling)]);
}

const isTelling = (end: string): boolean =>
  end.length >= SHORTEST && /\d/.test(end) && (/\p{L}/u.test(end) || end.length > SHORTEST);
