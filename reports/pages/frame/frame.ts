/** What stands around every page: head, navigation, footer. */

import { LANGUAGE_NAMES, LANGUAGE_TAGS, LANGUAGES, type Language } from '../../words/language.ts';
import { FRAME_WORDS } from '../../words/pages/frame.ts';
import { type Html, html, jsonScript } from './html.ts';
import { ICON_FILE } from './icon.ts';
import {
  chartFile,
  folderOf,
  linkTo,
  type Place,
  placeOf,
  SECTION_PATHS,
  SECTIONS,
  type SectionId,
  type SitePage,
} from './page.ts';
import { unbroken } from './unbroken.ts';

/**
 * Nothing but the site's own files: no request leaves the page, and no text of a record can run. Opened from disk, `'self'` is the
 * site's folder. The calculator's worker is a blob.
 */
export const CONTENT_SECURITY_POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; font-src 'self'; worker-src blob:; base-uri 'none'; form-action 'none'";

export type FrameFacts = {
  readonly language: Language;
  /** Sections with a page: the navigation has no others. */
  readonly sections: ReadonlySet<SectionId>;
  /** The day ages are counted from; null: there is no record. */
  readonly asOf: string | null;
  /** Where the site will be published, ending in a slash: a link preview needs whole addresses. */
  readonly baseUrl?: string;
};

/** The whole document. Pure: the same page gives the same bytes. */
export function framed(page: SitePage, { language, sections, asOf, baseUrl }: FrameFacts): string {
  const place = placeOf(page.path, language);
  const words = FRAME_WORDS[language];
  const document = html`<!doctype html>
<html lang="${LANGUAGE_TAGS[language]}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${CONTENT_SECURITY_POLICY}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<title>${page.title} – moebench</title>
<meta name="description" content="${page.summary}">
<meta property="og:title" content="${page.title}">
<meta property="og:description" content="${page.summary}">
${baseUrl === undefined ? null : preview(page, language, baseUrl)}<link rel="icon" href="${place.root}${ICON_FILE}" type="image/svg+xml">
${LANGUAGES.map(
  other => html`<link rel="alternate" hreflang="${LANGUAGE_TAGS[other]}" href="${place.root}${folderOf(other)}${page.path}">
`,
)}<link rel="stylesheet" href="${place.root}assets/site.css">
${page.scripts.map(
  name => html`<script src="${place.root}assets/${name}.js" defer></script>
`,
)}</head>
<body data-section="${page.section}">
<a class="skip" href="#content">${words.skipToContent}</a>
<header class="top">
<a class="name" href="${linkTo(place, SECTION_PATHS.overview)}">moebench</a>
${navigation(page, place, sections)}
${languages(page, place)}
</header>
<main id="content" tabindex="-1">
${page.body}
</main>
<footer>
<p>${words.tagline}</p>
<p class="quiet"><a href="${linkTo(place, `${SECTION_PATHS.overview}#about`)}">${words.whatThisIs}</a>${sections.has('method') ? html` <a href="${linkTo(place, `${SECTION_PATHS.method}#verify`)}">${words.howToVerify}</a>` : null}${asOf === null ? null : html` <span>${words.asOf(asOf.slice(0, 10))}</span>`}</p>
<p class="quiet paper">${words.onPaper(`${baseUrl ?? ''}${folderOf(language)}${page.path}`)}</p>
</footer>
${page.plots.length === 0 ? null : jsonScript('plots', page.plots)}
${Object.entries(page.data).map(([id, value]) => jsonScript(id, value))}
</body>
</html>
`;
  return unbroken(document.html);
}

/** For those who show a link: the address of the page and the picture of its first chart. */
function preview({ path, plots }: SitePage, language: Language, baseUrl: string): Html {
  const first = plots.find(({ drawn }) => drawn);
  return html`<meta property="og:url" content="${baseUrl}${folderOf(language)}${path}">
${
  first === undefined
    ? null
    : html`<meta property="og:image" content="${baseUrl}${chartFile(first.id, language)}">
<meta name="twitter:card" content="summary_large_image">
`
}`;
}

function navigation({ section: current }: SitePage, place: Place, sections: ReadonlySet<SectionId>): Html {
  const { sections: names, navigation: label } = FRAME_WORDS[place.language];
  return html`<nav aria-label="${label}"><ul>${SECTIONS.filter(section => sections.has(section)).map(
    section =>
      html`<li><a href="${linkTo(place, SECTION_PATHS[section])}"${section === current ? html` aria-current="page"` : null}>${names[section]}</a></li>`,
  )}</ul></nav>`;
}

/** The same page in the other languages. */
function languages({ path }: SitePage, { language, root }: Place): Html {
  return html`<p class="languages">${LANGUAGES.filter(other => other !== language).map(
    other =>
      html`<a href="${root}${folderOf(other)}${path}" lang="${LANGUAGE_TAGS[other]}" hreflang="${LANGUAGE_TAGS[other]}">${LANGUAGE_NAMES[other]}</a>`,
  )}</p>`;
}
