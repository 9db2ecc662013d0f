import fc from 'fast-check';
import { afterAll, describe, expect, test } from 'vitest';
import { energyOver } from '../../../harness/energy/energy.ts';
import type { Series, TimedLook, Window } from '../../../harness/energy/series.ts';
import { constant, counterLooks, type Load, lookTimes, powerLooks, sine, spike, step } from '../timing/loads.ts';

const seriesOf = (looks: readonly TimedLook[], limitW: number | null = 700): Series => ({ limitW, looks, faults: [] });
const TEN_SECONDS: Window = { startMs: 1000, endMs: 11_000 };
const exactJ = ({ energyJ }: Load, { startMs, endMs }: Window) => energyJ(endMs / 1000) - energyJ(startMs / 1000);

const figures: string[] = [];
afterAll(() => console.info(['error of the energy of a window, in percent of the exact one', ...figures].join('\n')));

/** The greatest |error| over windows that begin anywhere in a second, with looks jittered by other seeds. */
function worstError(
  load: Load,
  seconds: number,
  looksOf: (timesMs: readonly number[]) => readonly TimedLook[],
): number {
  let worst = 0;
  for (let seed = 1; seed <= 40; seed += 1) {
    const startMs = 500 + 25.3 * seed;
    const window = { startMs, endMs: startMs + seconds * 1000 };
    const energy = energyOver(seriesOf(looksOf(lookTimes(seconds + 4, 25, 10, seed))), window);
    if (energy.status !== 'measured') throw new Error(`${load.name}: ${energy.message}`);
    worst = Math.max(worst, Math.abs(energy.energyJ / exactJ(load, window) - 1));
  }
  return worst;
}

describe('the energy of an analytic load, looked at every 25 ms ± 10 ms', () => {
  const note = (what: string, error: number) => figures.push(`  ${(100 * error).toFixed(4).padStart(8)}  ${what}`);

  test.each([constant, sine, step, spike])('$name by sampled power is within 1 % of the exact one over 10 s', load => {
    const error = worstError(load, 10, times => powerLooks(load, times, 0.5).map(shaken));
    note(`${load.name}, sampled power, 10 s`, error);
    expect(error).toBeLessThan(0.01);
  });

  test.each([constant, sine, step, spike])('$name by a counter, as RAPL, is within 0.1 % over 10 s', load => {
    const error = worstError(load, 10, times => counterLooks(load, times, 1));
    note(`${load.name}, counter of 1 ms, 10 s`, error);
    expect(error).toBeLessThan(0.001);
  });

  test.each([constant, sine, step, spike])('$name by a counter of 100 ms, as NVML, is within 0.1 % over 40 s', load => {
    const error = worstError(load, 40, times => counterLooks(load, times, 100));
    note(`${load.name}, counter of 100 ms, 40 s`, error);
    expect(error).toBeLessThan(0.001);
  });

  test.each([constant, sine])('$name by a counter of 100 ms over 2 s, the least that is measured', load => {
    const error = worstError(load, 2.2, times => counterLooks(load, times, 100));
    note(`${load.name}, counter of 100 ms, 2.2 s`, error);
    expect(error).toBeLessThan(0.05);
  });
});

/** A constant load's power, as a real sensor says it: never twice the same. */
function shaken({ atMs, look }: TimedLook, i: number): TimedLook {
  return look.kind === 'power' ? { atMs, look: { ...look, powerW: look.powerW + (i % 2) * 0.002 } } : { atMs, look };
}

