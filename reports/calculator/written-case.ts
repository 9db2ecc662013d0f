/** Settings as a case in the form that `moebench compare case.yaml` reads (reports/case/schema.ts). */
import { quantityText } from '../case/written/quantity-text.ts';
import type { ExchangeRate, Offer, Settings } from './settings.ts';

export type WrittenCase = Readonly<Record<string, unknown>>;

/** What the shares of the offers make. */
export const FLEET = 'fleet';

/** A field that is empty is left out; a text that is no number stays a text, and is refused with its fix where the case is read. */
export function caseOf(settings: Settings): WrittenCase {
  const { model, tokens, dtype, currency, reference, deadlineDays, billed, asOf, offers, rates } = settings;
  const ids = offerIds(offers);
  return present({
    model,
    tokens,
    dtype,
    currency,
    reference,
    asOf,
    billed,
    mixedPrices: settings.mixedPrices === '' ? undefined : true,
    deadline: within({ days: plain(deadlineDays) }),
    power: within({ pricePerKWh: settings.pricePerKWh, pue: plain(settings.pue) }),
    carbon: within({ gramsPerKWh: plain(settings.carbon) }),
    utilisation: settings.utilisation,
    goodput: settings.goodput,
    discountRate: settings.discountRate,
    rates: rates.length === 0 ? undefined : rates.map(rate => writtenRate(rate, currency)),
    candidates: offers.map((offer, index) => candidateOf(offer, ids[index] ?? '', settings)),
    fleets: fleetsOf(offers, ids),
  });
}

/** The chip's id; of several offers of a chip the second is its `-2`. */
export function offerIds(offers: readonly Offer[]): readonly string[] {
  return offers.map(({ chip }, index) => {
    const before = offers.slice(0, index).filter(other => other.chip === chip).length;
    return before === 0 ? chip : `${chip}-${before + 1}`;
  });
}

function candidateOf(offer: Offer, id: string, { hostFactor }: Settings) {
  return present({
    id: id === offer.chip ? undefined : id,
    chip: offer.chip,
    price: priceOf(offer),
    speed: speedOf(offer),
    watts: offer.watts === '' ? hostWatts(hostFactor) : offer.watts,
  });
}

const hostWatts = (hostFactor: string) =>
  hostFactor === '' ? undefined : { tdp: true, hostFactor: plain(hostFactor) };

/** Each form with the fields it reads; fields of the others are kept in the settings and not used. */
function priceOf({ priceKind, rentKind, rent, purchase, residual, lifeYears, upkeepPerYear }: Offer) {
  if (priceKind === 'catalog') return { catalog: rentKind };
  if (priceKind !== 'owned') return rentOf(rent);
  return present({ purchase, residual, lifeYears: plain(lifeYears), upkeepPerYear });
}

/** `20` is by the hour; `20 CNY/h` and `120,000 CNY/month` say so themselves. */
function rentOf(rent: string) {
  if (rent === '') return undefined;
  const read = quantityText(rent);
  return read.ok && read.value.period !== null ? rent : { perHour: rent };
}

function speedOf({ speedKind, published, mfu, tokensPerSecond }: Offer) {
  switch (speedKind) {
    case 'published':
      return { published };
    case 'mfu':
      return mfu === '' ? undefined : { mfu };
    case 'tokensPerSecond':
      return tokensPerSecond === '' ? undefined : { tokensPerSecond };
    default:
      return { project: true };
  }
}

const writtenRate = ({ from, rate, date, source }: ExchangeRate, to: string) =>
  present({ from, to, rate: plain(rate), date, source });

function fleetsOf(offers: readonly Offer[], ids: readonly string[]) {
  const shares = offers.flatMap(({ share }, index) =>
    share === '' ? [] : [[ids[index] ?? '', plain(share)] as const],
  );
  return shares.length === 0 ? undefined : [{ id: FLEET, shares: Object.fromEntries(shares) }];
}

/** A number, or a range of it, in fields of the case that read no text. What has a unit or is no number stays a text. */
function plain(text: string): unknown {
  const read = quantityText(text);
  if (!read.ok) return text;
  const { spread, currency, period, scope, units } = read.value;
  return currency === null && period === null && scope === null && units.length === 0 ? spread : text;
}

/** Without fields that are not given. */
function present(fields: Readonly<Record<string, unknown>>): WrittenCase {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined && value !== ''));
}

/** An object, unless none of its fields is given. */
function within(fields: Readonly<Record<string, unknown>>): WrittenCase | undefined {
  const kept = present(fields);
  return Object.keys(kept).length === 0 ? undefined : kept;
}
