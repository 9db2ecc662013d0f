/** A part of a page under a heading, which a link can name. */
import { type Html, html } from './html.ts';

export function section(id: string, title: string, body: Html): Html {
  return html`<section id="${id}">
<h2><a class="anchor" href="#${id}">${title}</a></h2>
${body}
</section>
`;
}
