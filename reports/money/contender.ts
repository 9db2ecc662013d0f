/** What is compared: a candidate, or a fleet of candidates that share the tokens. Its costs, wherever quantities are looked at. */
import { type Absent, absent } from '../figure.ts';
import { type Candidate, type Fleet, priceAt, usefulShare } from './candidate.ts';
import { type CostPart, hourlyCost } from './hourly.ts';
import { type Known, type KnownFormula, known, scaled } from './known.ts';
import type { At, Formula } from './sampling/quantity.ts';
import { divided, each, plus, times, type Values } from './sampling/values.ts';
import type { MoneyFigure } from './schema.ts';

export const TRILLION = 1e12;
const SECONDS_PER_HOUR = 3600;
const SECONDS_PER_DAY = 86_400;
/** A count of devices that is above a whole number by rounding alone is that number. */
const ROUNDING = 1e-9;

export type Costs = Readonly<Record<CostPart, Values>>;

/** One part of a contender: a candidate and its share of the tokens. */
export type Part = { readonly candidate: Candidate; readonly share: number };

export type Contender = { readonly id: string; readonly parts: readonly Part[] };

/** The one candidate that a contender is; a fleet has no figure of one device. */
export function singleOf({ id, parts }: Contender): Known<Candidate> {
  const [first] = parts;
  const single = first !== undefined && parts.length === 1 && first.candidate.id === id;
  return single ? known(first.candidate) : absent('is-fleet');
}

export const alone = (candidate: Candidate): Contender => ({ id: candidate.id, parts: [{ candidate, share: 1 }] });

export const fleetOf = ({ id, shares }: Fleet): Contender => ({
  id,
  parts: [...shares].map(([candidate, share]) => ({ candidate, share })),
});

/** What `of` finds of each part, or the first reason why a part has none. */
export function ofParts<T>(
  { parts }: Contender,
  of: (candidate: Candidate) => Known<T>,
): Known<readonly { readonly share: number; readonly value: T }[]> {
  const found: { share: number; value: T }[] = [];
  for (const { candidate, share } of parts) {
    const result = of(candidate);
    if (!result.available) {
      return parts.length === 1 ? result : absent('of-candidate', { candidate: candidate.id }, [result]);
    }
    found.push({ share, value: result.value });
  }
  return known(found);
}

/** tokens/s of one device. */
export function speedOf(single: Known<Candidate>): KnownFormula {
  if (!single.available) return single;
  const { speed } = single.value;
  return speed.available ? known(at => at(speed.value.tokensPerSecond)) : speed;
}

/** 6 FLOPs for each active parameter and token (Kaplan et al. 2020), per second, ÷ the dense peak. */
export function mfuOf(single: Known<Candidate>, activeForFlops: number | null, speed: MoneyFigure): MoneyFigure {
  if (!single.available) return single;
  if (!speed.available) return speed;
  if (activeForFlops === null) return absent('no-active-parameters');
  const { peakFlops } = single.value;
  return peakFlops.available ? scaled(speed, (6 * activeForFlops) / peakFlops.value) : peakFlops;
}

/** 10¹² ÷ (3600 × tokens/s × useful share of the hours) of a candidate. */
export function deviceHours(candidate: Candidate): KnownFormula {
  const { speed } = candidate;
  if (!speed.available) return speed;
  const { tokensPerSecond } = speed.value;
  return known(at => divided(TRILLION, times(SECONDS_PER_HOUR, at(tokensPerSecond), usefulShare(candidate, at))));
}

/** Cost of 10¹² tokens by its parts: device-hours × the cost of an hour, and the tax on all of it. */
export function costs(candidate: Candidate): Known<(at: At) => Costs> {
  const hours = deviceHours(candidate);
  const { price, tax } = candidate;
  if (!price.available) return noCost(price);
  if (!hours.available) return noCost(hours);
  return known(at => {
    const perTrillion = hours.value(at);
    const hourly = hourlyCost(priceAt(price.value, at));
    const rent = times(perTrillion, hourly.rent);
    const capital = times(perTrillion, hourly.capital);
    const upkeep = times(perTrillion, hourly.upkeep);
    const power = times(perTrillion, hourly.power);
    const idlePower = times(perTrillion, hourly.idlePower);
    return {
      rent,
      capital,
      upkeep,
      power,
      idlePower,
      tax: times(at(tax), plus(rent, capital, upkeep, power, idlePower)),
    };
  });
}

/** Device-hours for 10¹² tokens, of which each part of the contender does its share. */
export function hoursOf(contender: Contender): KnownFormula {
  const parts = ofParts(contender, deviceHours);
  return parts.available ? summed(parts.value) : parts;
}

export function sumOf({ rent, capital, upkeep, power, idlePower, tax }: Costs): Values {
  return plus(rent, capital, upkeep, power, idlePower, tax);
}

/** Cost of 10¹² tokens, of which each part of the contender does its share. */
export function costOf(contender: Contender): KnownFormula {
  const parts = ofParts(contender, costs);
  if (!parts.available) return parts;
  return summed(parts.value.map(({ share, value }) => ({ share, value: (at: At) => sumOf(value(at)) })));
}

/** Devices that do `tokens` in `days`, whole ones of each part. */
export function devicesFor(contender: Contender, tokens: number, days: number): KnownFormula {
  const parts = ofParts(contender, deviceHours);
  if (!parts.available) return parts;
  return known(at => {
    const devices = parts.value.map(({ share, value }) => {
      const seconds = times(share * (tokens / TRILLION), value(at), SECONDS_PER_HOUR);
      const needed = divided(seconds, SECONDS_PER_DAY * days);
      return each(times(needed, 1 - ROUNDING), Math.ceil);
    });
    return plus(0, ...devices);
  });
}

/** kWh at the building's meter for 10¹² tokens. */
export function energyKWh(contender: Contender): KnownFormula {
  const parts = ofParts(contender, candidate => {
    const [hours, { draught }] = [deviceHours(candidate), candidate];
    if (!hours.available) return hours;
    if (!draught.available) return draught;
    const { watts, pue } = draught.value;
    return known((at: At) => divided(times(hours.value(at), at(watts), at(pue)), 1000));
  });
  return parts.available ? summed(parts.value) : parts;
}

/** kg of CO₂ for 10¹² tokens. */
export function carbonKg(contender: Contender): KnownFormula {
  const parts = ofParts(contender, candidate => {
    const [energy, { gramsPerKWh }] = [energyKWh(alone(candidate)), candidate];
    if (!gramsPerKWh.available) return gramsPerKWh;
    if (!energy.available) return energy;
    return known((at: At) => divided(times(energy.value(at), at(gramsPerKWh.value)), 1000));
  });
  return parts.available ? summed(parts.value) : parts;
}

type Summand = { readonly share: number; readonly value: Formula };

/** Each part's value by its share. */
const summed = (parts: readonly Summand[]): KnownFormula =>
  known(at => plus(0, ...parts.map(({ share, value }) => times(share, value(at)))));

const noCost = (reason: Absent): Absent => absent('no-cost', {}, [reason]);
