/** XML as text. Names of devices and words of drivers stand in it, so every text is escaped. Pure. */
import { printable } from '../../results/printable.ts';

export type XmlElement = {
  readonly tag: string;
  /** null: the attribute is left out. */
  readonly attributes?: Readonly<Record<string, string | number | null>>;
  readonly children?: readonly XmlElement[] | string;
};

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  // Only `]]>` needs it, by the letter of XML 1.0.
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
};

/** In an attribute a parser turns a line end into a blank, unless it is a character reference. */
const BLANKS: Readonly<Record<string, string>> = { '\n': '&#10;', '\t': '&#9;' };

/** Characters that XML 1.0 (section 2.2) has no way to write: surrogates, U+FFFE, U+FFFF. Control characters `printable` drops. */
const UNWRITABLE = /\p{Cs}|[\uFFFE\uFFFF]/gu;

export const xmlText = (text: string): string =>
  printable(text)
    .replace(UNWRITABLE, '')
    .replace(/[&<>"']/g, character => ENTITIES[character] ?? character);

export const xmlAttribute = (text: string): string =>
  xmlText(text).replace(/[\n\t]/g, character => BLANKS[character] ?? character);

export const xmlDocument = (root: XmlElement): string => `<?xml version="1.0" encoding="UTF-8"?>\n${written(root, '')}`;

function written({ tag, attributes = {}, children = [] }: XmlElement, indent: string): string {
  const shown = Object.entries(attributes).flatMap(([name, value]) =>
    value === null ? [] : ` ${name}="${xmlAttribute(String(value))}"`,
  );
  const opening = `${indent}<${tag}${shown.join('')}`;
  if (children.length === 0) return `${opening}/>\n`;
  if (typeof children === 'string') return `${opening}>${xmlText(children)}</${tag}>\n`;
  return `${opening}>\n${children.map(child => written(child, `${indent}  `)).join('')}${indent}</${tag}>\n`;
}
