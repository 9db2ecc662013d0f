/** What a device draws at the wall, with its share of the host; and the building's share on top. */

import type { Model } from '../../suites/model.ts';
import type { Chip } from '../catalog/catalog.ts';
import type { Absent } from '../figure.ts';
import type { Draught, Ground } from '../money/candidate.ts';
import { type Known, known, said } from '../money/known.ts';
import { AT_LEAST_ONE, POSITIVE, type Spread } from '../money/spread.ts';
import { absenceText } from '../words/absence-text.ts';
import { originOf } from './catalog-price.ts';
import { type Desk, type Entry, powerOf } from './desk.ts';
import { ofCase } from './inputs.ts';
import { MEASURED } from './schema.ts';

/** `idleWatts`: what the records say of idle hours, where the case asks them and says nothing itself. */
export type WallPower = {
  readonly draught: Known<Draught>;
  readonly idleWatts: Ground | null;
  readonly grounds: readonly Ground[];
  readonly notIncluded: readonly string[];
};

/** What is asked of records: the power of this chip at work on this model. */
export type WattQuery = { readonly model: Model; readonly chip: Chip; readonly dtype: keyof Chip['peakFlops'] };

/** `source`: runs, boundary and method. `notIncluded`: what lies outside that boundary. */
export type FoundWatts =
  | {
      readonly available: true;
      readonly watts: Spread;
      readonly idleWatts: Spread | null;
      readonly source: string;
      readonly notIncluded: readonly string[];
    }
  | Absent;

/** Where measured watts come from. */
export type WattSources = { readonly measuredWatts: (query: WattQuery) => FoundWatts };

/** Given; or measured; or the data sheet's limit × a factor for the host (`assumed`). */
export function wallPower(desk: Desk, entry: Entry, sources: WattSources): WallPower {
  const { grounds, idleWatts, notIncluded } =
    entry.row.watts === MEASURED ? measuredGrounds(desk, entry, sources) : statedGrounds(desk, entry);
  const pue = powerOf(desk, entry, 'pue', '', AT_LEAST_ONE);
  const draught = draughtOf(grounds, pue);
  return {
    draught,
    idleWatts,
    grounds: grounds.available ? [...grounds.value, ...(pue === null ? [] : [pue])] : [],
    // A case that says nothing of watts asks for no energy.
    notIncluded: [
      ...notIncluded,
      ...(draught.available || entry.row.watts === undefined ? [] : [`energy (${absenceText(draught)})`]),
    ],
  };
}

function draughtOf(grounds: Known<readonly Ground[]>, pue: Ground | null): Known<Draught> {
  if (!grounds.available) return grounds;
  if (pue === null) return said('power.pue is not given');
  return known({ watts: grounds.value.map(({ quantity }) => quantity), pue: [pue.quantity] });
}

type WattGrounds = {
  readonly grounds: Known<readonly Ground[]>;
  readonly idleWatts: Ground | null;
  readonly notIncluded: readonly string[];
};

/** One variable for all candidates of a chip and dtype: they are the same records. */
function measuredGrounds({ inputs, model }: Desk, { row, chip, dtype }: Entry, sources: WattSources): WattGrounds {
  const found = sources.measuredWatts({ model, chip, dtype });
  if (!found.available) {
    const grounds = said(`the watts of ${chip.name} are not measured (${absenceText(found)}); ${GIVE_WATTS}`);
    return { grounds, idleWatts: null, notIncluded: [] };
  }
  const from = { basis: 'measured', source: found.source, date: null, confidence: null } as const;
  const take = (field: string, spread: Spread) =>
    inputs.take({ input: `${field}.measured/${chip.id}.${dtype}`, unit: 'W', spread, bounds: POSITIVE, from });
  const idle = row.idleWatts === undefined ? found.idleWatts : null;
  return {
    grounds: known([take('watts', found.watts)]),
    idleWatts: idle === null ? null : take('idleWatts', idle),
    notIncluded: found.notIncluded,
  };
}

const GIVE_WATTS = 'give watts, or {tdp: true, hostFactor: 1.5}';

const statedGrounds = (desk: Desk, entry: Entry): WattGrounds => ({
  grounds: wattGrounds(desk, entry),
  idleWatts: null,
  notIncluded: [],
});

function wattGrounds({ inputs }: Desk, { id, row: { watts }, chip }: Entry): Known<readonly Ground[]> {
  if (watts === undefined || watts === MEASURED) {
    return said(`the watts of ${chip.name} are not given; ${GIVE_WATTS}`);
  }
  if (typeof watts !== 'object' || !('tdp' in watts)) {
    const given = { input: `watts/${id}`, unit: 'W', spread: watts, bounds: POSITIVE, from: ofCase({}) };
    return known([inputs.take(given)]);
  }
  const { tdpWatts } = chip;
  if (tdpWatts === null) return said(`the catalog has no TDP of ${chip.name}; give watts`);
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