describe('a window’s edges', () => {
  test('between two looks are interpolated: a ramp is exact wherever they lie', () => {
    // P = 100 + 10·s: from a to b, 100(b − a) + 5(b² − a²).
    const looks: TimedLook[] = Array.from({ length: 301 }, (_, i) => ({
      atMs: 100 * i,
      look: { kind: 'power', powerW: 100 + i },
    }));
    fc.assert(
      fc.property(
        fc.double({ min: 1, max: 9, noNaN: true }),
        fc.double({ min: 3, max: 20, noNaN: true }),
        (a, length) => {
          const b = a + length;
          const energy = energyOver(seriesOf(looks), { startMs: 1000 * a, endMs: 1000 * b });
          const exact = 100 * (b - a) + 5 * (b ** 2 - a ** 2);
          expect(energy).toMatchObject({ status: 'measured', method: 'sampled-power' });
          expect(energy.status === 'measured' ? energy.energyJ / exact : null).toBeCloseTo(1, 10);
        },
      ),
    );
  });

  test('have to be seen from both sides', () => {
    const looks = powerLooks(sine, lookTimes(11, 50, 0), 1);
    const late = energyOver(seriesOf(looks), { startMs: 1000, endMs: 12_000 });
    expect(late).toMatchObject({ status: 'refused', code: 'gap', message: 'no look around the end of the window' });
    const early = energyOver(seriesOf(looks.slice(40)), TEN_SECONDS);
    expect(early).toMatchObject({ status: 'refused', code: 'gap', message: 'no look around the start of the window' });
    const counter = counterLooks(sine, lookTimes(11, 50, 0), 1);
    expect(energyOver(seriesOf(counter), { startMs: 1000, endMs: 12_000 })).toMatchObject({ code: 'gap' });
    expect(energyOver(seriesOf(counter.slice(40)), TEN_SECONDS)).toMatchObject({ code: 'gap' });
  });
});

describe('the period', () => {
  test('is how often the value changes, not how often it is looked at', () => {
    const energy = energyOver(seriesOf(powerLooks(sine, lookTimes(13, 20, 5), 250)), TEN_SECONDS);
    expect(energy.status === 'measured' ? energy.periodMs : null).toBeCloseTo(250, -1);
  });

  test('decides what window is too short: 20 of them', () => {
    const looks = powerLooks(sine, lookTimes(13, 20, 0), 100);
    expect(energyOver(seriesOf(looks), { startMs: 1010, endMs: 3015 })).toMatchObject({ status: 'measured' });
    expect(energyOver(seriesOf(looks), { startMs: 1010, endMs: 3005 })).toEqual({
      status: 'refused',
      code: 'too-short',
      message: 'a window of 2000 ms; this sensor changes every 100 ms and needs 20 of that',
    });
  });
});

describe('a counter', () => {
  test('that wraps around in the window counts on, as often as it does', () => {
    const times = lookTimes(13, 50, 20);
    const wrapping = counterLooks(constant, times, 1, { wrapsAtJ: 1000 });
    const energy = energyOver(seriesOf(wrapping), TEN_SECONDS);
    expect(energy.status === 'measured' ? energy.energyJ : null).toBeCloseTo(3000, 0);
  });

  test('that goes back without having been near its end was reset', () => {
    const looks = counterLooks(constant, lookTimes(13, 50, 0), 1).map(({ atMs, look }) =>
      look.kind === 'counter' && atMs > 6000
        ? { atMs, look: { ...look, energyJ: look.energyJ - 6000 } }
        : { atMs, look },
    );
    expect(energyOver(seriesOf(looks), TEN_SECONDS)).toMatchObject({ status: 'refused', code: 'reset' });
  });

  test('that was not looked at for a minute may have wrapped around unseen', () => {
    const looks = counterLooks(constant, lookTimes(100, 50, 0), 1).filter(({ atMs }) => atMs < 20_000 || atMs > 90_000);
    const energy = energyOver(seriesOf(looks), { startMs: 1000, endMs: 95_000 });
    expect(energy).toMatchObject({ code: 'gap', message: 'more than 60 s without a look' });
  });

  test('is not harmed by half a second without a look inside the window', () => {
    const looks = counterLooks(sine, lookTimes(13, 50, 0), 1);
    const held = energyOver(seriesOf(looks), TEN_SECONDS);
    const gappy = energyOver(seriesOf(looks.filter(({ atMs }) => atMs < 4000 || atMs > 4500)), TEN_SECONDS);
    expect(gappy).toEqual(held);
  });
});

