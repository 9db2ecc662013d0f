/** An offer's text cut into parts: at each place the longest that any row reads. */
import { UsageError } from '../../suites/usage-error.ts';
import { type ChipNames, nameAt } from './chip-name.ts';
import { MAKER_WORDS } from './chip-words.ts';
import { leftOverText } from './left-over.ts';
import { doubtfulThousands, isDoubtful } from './number.ts';
import { BASIS_PARTS, COUNT_PARTS } from './parts/basis.ts';
import { CONDITION_PARTS, FILLERS, SPEED_PARTS } from './parts/conditions.ts';
import { KIND_PARTS, MONEY_PARTS, TAX_PARTS } from './parts/money.ts';
import { type PartRow, partRow, type Said } from './parts/part.ts';

export type Scanned = {
  readonly texts: readonly { readonly text: string; readonly said: Said }[];
  readonly names: readonly { readonly text: string; readonly chips: readonly string[]; readonly stem: boolean }[];
  readonly makers: readonly string[];
};

const ROWS: readonly PartRow[] = [
  ...COUNT_PARTS,
  ...BASIS_PARTS,
  ...MONEY_PARTS,
  ...KIND_PARTS,
  ...TAX_PARTS,
  ...SPEED_PARTS,
  ...CONDITION_PARTS,
  ...FILLERS,
];

/** What may stand between parts. A hyphen before a number is its sign, unless a blank follows. */
const SEPARATOR = /(?:[\s,;:。、()|@=]|[-–—](?=\s|$))+/y;

const MAKERS = Object.entries(MAKER_WORDS).map(([vendor, words]) => ({
  vendor,
  row: partRow(`(?:${words.map(word => (/[a-z]$/.test(word) ? `${word}(?![a-z])` : word)).join('|')})`, () => ({})),
}));

type Part = { readonly length: number; readonly add: (scanned: Scanned, text: string) => Scanned };

/** UsageError that names what is left over, with its place. `text`: normalised (NFKC). */
export function scan(text: string, names: ChipNames): Scanned {
  const thousands = doubtfulThousands(text);
  if (thousands !== null && !thousands.endsWith('.000')) {
    const other = thousands.replace('.', ',');
    throw new UsageError(
      `'${thousands}' may be ${Number(thousands)} or ${other}; write ${thousands.replace('.', '')} or fewer decimals`,
    );
  }
  let scanned: Scanned = { texts: [], names: [], makers: [] };
  let at = skipped(text, 0);
  while (at < text.length) {
    const [part] = partsAt(text, at, names).toSorted((a, b) => b.length - a.length);
    if (part === undefined) throw new UsageError(leftOverText(text, at, names, scanned.names.length > 0));
    const piece = text.slice(at, at + part.length);
    if (isDoubtful(piece)) {
      throw new UsageError(
        `'${piece}' may be ${piece.replaceAll('.000', '')} or ${piece.replaceAll('.000', ',000')}; write one of them`,
      );
    }
    scanned = part.add(scanned, piece);
    at = skipped(text, at + part.length);
  }
  return scanned;
}

function partsAt(text: string, at: number, names: ChipNames): readonly Part[] {
  const name = nameAt(names, text, at);
  const named: readonly Part[] =
    name === null
      ? []
      : [
          {
            length: name.length,
            add: (scanned, piece) => ({
              ...scanned,
              names: [...scanned.names, { text: piece, chips: name.chips, stem: name.stem }],
            }),
          },
        ];
  const read = ROWS.flatMap(({ pattern, read: readGroups }): readonly Part[] => {
    const match = matchAt(pattern, text, at);
    if (match === null) return [];
    const said = readGroups(match.groups ?? {});
    return [
      {
        length: match[0].length,
        add: (scanned, piece) => ({ ...scanned, texts: [...scanned.texts, { text: piece.trim(), said }] }),
      },
    ];
  });
  const makers = MAKERS.flatMap(({ vendor, row }): readonly Part[] => {
    const match = matchAt(row.pattern, text, at);
    if (match === null) return [];
    return [{ length: match[0].length, add: scanned => ({ ...scanned, makers: [...scanned.makers, vendor] }) }];
  });
  return [...named, ...read, ...makers];
}

function matchAt(pattern: RegExp, text: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at;
  const match = pattern.exec(text);
  return match === null || match[0] === '' ? null : match;
}

function skipped(text: string, at: number): number {
  SEPARATOR.lastIndex = at;
  return at + (SEPARATOR.exec(text)?.[0].length ?? 0);
}
