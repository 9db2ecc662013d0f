/** HTML by tagged template: what is put in is escaped, unless it is HTML already. */
import { printable } from '../../../results/printable.ts';

export type Html = { readonly html: string };
type Part = Html | string | number | null | readonly Part[];

/** `html\`<p>${text}</p>\``: text is escaped, HTML and lists of it are kept, null is nothing. */
export function html(strings: TemplateStringsArray, ...parts: readonly Part[]): Html {
  const pieces = strings.map((text, index) => text + (index < parts.length ? render(parts[index] ?? null) : ''));
  return { html: pieces.join('') };
}

export function escapeHtml(text: string): string {
  return printable(text)
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;');
}

/** Text of ours that stands in a style element as it is: nothing in it may end the element. */
export function rawText(text: string): Html {
  if (text.includes('</')) throw new Error('a style sheet holds no tag');
  return { html: text };
}

/** JSON that can stand inside a script element: no `<` can end it. */
export function jsonScript(id: string, value: unknown): Html {
  const json = JSON.stringify(value, withoutControls).replaceAll('<', '\\u003c');
  return { html: `<script type="application/json" id="${escapeHtml(id)}">${json}</script>` };
}

const withoutControls = (_: string, value: unknown): unknown => (typeof value === 'string' ? printable(value) : value);

function render(part: Part): string {
  if (part === null) return '';
  if (typeof part === 'string' || typeof part === 'number') return escapeHtml(String(part));
  return 'html' in part ? part.html : part.map(render).join('');
}
