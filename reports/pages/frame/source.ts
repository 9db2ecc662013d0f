/** Where a figure comes from, as text with links: addresses of the web, arXiv numbers. Anything else stays text. */
import { type Html, html } from './html.ts';

/**
 * `https://…`; an address without its scheme, as `github.com/owner/name`; `arXiv:2503.05139v2`. Only a host at the start of a word
 * counts: `systems/a100.yaml` is a path.
 */
const ADDRESS =
  /(?<![\w./@-])(?:https?:\/\/[^\s<>"'()，；。]+|arXiv:\d{4}\.\d{4,5}(?:v\d+)?|(?:[a-z0-9-]+\.)+[a-z]{2,6}\/[^\s<>"'()，；。]*)/gi;
/** What a sentence puts behind an address. */
const TRAILING = /[.,;:!?]+$/;

export function sourceLinks(text: string): Html {
  const pieces: Html[] = [];
  let end = 0;
  for (const { 0: found, index } of text.matchAll(ADDRESS)) {
    const address = found.replace(TRAILING, '');
    const url = urlOf(address);
    if (url === null) continue;
    pieces.push(html`${text.slice(end, index)}`, externalLink(url, address));
    end = index + address.length;
  }
  return html`${pieces}${text.slice(end)}`;
}

/** A link that leaves the site. */
export const externalLink = (url: string, text: Html | string): Html =>
  html`<a href="${url}" rel="noopener noreferrer">${text}</a>`;

/** Null for anything but http and https. */
function urlOf(address: string): string | null {
  if (/^arxiv:/i.test(address)) return `https://arxiv.org/abs/${address.slice('arxiv:'.length)}`;
  const url = /^https?:\/\//i.test(address) ? address : `https://${address.replace(/@[0-9a-f]{6,40}$/, '')}`;
  return URL.canParse(url) ? url : null;
}
