/** The power of a device at the wall, its share of the host included; and the building's share on top. */

import type { Chip } from '../catalog/catalog.ts';
import { type Coded, fact } from '../fact.ts';
import { type Absent, absent } from '../figure.ts';
import type { Draught, Ground } from '../money/candidate.ts';
import type { NotIncluded } from '../money/codes.ts';
import { type Known, known } from '../money/known.ts';
import { AT_LEAST_ONE, POSITIVE, type Spread } from '../money/sampling/spread.ts';
import type { WattMeasurement } from './codes.ts';
import { type Desk, type Entry, pueOf } from './desk.ts';
import { ofCase } from './inputs.ts';
import type { CaseModel } from './model.ts';
import { originOf } from './price/catalog-price.ts';
import { MEASURED } from './schema.ts';

/** `idleWatts`: the recorded power of idle hours, where the case asks for measured watts and gives no idle power. */
export type WallPower = {
  readonly draught: Known<Draught>;
  readonly idleWatts: Ground | null;
  readonly grounds: readonly Ground[];
  readonly notIncluded: readonly Coded<NotIncluded>[];
};

/** Asks the records for the power of a chip at work on a model. */
export type WattQuery = { readonly model: CaseModel; readonly chip: Chip; readonly dtype: keyof Chip['peakFlops'] };

/** `source`: the runs. `measurement`: rounds, boundary and method. `notIncluded`: what lies outside that boundary. */
export type FoundWatts =
  | {
      readonly available: true;
      readonly watts: Spread;
      readonly idleWatts: Spread | null;
      readonly source: string;
      readonly measurement: Coded<WattMeasurement>;
      readonly notIncluded: readonly Coded<NotIncluded>[];
    }
  | Absent;

/** Where measured watts come from. */
export type WattSources = { readonly measuredWatts: (query: WattQuery) => FoundWatts };

/** Given; or measured; or the data sheet's limit × a factor for the host (`assumed`). */
export function wallPower(desk: Desk, entry: Entry, sources: WattSources): WallPower {
  const { grounds, idleWatts, notIncluded } =
    entry.row.watts === MEASURED ? measuredGrounds(desk, entry, sources) : statedGrounds(desk, entry);
  const pue = pueOf(desk, entry);
  const draught = draughtOf(grounds, pue);
  return {
    draught,
    idleWatts,
    grounds: grounds.available ? [...grounds.value, ...(pue === null ? [] : [pue])] : [],
    // A case without watts asks for no energy.
    notIncluded: [
      ...notIncluded,
      ...(draught.available || entry.row.watts === undefined ? [] : [fact('omits-energy', {}, [draught])]),
    ],
  };
}

function draughtOf(grounds: Known<readonly Ground[]>, pue: Ground | null): Known<Draught> {
  if (!grounds.available) return grounds;
  if (pue === null) return absent('no-pue');
  return known({ watts: grounds.value.map(({ quantity }) => quantity), pue: [pue.quantity] });
}

type WattGrounds = {
  readonly grounds: Known<readonly Ground[]>;
  readonly idleWatts: Ground | null;
  readonly notIncluded: readonly Coded<NotIncluded>[];
};

/** One variable for all candidates of a chip and dtype: they are the same records. */
function measuredGrounds({ inputs, model }: Desk, { row, chip, dtype }: Entry, sources: WattSources): WattGrounds {
  const found = sources.measuredWatts({ model, chip, dtype });
  if (!found.available) {
    const grounds = absent('watts-not-measured', { chip: chip.name }, [found]);
    return { grounds, idleWatts: null, notIncluded: [] };
  }
  const { source, measurement } = found;
  const from = { basis: 'measured', source, measurement, date: null, confidence: null } as const;
  const take = (field: string, spread: Spread) =>
    inputs.take({ input: `${field}.measured/${chip.id}.${dtype}`, unit: 'W', spread, bounds: POSITIVE, from });
  const idle = row.idleWatts === undefined ? found.idleWatts : null;
  return {
    grounds: known([take('watts', found.watts)]),
    idleWatts: idle === null ? null : take('idleWatts', idle),
    notIncluded: found.notIncluded,
  };
}

const statedGrounds = (desk: Desk, entry: Entry): WattGrounds => ({
  grounds: wattGrounds(desk, entry),
  idleWatts: null,
  notIncluded: [],
});

function wattGrounds({ inputs }: Desk, { id, row: { watts }, chip }: Entry): Known<readonly Ground[]> {
  if (watts === undefined || watts === MEASURED) return absent('no-watts-given', { chip: chip.name });
  if (typeof watts !== 'object' || !('tdp' in watts)) {
    const input = `watts/${id}`;
    return known([inputs.take({ input, unit: 'W', spread: watts, bounds: POSITIVE, from: ofCase({}) })]);
  }
  const { tdpWatts } = chip;
  if (tdpWatts === null) return absent('no-tdp', { chip: chip.name });
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
