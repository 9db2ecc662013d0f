/** What a driver told of a device over a window, put together. Pure. */
import type { CellConditions } from '../../results/schema/energy.ts';
import type { Absence } from '../../results/schema/reading.ts';
import type { Conditions } from '../vendors/sensing/sensor.ts';

/** The conditions of a window from those of each look in it. `missing`: why there is none. */
export function conditionsOver(told: readonly Conditions[], missing: Absence): CellConditions {
  if (told.length === 0) return missing;
  const domains = [...new Set(told.flatMap(({ clocksMHz }) => Object.keys(clocksMHz)))];
  const clocksMHz = Object.fromEntries(
    domains.flatMap(domain => {
      const spread = spreadOf(told.map(look => look.clocksMHz[domain] ?? null));
      return spread === null ? [] : [[domain, spread]];
    }),
  );
  const limits = told.map(({ powerLimitW }) => powerLimitW).filter(limit => limit !== null);
  const counts = told.map(({ processes }) => processes?.length ?? null).filter(count => count !== null);
  return {
    available: true,
    looks: told.length,
    clocksMHz,
    temperatureC: spreadOf(told.map(({ temperatureC }) => temperatureC)),
    // Were it lowered on the way, the lower one held.
    powerLimitW: limits.length === 0 ? null : Math.min(...limits),
    throttled: sharesOf(told.map(({ throttled }) => throttled).filter(reasons => reasons !== null)),
    processes: counts.length === 0 ? null : Math.max(...counts),
  };
}

function spreadOf(values: readonly (number | null)[]) {
  const told = values.filter(value => value !== null);
  if (told.length === 0) return null;
  const mean = told.reduce((sum, value) => sum + value, 0) / told.length;
  return { min: Math.min(...told), mean, max: Math.max(...told) };
}

/** By reason, the share of looks at which it was given. */
function sharesOf(looks: readonly (readonly string[])[]): Readonly<Record<string, number>> | null {
  if (looks.length === 0) return null;
  const reasons = [...new Set(looks.flat())].toSorted();
  return Object.fromEntries(
    reasons.map(reason => [reason, looks.filter(given => given.includes(reason)).length / looks.length]),
  );
}
