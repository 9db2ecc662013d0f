/**
 * Boards of two dies that software sees as two devices: AMD's MI250 and MI250X. Their power is read by the first die, for both; the
 * second says N/A, "Secondary die" or 0 (aldebaran_ppt.c of the kernel: "Valid power data is available only from primary die").
 */
import { type Row, said } from '../device.ts';

/** By name, or by PCI id where no name is told. */
const TWO_DIES = /\bMI250X?\b|0x740[8c]\b/i;

export const hasTwoDies = (name: string): boolean => TWO_DIES.test(name);

/** Rows with the board that each die is on. A die that tells no power is the second of the board before it. */
export function twoDies(rows: readonly Row[]): readonly Row[] {
  let card = -1;
  let isSecond = true;
  return rows.map(row => {
    if (!hasTwoDies(row.name)) {
      isSecond = true;
      return row;
    }
    isSecond = !isSecond && !drawsPower(row);
    if (!isSecond) card += 1;
    return { ...row, card };
  });
}

const drawsPower = ({ power }: Row) => Number.parseFloat(said(power) ?? '') > 0;
