/** Random cases of every form that a price, a speed, a condition and a number may have. A case is a function of its number. */
import { draw24, streamKey } from '../../suites/data.ts';

/** Chips with a bfloat16 peak and a TDP in the catalog. */
const CHIPS = ['nvidia-h800', 'huawei-ascend-910b2', 'nvidia-h20', 'amd-mi300x'];
const RATES = [{ from: 'USD', to: 'CNY', rate: { low: 6.7, high: 7.1 }, date: '2026-06' }];

/** So few that the other side may keep its ranks. */
const SEEDS = 8;
/** Samples are few, so that ten thousand cases take seconds. */
const SAMPLES = [32, 64, 65] as const;
/** One case in so many has enough of them for a verdict. */
const JUDGED = 200;
const ENOUGH = 4096;

type Random = {
  readonly unit: () => number;
  readonly between: (low: number, high: number) => number;
  readonly maybe: <T>(make: () => T) => T | undefined;
  readonly one: <T>(of: readonly [T, ...T[]]) => T;
};

function randomOf(number: number): Random {
  const key = streamKey(number, 'money');
  let index = 0;
  const unit = () => {
    index += 1;
    return draw24(key, index) / 2 ** 24;
  };
  return {
    unit,
    between: (low, high) => low + (high - low) * unit(),
    maybe: make => (unit() < 0.5 ? make() : undefined),
    one: of => of[Math.floor(unit() * of.length)] ?? of[0],
  };
}

/** A number about `around`, in one of the five forms, between a tenth below and above it or as wide in its tails. */
function spread({ unit, between }: Random, around: number): unknown {
  const width = around * between(0.01, 0.1);
  const forms: readonly (() => unknown)[] = [
    () => around,
    () => ({ low: around - width, high: around + width }),
    () => ({ low: around - width, point: around + width * between(-1, 1), high: around + width }),
    () => ({ normal: { mean: around, sd: width / 5 } }),
    () => ({ lognormal: { median: around, sigma: width / around / 5 } }),
  ];
  return (forms[Math.floor(unit() * forms.length)] ?? (() => around))();
}

function conditionsOf(random: Random): object {
  const { between, maybe, one } = random;
  return {
    goodput: maybe(() => spread(random, between(0.6, 0.9))),
    discountRate: maybe(() => one([0, spread(random, between(0.02, 0.2))])),
    tax: maybe(() => spread(random, between(0.01, 0.2))),
    carbon: maybe(() => ({ gramsPerKWh: spread(random, between(30, 800)) })),
  };
}

function priceOf(random: Random, owned: boolean): object {
  const { between, maybe } = random;
  const currency = maybe(() => 'USD');
  if (!owned) return { perHour: spread(random, between(1, 40)), currency };
  return {
    purchase: spread(random, between(1e4, 3e5)),
    residual: spread(random, between(0.05, 0.5)),
    lifeYears: spread(random, between(2, 7)),
    upkeepPerYear: spread(random, between(100, 2e4)),
    currency,
  };
}

const enough = (number: number, few: number): number => (number % JUDGED === 0 ? ENOUGH : few);

/** The number-th case: rents beside rents, or owned beside owned, with a fleet in every other. */
export function moneyCase(number: number): unknown {
  const random = randomOf(number);
  const { between, maybe, one, unit } = random;
  const owned = unit() < 0.5;
  const candidates = CHIPS.slice(0, 2 + Math.floor(unit() * 3)).map(chip => ({
    chip,
    price: priceOf(random, owned),
    speed:
      unit() < 0.5 ? { mfu: spread(random, between(0.1, 0.5)) } : { tokensPerSecond: spread(random, between(50, 400)) },
    watts: one([spread(random, between(300, 1500)), { tdp: true, hostFactor: spread(random, between(1.3, 1.8)) }]),
    idleWatts: maybe(() => spread(random, between(20, 300))),
    oneOffCost: maybe(() => spread(random, between(1e3, 1e8))),
    devices: maybe(() => 1 + Math.floor(between(0, 5000))),
    utilisation: maybe(() => spread(random, between(0.4, 0.9))),
    ...(unit() < 0.3 ? conditionsOf(random) : {}),
  }));
  const share = Math.round(between(1, 9)) / 10;
  const [first, second] = candidates;
  const case_ = {
    model: 'ling-plus',
    tokens: between(1e9, 2e13),
    currency: 'CNY',
    reference: one(['nvidia-h800', 'huawei-ascend-910b2']),
    rates: RATES,
    seed: Math.floor(between(0, SEEDS)),
    samples: enough(number, one(SAMPLES)),
    deadline: maybe(() => ({ days: between(5, 400) })),
    power: { pricePerKWh: spread(random, between(0.1, 1.2)), pue: spread(random, between(1.2, 1.8)) },
    utilisation: spread(random, between(0.4, 0.9)),
    billed: maybe(() => one(['used', 'reserved'])),
    ...conditionsOf(random),
    candidates,
    fleets: maybe(() => [{ id: 'mixed', shares: { [first?.chip ?? '']: share, [second?.chip ?? '']: 1 - share } }]),
  };
  // What is undefined is left out, as in a file.
  return JSON.parse(JSON.stringify(case_));
}
