/**
 * Boards that a tool lists without being able to read them: lost from the bus, hung, or waiting for a reset. They are no devices
 * to run on, and a word such as `[GPU is lost]` is no name.
 */
import * as z from 'zod';
import { complaintIn, RESET_FIX } from './complaints.ts';
import { lines } from './lines.ts';

export const brokenBoardSchema = z.strictObject({
  /** Its number; null where the tool gives only its bus address. */
  index: z.int().nonnegative().nullable(),
  /** What the tool says of it. */
  says: z.string(),
});

export type BrokenBoard = Readonly<z.infer<typeof brokenBoardSchema>>;

/** Where a figure belongs. A sensor alone that fails on a board that works is an `[Unknown Error]` too, so that is none of them. */
const FIGURES = /^\[?\s*(\w+ is lost|\w+ requires reset|err!)\s*\]?\.?$/i;
/** Where the size of the memory belongs, which any driver knows of a board that answers. */
const SIZES = /^\[?\s*(\w+ is lost|\w+ requires reset|reset required|err!?|error|unknown error)\s*\]?\.?$/i;
/** Where a name belongs: any board that answers has one. */
const NO_NAMES = /^\[?(not (found|available|supported)|n\/?a|insufficient permissions|no permission)\]?$/i;

/** Whether what stands where a figure belongs says that the board does not answer. */
export const isBrokenWord = (text: string): boolean => FIGURES.test(text.trim());

/** Whether what stands where a name belongs says that the board does not answer. */
export const isBrokenName = (name: string): boolean => SIZES.test(name.trim()) || NO_NAMES.test(name.trim());

/** Whether what stands where the size of the memory belongs says so. */
export const isBrokenSize = (text: string): boolean => SIZES.test(text.trim());

/** `Unable to determine the device handle for GPU2: 0000:65:00.0: Unknown Error`; some drivers leave the number out. */
const HANDLE =
  /^(Unable to determine the device handle\b|GPU [0-9a-f]{4,8}:[0-9a-f:.]+: .*\b(lost|fallen off|requires reset)\b)/i;
const NUMBER = /\bgpu ?(\d{1,3}): /i;

/** A tool's text without the lines that tell of broken boards, and those boards. */
export function withoutBroken(text: string): { readonly text: string; readonly broken: readonly BrokenBoard[] } {
  const broken: BrokenBoard[] = [];
  const kept = lines(text).filter(line => {
    if (!HANDLE.test(line)) return true;
    const number = NUMBER.exec(line)?.[1];
    broken.push({ index: number === undefined ? null : Number(number), says: line.trim() });
    return false;
  });
  return broken.length === 0 ? { text, broken } : { text: kept.join('\n'), broken };
}

/** What to do about a broken board. */
export const fixOfBroken = ({ says }: BrokenBoard): string => complaintIn(says)?.fix ?? RESET_FIX;

/** A board that this user may not read, or that its driver tells nothing of, need not be broken. */
export const codeOfBroken = ({ says }: BrokenBoard) => complaintIn(says)?.code ?? 'lost';

/** `board 2`, or `a board` where its number is not told. */
export const nameOfBroken = ({ index }: BrokenBoard): string => (index === null ? 'a board' : `board ${index}`);
