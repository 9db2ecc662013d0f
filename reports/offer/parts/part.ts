/** A part of an offer's text: how it is recognised, and what it says. */
import type { Amount, Offer } from '../offer.ts';

/** What a part says of the offer; of a node whose size stands elsewhere, and of a count of cards that may be a node's. */
export type Said = Partial<Omit<Offer, 'name' | 'chips' | 'interruptions'>> & {
  /** `node`, without how many devices it has. */
  readonly node?: true;
  /** `8 GPUs`, `8卡`: of the node where there is one. */
  readonly cards?: number;
  /** `8x` in front. */
  readonly times?: number;
  /** `80GB` of a device. */
  readonly memoryGb?: number;
  /** `1600 tokens/s/GPU`, `700 W/GPU`: of one device, where the offer names a node. */
  readonly speedOfDevice?: true;
  readonly wattsOfDevice?: true;
  /** `1600 tokens/s 每卡 6.5元`: it may belong to the speed or to the amount. */
  readonly deviceBetween?: true;
  readonly interruptionsPerDay?: Amount;
  readonly minutesLost?: Amount;
};

/** Named groups of a match. */
export type Groups = Readonly<Record<string, string | undefined>>;

/** A row of a table of parts: the pattern stands at the start of what is left of the text; the longest of all rows wins. */
export type PartRow = {
  /** What the part is called where it is there twice. */
  readonly pattern: RegExp;
  readonly read: (groups: Groups) => Said;
};

/** A row from the source of its pattern, in which blanks stand for any number of them. */
export function partRow(source: string, read: PartRow['read']): PartRow {
  return { pattern: new RegExp(source.replaceAll('_', String.raw`\s*`), 'iuy'), read };
}

/** Behind a word: `an H800` is no hour. */
export const WORD_END = '(?![a-z0-9])';
/** Behind a word whose number may follow at once: `mfu0.25`. */
export const LETTERS_END = '(?![a-z])';
