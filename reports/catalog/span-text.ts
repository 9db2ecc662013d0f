/** An amount, or what it reaches from and to. As it was offered, a price is not rounded; converted, it has four digits. */
export function spanText(low: number, high: number): string {
  const [least, most] = [low, high].map(value =>
    AMOUNT.format(digitsOf(value) > 5 ? Number(value.toPrecision(4)) : value),
  );
  return least === most ? `${least}` : `${least}–${most}`;
}

const AMOUNT = new Intl.NumberFormat('en-US', { maximumFractionDigits: 20 });

/** Digits behind the decimal point. */
const digitsOf = (value: number): number => (String(value).split('.')[1] ?? '').length;
