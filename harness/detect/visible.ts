/**
 * Which boards CUDA shows a program, in the order in which it numbers them: CUDA_VISIBLE_DEVICES, by the rules of NVIDIA's
 * programming guide. Vendor tools and libraries list all boards whatever it says. Pure.
 */
import { type Note, note } from '../../results/schema/note.ts';
import type { Device } from '../vendors/device.ts';

/** A board that a provider numbers. `boardUnknown`: why it cannot be told which of the machine's it is; null where it can. */
export type VisibleBoard = { readonly device: Device; readonly boardUnknown: Note | null };

/**
 * The boards a list of numbers and UUIDs (or their unique beginnings) lets a program see; all of them without a list. As in CUDA
 * the list ends at the first entry that is none, or that was named before. Of MIG slices a program sees one: which card it is
 * on, the name does not say.
 */
export function visibleBoards(list: string | undefined, boards: readonly Device[]): readonly VisibleBoard[] {
  if (list === undefined) return boards.map(device => ({ device, boardUnknown: null }));
  const seen: VisibleBoard[] = [];
  for (const entry of list.split(',').map(text => text.trim())) {
    if (entry.startsWith('MIG-')) return seen.length > 0 ? seen : sliceOf(entry, boards);
    const device = boardOf(entry, boards);
    if (device === undefined || seen.some(board => board.device === device)) break;
    seen.push({ device, boardUnknown: null });
  }
  return seen;
}

function boardOf(entry: string, boards: readonly Device[]): Device | undefined {
  if (/^\d+$/.test(entry)) return boards.find(({ index }) => index === Number(entry));
  if (!entry.startsWith('GPU-')) return undefined;
  const meant = boards.filter(({ uuid }) => uuid?.startsWith(entry) === true);
  return meant.length === 1 ? meant[0] : undefined;
}

function sliceOf(entry: string, boards: readonly Device[]): readonly VisibleBoard[] {
  const device = boards.find(({ partitioned }) => partitioned === true) ?? boards[0];
  if (device === undefined) return [];
  const boardUnknown = note('slice-visible', { entry });
  return [{ device: { ...device, partitioned: true }, boardUnknown }];
}
