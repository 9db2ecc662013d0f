/**
 * Cards of AMD's MI300 family cut into parts: SPX is one part, DPX two, TPX three, QPX four, CPX one for each compute die. Each
 * part is a device that software addresses. https://docs.kernel.org/gpu/amdgpu/driver-misc.html and AMD's partitioning guide.
 */
import { type Row, said } from '../device.ts';
import { hasTwoDies } from './dies.ts';

/** A row of a listing, and what is said of the part it is. `card`: what all parts of a card share. */
export type Part = {
  readonly row: Row;
  readonly mode: string | null;
  readonly memoryMode: string | null;
  readonly id: number | null;
  readonly card: string | null;
};

const PARTS: Readonly<Record<string, number>> = { SPX: 1, DPX: 2, TPX: 3, QPX: 4 };

/** How many parts a card of that name is in; null where the mode is not known. An MI300A has six compute dies, the others eight. */
export function partsIn(mode: string | null, name: string): number | null {
  if (mode === null) return null;
  if (mode.toUpperCase() === 'CPX') return /\bMI300A\b|0x74a0/i.test(name) ? 6 : 8;
  return PARTS[mode.toUpperCase()] ?? null;
}

/** Rows with the card that each part is of, whether it is cut, and a part's memory. */
export function partsOfCards(parts: readonly Part[]): readonly Row[] {
  let card = -1;
  let first: Part | null = null;
  let seen = 0;
  return parts.map((part, position) => {
    const before = parts[position - 1];
    // A later part may not say its mode: it is its card's.
    if (
      first === null ||
      before === undefined ||
      !isSameCard(before, part, seen, partsIn(first.mode, first.row.name))
    ) {
      card += 1;
      seen = 0;
      first = part;
    }
    seen += 1;
    const count = partsIn(part.mode ?? first.mode, part.row.name) ?? sharersOf(part, parts);
    const isPart = count === null ? (part.id ?? 0) > 0 : count > 1;
    if (!isPart) return count === 1 ? { ...part.row, partitioned: false } : part.row;
    const memoryMode = part.memoryMode ?? first.memoryMode;
    return { ...part.row, card, partitioned: true, memory: memoryOfPart({ ...part, memoryMode }, count) };
  });
}

/** How many rows have the serial number of this one, where more than one has; an MI250's dies are no parts. */
function sharersOf({ card, row }: Part, parts: readonly Part[]): number | null {
  if (card === null || hasTwoDies(row.name)) return null;
  const count = parts.filter(other => other.card === card).length;
  return count > 1 ? count : null;
}

/** Parts are numbered from 0 in each card, one after the other; where they have no numbers, they are counted. */
function isSameCard(before: Part, part: Part, seen: number, count: number | null): boolean {
  if (part.card !== null && before.card !== null && part.card !== before.card) return false;
  if (part.id === null || before.id === null)
    return count === null ? part.card !== null && part.card === before.card : seen < count;
  return part.id > before.id;
}

/** With one memory domain (NPS1) the size is the card's, and the driver gives each part its share; else it is not told whose it is. */
function memoryOfPart({ row, memoryMode }: Part, count: number | null): string | undefined {
  const size = said(row.memory);
  if (size === null) return row.memory;
  const [, amount, unit] = /^([\d.]+) ?([KMG]?i?B)$/i.exec(size) ?? [];
  if (memoryMode?.toUpperCase() === 'NPS1' && count !== null && amount !== undefined) {
    return `${Number(amount) / count} ${unit}`;
  }
  return `${size}, of the card or of its part`;
}
