/** Chips by the names that people write: an id, a part of it (`h800`, `910B2`), a catalog name, or what a driver prints. */
import { plainName, type UsageError, unknownName } from '../../suites/usage-error.ts';
import { type Chip, isNamed } from './catalog.ts';

type NamedChip = Pick<Chip, 'id' | 'name' | 'match'>;

/**
 * The chips that a written name may mean: those that are called so, else those whose id or name holds it. `910B` is held by five;
 * `H800` is the SXM part, whose id ends so.
 */
export function chipsCalled<Row extends NamedChip>(chips: readonly Row[], written: string): readonly Row[] {
  const called = exactly(chips, written);
  const wanted = plainName(written);
  if (called.length > 0 || wanted.length < SHORTEST) return called;
  return chips.filter(chip => [...namesOf(chip)].some(name => name.includes(wanted)));
}

/** The one chip that is called exactly so. UsageError with the near names where there is none, or where there are several. */
export function chipCalled<Row extends NamedChip>(chips: readonly Row[], written: string): Row {
  const called = exactly(chips, written);
  const [chip] = called;
  if (chip !== undefined && called.length === 1) return chip;
  const held = chipsCalled(chips, written);
  throw unknownChip(
    written,
    (held.length === 0 ? chips : held).map(({ id }) => id),
  );
}

/** Those of that id or name, or whose id ends so; else the one whose driver prints it. */
function exactly<Row extends NamedChip>(chips: readonly Row[], written: string): readonly Row[] {
  const wanted = plainName(written);
  const called = chips.filter(chip => namesOf(chip).has(wanted));
  return called.length > 0 ? called : chips.filter(chip => isNamed(chip, written));
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
