/** Markdown of our documents as HTML: headings with anchors, tables and code styled, raw HTML as text, links inside the site. */
import { Marked, type Token, type Tokens } from 'marked';
import { escapeHtml, type Html } from '../frame/html.ts';
import { headingIds } from './heading-ids.ts';

export type Heading = { readonly depth: number; readonly id: string; readonly text: string };

export type RenderedDocument = {
  /** Its first heading. */
  readonly title: Html;
  /** Everything else. */
  readonly body: Html;
  readonly headings: readonly Heading[];
  /** Its first paragraph, without markup. */
  readonly lead: string;
};

/** Where a link of the document leads: an address inside the site or on the web; null: nowhere from here, so only its text stays. */
export type LinkTarget = (href: string) => { readonly href: string; readonly leaves: boolean } | null;

export function renderedMarkdown(text: string, targetOf: LinkTarget): RenderedDocument {
  const headings: Heading[] = [];
  const leads: string[] = [];
  const titles: string[] = [];
  const idOf = headingIds();
  const marked = new Marked({
    gfm: true,
    renderer: {
      heading({ tokens, depth }) {
        const plain = plainText(tokens);
        const id = idOf(plain);
        headings.push({ depth, id, text: plain });
        const title = this.parser.parseInline(withoutLinks(tokens));
        const inner = depth === 1 ? title : `<a class="anchor" href="#${escapeHtml(id)}">${title}</a>`;
        if (depth === 1 && titles.push(title) === 1) return '';
        return `<h${depth} id="${escapeHtml(id)}">${inner}</h${depth}>\n`;
      },
      paragraph({ tokens }) {
        leads.push(plainText(tokens));
        return `<p>${this.parser.parseInline(tokens)}</p>\n`;
      },
      link({ href, tokens }) {
        const inner = this.parser.parseInline(tokens);
        const target = targetOf(href);
        if (target === null) return inner;
        return `<a href="${escapeHtml(target.href)}"${target.leaves ? ' rel="noopener noreferrer"' : ''}>${inner}</a>`;
      },
      // A picture of a document lies outside the site: its description stands for it.
      image: ({ text: description }) => `<em>${escapeHtml(description)}</em>`,
      html: ({ text: raw }) => escapeHtml(raw),
      code: ({ text: code }) => `<pre tabindex="0"><code>${escapeHtml(code)}</code></pre>\n`,
      table(token) {
        const inline = (cell: Tokens.TableCell): string => this.parser.parseInline(cell.tokens);
        return tableHtml(token, inline);
      },
    },
  });
  const body = { html: marked.parse(text, { async: false }) };
  return { title: { html: titles[0] ?? '' }, body, headings, lead: leads[0] ?? '' };
}

function tableHtml({ header, rows }: Tokens.Table, inline: (cell: Tokens.TableCell) => string): string {
  const align = (cell: Tokens.TableCell): string => (cell.align === 'right' ? ' class="number"' : '');
  const heads = header.map(cell => `<th scope="col"${align(cell)}>${inline(cell)}</th>`);
  const lines = rows.map(row => `<tr>${row.map(cell => `<td${align(cell)}>${inline(cell)}</td>`).join('')}</tr>\n`);
  return `<div class="scroll" tabindex="0"><table>\n<thead><tr>${heads.join('')}</tr></thead>\n<tbody>${lines.join('')}</tbody>\n</table></div>\n`;
}

/** The words of inline tokens: of a link its text, of code its content. */
function plainText(tokens: readonly Token[]): string {
  return tokens
    .map(token => {
      if ('tokens' in token && token.tokens !== undefined) return plainText(token.tokens);
      return 'text' in token ? String(token.text) : '';
    })
    .join('');
}

/** A heading is an anchor itself: a link in it stays as its text. */
const withoutLinks = (tokens: readonly Token[]): Token[] =>
  tokens.flatMap(token => (token.type === 'link' ? (token.tokens ?? []) : [token]));