describe('a sensor that lies or fails has no energy, and never 0', () => {
  const times = lookTimes(13, 50, 0);
  const good = powerLooks(sine, times, 1);
  const counted = counterLooks(sine, times, 1);
  const from = (looks: readonly TimedLook[], atMs: number, value: number): readonly TimedLook[] =>
    looks.map(look => (look.atMs < atMs ? look : { atMs: look.atMs, look: withValue(look, value) }));
  const withValue = ({ look }: TimedLook, value: number): TimedLook['look'] =>
    look.kind === 'counter' ? { ...look, energyJ: value } : { ...look, powerW: value };

  test.each<[string, readonly TimedLook[], string]>([
    ['no look at all', [], 'gap'],
    ['one look', good.slice(50, 51), 'too-short'],
    ['no look in the window', good.filter(({ atMs }) => atMs < 900 || atMs > 11_100), 'gap'],
    ['power that stands still', from(good, 0, 70), 'frozen'],
    ['power that stands still from the window on', from(good, 1000, 70), 'frozen'],
    ['power that is always 0', from(good, 0, 0), 'frozen'],
    ['a counter that stands still', from(counted, 0, 123), 'frozen'],
    ['a counter that is always 0', from(counted, 0, 0), 'frozen'],
    ['a counter that stands still from the window on', from(counted, 990, 9000), 'frozen'],
    ['negative power', from(good, 7000, -3), 'absurd'],
    ['a negative counter', from(counted, 7000, -3), 'absurd'],
    ['power that is no number', from(good, 7000, Number.NaN), 'absurd'],
    ['power of more than twice the limit', from(good, 7000, 1401), 'absurd'],
    ['power of 4 GW', from(good, 7000, 2 ** 32), 'absurd'],
    ['a counter that jumps a megajoule', counted.map((look, i) => (i < 100 ? look : plus(look, 1e6))), 'absurd'],
    ['power that freezes half-way', from(good, 6000, 70), 'frozen'],
    ['a counter that freezes half-way', from(counted, 6000, 9000), 'frozen'],
    ['a gap of a second', good.filter(({ atMs }) => atMs < 4000 || atMs > 4900), 'gap'],
    ['counter and power mixed', [...good.slice(0, 100), ...counted.slice(100)], 'unreadable'],
  ])('%s', (_, looks, code) => {
    expect(energyOver(seriesOf(looks), TEN_SECONDS)).toMatchObject({ status: 'refused', code });
  });

  test('a short gap is bridged: 1 % of the window', () => {
    const looks = good.filter(({ atMs }) => atMs < 40_000);
    expect(energyOver(seriesOf(looks.filter((_, i) => i !== 100)), TEN_SECONDS)).toMatchObject({ status: 'measured' });
  });

  test('a gap says what the sensor itself said', () => {
    const looks = good.filter(({ atMs }) => atMs < 4000);
    const faults = [{ atMs: 4050, code: 'lost' as const, message: 'nvmlDeviceGetPowerUsage: GPU_IS_LOST' }];
    const energy = energyOver({ limitW: null, looks, faults }, TEN_SECONDS);
    expect(energy).toEqual({ status: 'refused', code: 'lost', message: 'nvmlDeviceGetPowerUsage: GPU_IS_LOST' });
  });
});

function plus({ atMs, look }: TimedLook, joules: number): TimedLook {
  return look.kind === 'counter' ? { atMs, look: { ...look, energyJ: look.energyJ + joules } } : { atMs, look };
}

test('an estimate may stand still, and is called one', () => {
  const looks: TimedLook[] = lookTimes(13, 50, 0).map(atMs => ({ atMs, look: { kind: 'estimate', powerW: 95 } }));
  const energy = energyOver(seriesOf(looks, 95), TEN_SECONDS);
  expect(energy).toMatchObject({ status: 'measured', method: 'estimated', energyJ: 950, meanPowerW: 95 });
});
