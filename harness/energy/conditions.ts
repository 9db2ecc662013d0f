/** Device conditions (clock, temperature, power cap) over a window. Pure. */
import type { CellConditions } from '../../results/schema/energy.ts';
import type { Absence } from '../../results/schema/reading.ts';
import type { Conditions } from '../vendors/sensing/sensor.ts';

/** The conditions of a window from those of each look in it. `missing`: the reason where there is no look. */
export function conditionsOver(looks: readonly Conditions[], missing: Absence): CellConditions {
  if (looks.length === 0) return missing;
  const domains = [...new Set(looks.flatMap(({ clocksMHz }) => Object.keys(clocksMHz)))];
  const clocksMHz = Object.fromEntries(
    domains.flatMap(domain => {
      const spread = spreadOf(looks.map(look => look.clocksMHz[domain] ?? null));
      return spread === null ? [] : [[domain, spread]];
    }),
  );
  const limits = looks.map(({ powerLimitW }) => powerLimitW).filter(limit => limit !== null);
  const counts = looks.map(({ processes }) => processes?.length ?? null).filter(count => count !== null);
  return {
    available: true,
    looks: looks.length,
    clocksMHz,
    temperatureC: spreadOf(looks.map(({ temperatureC }) => temperatureC)),
    // A cap that was lowered during the window is reported at its lowest.
    powerLimitW: limits.length === 0 ? null : Math.min(...limits),
    throttled: sharesOf(looks.map(({ throttled }) => throttled).filter(reasons => reasons !== null)),
    processes: counts.length === 0 ? null : Math.max(...counts),
  };
}

function spreadOf(values: readonly (number | null)[]) {
  const known = values.filter(value => value !== null);
  if (known.length === 0) return null;
  const mean = known.reduce((sum, value) => sum + value, 0) / known.length;
  return { min: Math.min(...known), mean, max: Math.max(...known) };
}

/** By reason, the share of looks at which it was given. */
function sharesOf(looks: readonly (readonly string[])[]): Readonly<Record<string, number>> | null {
  if (looks.length === 0) return null;
  const reasons = [...new Set(looks.flat())].toSorted();
  return Object.fromEntries(
    reasons.map(reason => [reason, looks.filter(reasonsGiven => reasonsGiven.includes(reason)).length / looks.length]),
  );
}
