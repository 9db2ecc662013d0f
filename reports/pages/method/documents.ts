/** The project's own documents as pages. They are written in English; a page in another language says so and shows them as they are. */
import type { Language } from '../../words/language.ts';
import { DOCUMENT_TITLES } from '../../words/pages/method/document-titles.ts';
import { METHOD_WORDS } from '../../words/pages/method/method.ts';
import { type Html, html } from '../frame/html.ts';
import { linkTo, type Place, placeOf, SECTION_PATHS, type SitePage } from '../frame/page.ts';
import { documentPage, linkedPath } from './document-path.ts';
import { type Heading, type LinkTarget, type RenderedDocument, renderedMarkdown } from './markdown.ts';

/** `path`: from the root of the project, with slashes. */
export type SiteDocument = { readonly path: string; readonly text: string };

/** From so many chapters on, a page begins with a list of them. */
const CONTENTS_FROM = 4;

export function documentPages(documents: readonly SiteDocument[], language: Language): readonly SitePage[] {
  const known = new Set(documents.map(({ path }) => path));
  return documents.map(document => {
    const path = documentPage(document.path);
    const place = placeOf(path, language);
    const rendered = renderedMarkdown(document.text, targetsFrom(document.path, place, known));
    const title = DOCUMENT_TITLES[language].get(document.path) ?? titleOf(document);
    return {
      path,
      section: 'method',
      title,
      summary: summaryOf(rendered, title, language),
      body: documentBody(rendered, place),
      plots: [],
      data: {},
      scripts: ['page'],
    };
  });
}

/** In the language of the page: of a document without a translation, its title, and that it is in English. */
function summaryOf({ lead }: RenderedDocument, title: string, language: Language): string {
  const { inEnglish } = METHOD_WORDS[language];
  if (inEnglish !== null) return `${title}：${inEnglish}`;
  return lead === '' ? title : lead;
}

/** Its first heading, without markup. */
export function titleOf({ path, text }: SiteDocument): string {
  return /^# +(.+)$/m.exec(text)?.[1]?.replaceAll('`', '').trim() ?? path;
}

function documentBody({ title, body, headings }: RenderedDocument, place: Place): Html {
  const words = METHOD_WORDS[place.language];
  const chapters = headings.filter(({ depth }) => depth === 2);
  return html`<p><a href="${linkTo(place, SECTION_PATHS.method)}">← ${words.backToIndex}</a></p>
${words.inEnglish === null ? null : html`<p class="quiet">${words.inEnglish}</p>`}
<article class="document"${place.language === 'en' ? null : html` lang="en"`}>
<h1>${title}</h1>
${chapters.length < CONTENTS_FROM ? null : contents(chapters, words.contents)}
${body}
</article>`;
}

const contents = (chapters: readonly Heading[], label: string): Html =>
  html`<nav class="contents" aria-label="${label}"><ul>${chapters.map(({ id, text }) => html`<li><a href="#${id}">${text}</a></li>`)}</ul></nav>`;

/** Links between documents lead to their pages; those to any other file of the project lead nowhere from a site. */
function targetsFrom(from: string, place: Place, known: ReadonlySet<string>): LinkTarget {
  return href => {
    if (/^https?:\/\//i.test(href)) return { href, leaves: true };
    if (/^[a-z][a-z0-9+.-]*:/i.test(href)) return null;
    const [file = '', anchor] = href.split('#');
    const fragment = anchor === undefined ? '' : `#${anchor}`;
    if (file === '') return fragment === '' ? null : { href: fragment, leaves: false };
    const target = linkedPath(from, file);
    if (target === null || !known.has(target)) return null;
    return { href: `${linkTo(place, documentPage(target))}${fragment}`, leaves: false };
  };
}
