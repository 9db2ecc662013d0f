/** Inputs and their values in words. */
import { decimalUnit, pointText, threeDigits } from '../format.ts';

/** `price.perHour/ling-device-a` → `price.perHour of ling-device-a`. */
export function inputText(input: string): string {
  const [field, ...owner] = input.split('/');
  return owner.length === 0 ? input : `${field} of ${owner.join('/')}`;
}

/** `27.5 CNY/h`, `370 TFLOP/s`, `28.8 billion parameters`. */
export function quantityText(value: number, unit: string): string {
  if (unit === 'FLOP/s') return pointText(value, decimalUnit(value, unit));
  if (unit === 'parameters') return `${threeDigits(value / 1e9)} billion ${unit}`;
  return `${threeDigits(value)} ${unit}`.trim();
}
