/** GitHub's Markdown as text: what others named is shown letter by letter, never as markup, HTML, mathematics or a link. Pure. */
import { onOneLine } from '../../results/printable.ts';

const HTML: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };

/** A bare address becomes a link without any markup: an empty comment cuts it. */
const ADDRESS = /(:\/\/|\bwww\.|@)/g;

/** On one line, so that it stays in its cell of a table. */
export const markdownText = (text: string): string =>
  onOneLine(text)
    .replace(/\p{Cs}/gu, '')
    .replace(/[\\`*_{}[\]()#+!|~$^=-]/g, character => `\\${character}`)
    .replace(/[&<>]/g, character => HTML[character] ?? character)
    .replace(ADDRESS, (address: string) => `${address}<!-- -->`);

/** A name of series-name.ts, which holds nothing that ends a code span or a cell. */
export const markdownCode = (plainName: string): string => `\`${plainName}\``;

export const markdownRow = (cells: readonly string[]): string => `| ${cells.join(' | ')} |\n`;

export const markdownHead = (columns: readonly string[]): string =>
  markdownRow(columns) + markdownRow(columns.map(() => '---'));
