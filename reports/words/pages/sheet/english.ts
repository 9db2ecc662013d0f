/** The decision sheet in English. */
import type { SheetWords, Standing, Stated } from './sheet-words.ts';

const STANDINGS: Readonly<Record<Standing, string>> = {
  cheaper: 'cheaper',
  dearer: 'dearer',
  'not separable': 'not separable from the reference',
  'no interval': 'without a verdict, because a speed has no interval',
  'no saving': 'without a known saving',
};

const VAT: Readonly<Record<Stated, string>> = {
  all: 'Costs and prices are without VAT.',
  some: 'Prices that state their VAT are taken without it, the others as they stand.',
  none: 'Prices are taken as they stand: no VAT is taken out.',
};

/** `A`, `A and B`, `A, B and C`. */
const listed = (names: readonly string[]): string =>
  names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;

export const SHEET_ENGLISH: SheetWords = {
  name: 'moebench decision sheet',
  facts: ({ asOf, currency, dtype }) =>
    `${asOf === null ? '' : `as of ${asOf}, `}amounts in ${currency}, ${dtype === null ? '' : `${dtype}, `}rates of training the whole model`,
  question: ({ model, tokens, days, reference }) =>
    `What does it cost to train ${model} on ${tokens}${days === null ? '' : ` within ${days} days`}, beside ${reference}?`,
  candidates: 'The candidates',
  moreRows: count =>
    `${count} more, which save less or whose cost is not known, are in the list of every figure (last line).`,
  whatChanges: 'What would change it',
  nothingBeside: 'Nothing stands beside the reference.',
  oneAtATime: candidate => `The cost of ${candidate} beside the reference, one input at a time.`,
  noLevers: candidate => `The saving of ${candidate} is not known, so no input could change it.`,
  restsOn: 'What it rests on',
  readWith: 'Read it with',
  moreAssumptions: count => `${count} more, on the speeds, are in the list of every figure (last line).`,
  notIncluded: {
    ofAll: items => `Not included in any cost: ${items.join('; ')}.`,
    of: (items, names) => `Not included in the cost of ${listed(names)}: ${items.join('; ')}.`,
    ofAllBut: (items, names) => `Not included in any cost but that of ${listed(names)}: ${items.join('; ')}.`,
  },
  again: ['Every figure, input and source: ', '. This sheet again: ', '.'],
  columns: {
    candidate: 'Candidate',
    difference: 'Difference, 95 % of samples',
    drawn: 'Interval',
    cost: 'Cost',
    price: 'Price per hour paid',
    breakEven: 'Break-even per hour paid',
    speed: 'Speed of a device',
    deviceHours: 'Device-hours at work, 10¹² tokens',
  },
  columnsOwned: { price: 'Price per hour at work', breakEven: 'Break-even per hour at work' },
  atWork: 'per hour at work',
  priceBase: ({ vat, isVatTakenOut, isIdlePaid }) => [
    VAT[vat],
    'Prices and break-evens are before tax.',
    ...(isVatTakenOut ? ['Inputs are listed as given: with VAT where a price includes it.'] : []),
    ...(isIdlePaid ? ['Where idle hours are paid, hours paid are hours at work ÷ utilisation.'] : []),
  ],
  costOf: tokens => `Cost of ${tokens}`,
  devicesFor: days => `Devices for ${days} days`,
  reference: 'reference',
  staleInputs: count => `${count} stale input${count === 1 ? '' : 's'}`,
  chance: percent => `P(cheaper) ${percent}`,
  axis: { cheaper: '← cheaper', same: 'same', dearer: 'dearer →' },
  bought: (amount, isWithoutVat) => `bought for ${amount}${isWithoutVat ? ' before VAT' : ''}`,
  drawnLabel: (difference, ends) => `costs ${difference}${ends === null ? '' : `, ${ends}`}`,
  levers: { input: 'Input', now: 'Now', moves: 'Cost from its 10th to its 90th percentile', zero: 'Same cost at' },
  grounds: { input: 'Input', value: 'Given', source: 'Source' },
  moreInputs: (count, stale) =>
    `${count} more input${count === 1 ? ' is' : 's are'} in the list of every figure (last line), ${stale === 0 ? 'none' : stale} of them stale.`,
  stale: age => `Stale: ${age}. `,
  byContract: 'exact, as a contract',
  noSpread: 'no spread given',
  never: 'never',
  range: (low, high) => `${low} to ${high}`,
  standing: (total, counts) =>
    `Of ${total} candidate${total === 1 ? '' : 's'}: ${counts.map(([what, count]) => `${count} ${STANDINGS[what]}`).join(', ')}. An interval that holds zero is no saving.`,
  clause: text => `${text.charAt(0).toUpperCase()}${text.slice(1)}.`,
  tokensPerSecond: 'tokens/s',
  perHour: currency => `${currency}/h`,
  separator: ', ',
  colon: ': ',
};
