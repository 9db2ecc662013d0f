/** Which chips a name in a text stands for: ids, catalog names, names that tools print, and the bare names people write. */
import { type Chip, isNamed } from '../catalog/catalog.ts';
import { CHIP_WORDS, MAKER_WORDS } from './chip-words.ts';

export type ChipNames = {
  readonly chips: readonly Chip[];
  /** Fits what any driver prints: asked before each chip's patterns are. */
  readonly printed: RegExp;
  readonly byAlias: ReadonlyMap<string, readonly string[]>;
  /** Aliases that end inside a longer one: `910b` for `910b1`, `910b2`. */
  readonly byStem: ReadonlyMap<string, readonly string[]>;
};

export type NameFound = { readonly length: number; readonly chips: readonly string[]; readonly stem: boolean };

/** Longest text that is looked at for one name. */
const MOST = 60;
/** A shorter stem says nothing: `A1`. */
const LEAST_STEM = 4;

/** The names of a catalog. A die that a driver shows is no device that is offered. */
export function chipNamesOf(all: readonly Chip[]): ChipNames {
  const chips = all.filter(({ id }) => !id.endsWith('-die'));
  const byAlias = grouped(chips.flatMap(chip => aliasesOf(chip).map(alias => [alias, chip.id] as const)));
  const stems = [...byAlias].flatMap(([alias, ids]) =>
    stemsOf(alias).flatMap(stem => ids.map(id => [stem, id] as const)),
  );
  const printed = new RegExp(chips.flatMap(({ match }) => match).join('|') || '$^', 'i');
  return { chips, printed, byAlias, byStem: grouped(stems.filter(([stem]) => !byAlias.has(stem))) };
}

/** The longest name at that place; null where none stands there. */
export function nameAt(names: ChipNames, text: string, start: number): NameFound | null {
  const rest = text.slice(start, start + MOST);
  const ends = [...rest].map((_, index) => rest.length - index).filter(end => isEnd(rest, end));
  for (const lookup of [exactly, byStem]) {
    for (const length of ends) {
      const chips = lookup(names, rest.slice(0, length));
      if (chips.length > 0) return { length, chips, stem: lookup === byStem };
    }
  }
  return null;
}

function exactly({ byAlias, chips, printed }: ChipNames, name: string): readonly string[] {
  if (name !== name.trim()) return [];
  const known = byAlias.get(compact(name));
  if (known !== undefined) return isWholeNumber(name) ? [] : known;
  const forms = [name, name.replaceAll(' ', '-'), name.replaceAll(' ', '')].filter(form => printed.test(form));
  return forms.length === 0 ? [] : chips.filter(chip => forms.some(form => isNamed(chip, form))).map(({ id }) => id);
}

const byStem = (names: ChipNames, name: string): readonly string[] =>
  name === name.trim() ? (names.byStem.get(compact(name)) ?? numberName(names, name)) : [];

/** `4090` is a chip only where nothing reads better: it comes after amounts and counts (scan.ts takes the longest). */
const numberName = ({ byAlias }: ChipNames, name: string): readonly string[] =>
  isWholeNumber(name) ? (byAlias.get(name) ?? []) : [];

const isWholeNumber = (name: string): boolean => /^\d+$/.test(name);

/** A name ends where a word does, or before a count: `H800x8`. */
function isEnd(text: string, end: number): boolean {
  const [last = '', next = ''] = [text[end - 1], text[end]];
  if (!/[\p{L}\p{N})]/u.test(last)) return false;
  return next === '' || !/[a-z0-9]/i.test(next) || !/[a-z0-9]/i.test(last) || /^[x*]\s*\d/i.test(text.slice(end));
}

/** What two writings of one name share. */
export const compact = (name: string): string => name.toLowerCase().replaceAll(/[\s_\-./()·]/g, '');

/** Every name of a chip, compact: `h800` of `nvidia-h800`, `NVIDIA H800 SXM` and `H800 80GB`. */
export function aliasesOf({ id, name, vendor, memoryBytes }: Chip): readonly string[] {
  const [before = name, inside = ''] = name.split(/[()]/);
  const listed = before.split(/[/,]/);
  const bare = [...bareIds(id), ...listed.map(part => withoutMaker(part, vendor))];
  const memory = memoryBytes === null ? [] : sizesOf(memoryBytes).flatMap(size => [`${size}gb`, `${size}g`]);
  return [
    ...new Set(
      [
        id,
        name,
        before,
        ...bare,
        ...bareIds(id).flatMap(part => memory.map(size => `${part}${size}`)),
        ...inside
          .split(',')
          .filter(part => /[a-z]+.*\d|^[A-Z][a-z]{4,}/i.test(part) && !/gpu|^\s*\d+\s*GB/i.test(part)),
        ...(CHIP_WORDS[id] ?? []),
      ].map(compact),
    ),
  ].filter(alias => alias.length >= 2);
}

/** `moore-threads-s5000`: without the maker, and what is left of it with a digit. */
function bareIds(id: string): readonly string[] {
  const [, ...rest] = id.split('-');
  return rest
    .map((_, index) => rest.slice(index).join('-'))
    .filter((part, index) => index === 0 || (/\d/.test(part) && part.length >= 4 && !/^\d{1,3}$/.test(part)));
}

function withoutMaker(name: string, vendor: string): string {
  const words = [vendor, ...(MAKER_WORDS[vendor] ?? [])].toSorted((a, b) => b.length - a.length);
  const pattern = new RegExp(`^\\s*(?:(?:${words.join('|')})\\s*)+`, 'i');
  return name.replace(pattern, '').replace(/\bSXM\d?\b/i, '');
}

/** In decimal and in binary gigabytes: 85.9e9 bytes are sold as 80GB. */
export const sizesOf = (bytes: number): readonly number[] => [
  ...new Set([Math.round(bytes / 1e9), Math.round(bytes / 2 ** 30)]),
];

/** Where letters turn to digits or digits to letters a name may have been cut: `mi300` of `mi300x`, never `h80` of `h800`. */
function stemsOf(alias: string): readonly string[] {
  return [...alias]
    .map((_, index) => alias.slice(0, index))
    .filter(
      stem => stem.length >= LEAST_STEM && /\d/.test(stem) && isDigit(stem.at(-1)) !== isDigit(alias[stem.length]),
    );
}

const isDigit = (character = ''): boolean => /\d/.test(character);

function grouped(pairs: readonly (readonly [string, string])[]): ReadonlyMap<string, readonly string[]> {
  const groups = new Map<string, readonly string[]>();
  for (const [key, id] of pairs) groups.set(key, [...new Set([...(groups.get(key) ?? []), id])]);
  return groups;
}
