/** From an offer's text to the offer. Pure: the catalog's names are passed in. */
import { UsageError } from '../../suites/usage-error.ts';
import { oneLine } from '../catalog/line.ts';
import { type ChipNames, sizesOf } from './chip-name.ts';
import { checkDoubts } from './doubts.ts';
import { nearChips } from './left-over.ts';
import type { Offer } from './offer.ts';
import type { Said } from './parts/part.ts';
import { type Scanned, scan } from './scan.ts';

/** Up to so many devices, `8x` before the chip is the size of a node that is named without one. */
const MOST_IN_NODE = 16;

/** UsageError, `--offer '…': …`, for a text that is no offer. */
export function parseOffer(text: string, names: ChipNames): Offer {
  // A Chinese comma ends a part; as NFKC has it, it would stand inside a number.
  const normal = oneLine(text.replace(/[，、；]/g, '$& ').normalize('NFKC')).trim();
  try {
    const scanned = scan(normal, names);
    return offerOf(scanned, names);
  } catch (error) {
    if (error instanceof UsageError) throw new UsageError(`--offer '${normal}': ${error.message}`, { cause: error });
    throw error;
  }
}

function offerOf(scanned: Scanned, names: ChipNames): Offer {
  const said = mergedParts(scanned);
  const named = withMemory(namedChips(scanned, names), said.memoryGb, names);
  const { node, cards, times, memoryGb, interruptionsPerDay, minutesLost, ...others } = said;
  const { speedOfDevice, wattsOfDevice, deviceBetween, ...rest } = others;
  const size = nodeSize(said);
  const devices = rest.devices ?? [times, cards].find(count => count !== undefined && count !== size);
  const offer: Offer = {
    ...named,
    ...rest,
    ...(size === undefined ? {} : { perNodeOf: size }),
    ...(devices === undefined ? {} : { devices }),
    ...interruptionsOf(said),
  };
  checkAmounts(offer);
  checkDoubts(offer, said);
  return offer;
}

function namedChips({ names: found, makers }: Scanned, names: ChipNames): Pick<Offer, 'name' | 'chips'> {
  const [first] = found;
  if (first === undefined) {
    const hint = makers.length === 0 ? ' (moebench list chips)' : nearChips(makers.join(' '), names);
    throw new UsageError(`names no chip; begin with one, as H800${hint}`);
  }
  const chips = found.reduce((left, { chips: right }) => left.filter(id => right.includes(id)), first.chips);
  const other = found.find(({ chips: right }) => !right.some(id => first.chips.includes(id)));
  if (other !== undefined)
    throw new UsageError(`names two chips, ${first.text} and ${other.text}; give each an --offer`);
  const ofMaker = makers.length === 0 ? chips : chips.filter(id => makers.includes(vendorOf(id, names)));
  if (ofMaker.length > 0) return { name: first.text, chips: ofMaker };
  throw new UsageError(`${first.text} is no chip of ${makers.join(', ')}; leave the maker out`);
}

const vendorOf = (id: string, { chips }: ChipNames): string => chips.find(chip => chip.id === id)?.vendor ?? '';

/** UsageError for a part that is there twice and says two things. */
function mergedParts({ texts }: Scanned): Said {
  const from = new Map<string, string>();
  let merged: Said = {};
  for (const { text, said } of texts) {
    for (const [field, value] of Object.entries(said)) {
      const before: unknown = Object.entries(merged).find(([name]) => name === field)?.[1];
      if (before !== undefined && JSON.stringify(before) !== JSON.stringify(value)) {
        throw new UsageError(`says two things: '${from.get(field)}' and '${text}'; leave one out`);
      }
      from.set(field, text);
    }
    merged = { ...merged, ...said };
  }
  return merged;
}

/** The chips that have as much memory. UsageError for a size that none has. */
function withMemory(named: Pick<Offer, 'name' | 'chips'>, memoryGb: number | undefined, { chips }: ChipNames) {
  if (memoryGb === undefined) return named;
  const sized = chips.filter(({ id }) => named.chips.includes(id));
  const fitting = sized.filter(({ memoryBytes }) => memoryBytes === null || sizesOf(memoryBytes).includes(memoryGb));
  if (fitting.length > 0) return { ...named, chips: fitting.map(({ id }) => id) };
  const known = sized.map(({ name, memoryBytes }) => `${name} has ${Math.round((memoryBytes ?? 0) / 1e9)} GB`);
  throw new UsageError(`no ${named.name} of ${memoryGb} GB is in the catalog: ${known.join(', ')}`);
}

function interruptionsOf({ interruptionsPerDay: perDay, minutesLost }: Said): Pick<Offer, 'interruptions'> {
  if (perDay === undefined && minutesLost === undefined) return {};
  if (perDay !== undefined && minutesLost !== undefined) return { interruptions: { perDay, minutesLost } };
  throw new UsageError("needs both of '2 interruptions/day' and '15 minutes lost', or goodput 0.9");
}

/** How many devices the amount is for, where that is a node. */
function nodeSize({ perNodeOf, node, cards, times, devices, perDevice, money }: Said): number | undefined {
  if (perNodeOf !== undefined) return perNodeOf;
  if (node === undefined) {
    const all = cards ?? times;
    if (all === undefined || perDevice !== undefined || money === undefined) return undefined;
    throw new UsageError(`may be the price of one device or of all ${all}; add 'per GPU', or 'per node of ${all}'`);
  }
  if (cards !== undefined) return cards;
  if (times !== undefined && times <= MOST_IN_NODE) return times;
  const example = times ?? devices ?? 8;
  throw new UsageError(
    `is for a node, and does not say of how many devices; write 'per node of ${example <= MOST_IN_NODE ? example : 8}'`,
  );
}

function checkAmounts(offer: Offer): void {
  const { money, period, bought, perNodeOf, perDevice, kind, vat } = offer;
  if (vat?.included === true && vat.rate === null) {
    throw new UsageError('is with VAT, and does not say its rate; write it, as incl VAT 13 %');
  }
  if (perNodeOf !== undefined && perDevice !== undefined) {
    throw new UsageError(`is per device and per node of ${perNodeOf}; leave one out`);
  }
  if (perNodeOf !== undefined && perNodeOf < 1) throw new UsageError('is for a node of 0 devices; give at least 1');
  if (bought !== undefined) {
    if (money === undefined) throw new UsageError('is bought, and has no price; write it, as buy 300000 CNY');
    if (period !== undefined) {
      throw new UsageError(`is bought, and priced per ${period}; leave out 'buy' or '/${period}'`);
    }
    if (kind !== undefined) throw new UsageError(`is bought, and ${kind}; leave one out`);
    return;
  }
  if (money !== undefined && period === undefined) {
    throw new UsageError(
      "has an amount without a period; write '/h', '/month' or '/year', or 'buy' before a purchase price",
    );
  }
  if (money === undefined && period !== undefined) {
    throw new UsageError(`is per ${period}, and has no amount; write it, as 20 CNY/h`);
  }
}
