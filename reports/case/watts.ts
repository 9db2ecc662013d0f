/** What a device draws at the wall, with its share of the host; and the building's share on top. */
import type { Draught, Ground } from '../analysis/money/candidate.ts';
import { absent, type Known, known } from '../analysis/money/known.ts';
import { AT_LEAST_ONE, POSITIVE } from '../analysis/money/spread.ts';
import { originOf } from './catalog-price.ts';
import { type Desk, type Entry, powerOf } from './desk.ts';
import { ofCase } from './inputs.ts';

export type ResolvedDraught = { readonly draught: Known<Draught>; readonly grounds: readonly Ground[] };

/** Given, or the data sheet's limit × a factor for the host (`assumed`). */
export function wallWatts(desk: Desk, entry: Entry): ResolvedDraught {
  const watts = wattGrounds(desk, entry);
  if (!watts.available) return { draught: watts, grounds: [] };
  const pue = powerOf(desk, entry, 'pue', '', AT_LEAST_ONE);
  if (pue === null) return { draught: absent('power.pue is not given'), grounds: watts.value };
  return {
    draught: known({ watts: watts.value.map(({ quantity }) => quantity), pue: [pue.quantity] }),
    grounds: [...watts.value, pue],
  };
}

function wattGrounds({ inputs }: Desk, { id, row: { watts }, chip }: Entry): Known<readonly Ground[]> {
  if (watts === undefined) {
    return absent(`the watts of ${chip.name} are not given; give watts, or {tdp: true, hostFactor: 1.5}`);
  }
  if (typeof watts !== 'object' || !('tdp' in watts)) {
    const given = { input: `watts/${id}`, unit: 'W', spread: watts, bounds: POSITIVE, from: ofCase({}) };
    return known([inputs.take(given)]);
  }
  const { tdpWatts } = chip;
  if (tdpWatts === null) return absent(`the catalog has no TDP of ${chip.name}; give watts`);
  const tdp = inputs.take({
    input: `tdp/${chip.id}`,
    unit: 'W',
    spread: tdpWatts,
    bounds: POSITIVE,
    from: originOf(chip),
  });
  const hostFactor = inputs.take({
    input: `watts.hostFactor/${id}`,
    unit: 'of TDP',
    spread: watts.hostFactor,
    bounds: AT_LEAST_ONE,
    from: { ...ofCase({}), basis: 'assumed' },
  });
  return known([tdp, hostFactor]);
}
