/** An amount, or what it reaches from and to, with as many digits behind the point at both ends. As it was offered, a price is not rounded; converted, it has four digits. */
export function spanText(low: number, high: number): string {
  const [least, most] = [low, high].map(value => (digitsOf(value) > 5 ? Number(value.toPrecision(4)) : value));
  return spanOf(least ?? low, most ?? high, Math.max(digitsOf(least ?? low), digitsOf(most ?? high)));
}

/** What several prices come to: to the hundredth, so that a column of them lines up; from 1,000 on to the unit. */
export const marketSpanText = (low: number, high: number): string => spanOf(low, high, high < 1000 ? 2 : 0);

function spanOf(low: number, high: number, digits: number): string {
  const format = new Intl.NumberFormat('en-US', { minimumFractionDigits: digits, maximumFractionDigits: digits });
  const [least, most] = [format.format(low), format.format(high)];
  return least === most ? least : `${least}–${most}`;
}

/** Digits behind the decimal point. */
const digitsOf = (value: number): number => (String(value).split('.')[1] ?? '').length;
