/** The whole site as one HTML document: scripts and style inside, each named by its hash, so that nothing else can run. Pure. */
import { createHash } from 'node:crypto';
import type { Plot } from '../../charts/plot.ts';
import { LANGUAGE_TAGS, type Language } from '../../words/language.ts';
import { FRAME_WORDS } from '../../words/pages/frame.ts';
import { type Html, html, jsonScript, rawText } from '../frame/html.ts';
import { ICON_SVG } from '../frame/icon.ts';
import { type ScriptName, SECTIONS, type SitePage } from '../frame/page.ts';
import { unbroken } from '../frame/unbroken.ts';
import { bodyInDocument, type Ids, idsOf, partId } from './anchors.ts';
import { sharedData } from './page-data.ts';

export type SingleParts = {
  readonly language: Language;
  readonly asOf: string | null;
  /** In the order of the document. */
  readonly pages: readonly SitePage[];
  readonly pictures: ReadonlyMap<string, string>;
  /** Sentences about what the file does not hold. */
  readonly notes: readonly string[];
  readonly style: string;
  readonly scripts: ReadonlyMap<ScriptName, string>;
};

/** Ids of the document itself. */
const FRAME_IDS = ['content', 'plots'];

export function singleDocument(single: SingleParts): string {
  const { language, asOf, pages, notes } = single;
  const words = FRAME_WORDS[language];
  const ids = idsOf(pages, FRAME_IDS);
  const [first] = pages;
  const style = `\n${single.style}`;
  const used = new Set(pages.flatMap(page => page.scripts));
  const scripts = [...single.scripts].filter(([name]) => used.has(name)).map(([, text]) => inScriptElement(text));
  const document = html`<!doctype html>
<html lang="${LANGUAGE_TAGS[language]}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy(style, scripts)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<title>${first?.title ?? ''} – moebench</title>
<meta name="description" content="${first?.summary ?? ''}">
<link rel="icon" href="data:image/svg+xml;base64,${Buffer.from(ICON_SVG).toString('base64')}">
<style>${rawText(style)}</style>
</head>
<body data-section="${first?.section ?? 'overview'}">
<a class="skip" href="#content">${words.skipToContent}</a>
<header class="top">
<a class="name" href="#${first === undefined ? 'content' : partId(first)}">moebench</a>
${navigation(single)}
</header>
<main id="content" tabindex="-1">
${pages.map(page => part(page, single, ids))}${notes.map(
  note => html`<p class="quiet">${note}</p>
`,
)}</main>
<footer>
<p>${words.tagline}</p>
${asOf === null ? null : html`<p class="quiet">${words.asOf(asOf.slice(0, 10))}</p>`}
</footer>
${jsonScript(
  'plots',
  pages.flatMap<Plot>(({ plots }) => plots),
)}
${Object.entries(sharedData(pages)).map(([id, value]) => jsonScript(id, value))}
${scripts.map(text => ({ html: `<script>${text}</script>\n` }))}</body>
</html>
`;
  return unbroken(document.html);
}

function part(page: SitePage, { language, pages, pictures }: SingleParts, ids: ReadonlyMap<string, Ids>): Html {
  const parts = new Map(pages.map(other => [other.path, partId(other)]));
  const body = { html: bodyInDocument(page, { language, ids, parts, pictures }) };
  return html`<div id="${partId(page)}" data-page="${page.section}" data-title="${page.title}" tabindex="-1">
${body}
</div>
`;
}

/** To the first page of each section. */
function navigation({ language, pages }: SingleParts): Html {
  const words = FRAME_WORDS[language];
  return html`<nav aria-label="${words.navigation}"><ul>${SECTIONS.map(section => {
    const page = pages.find(candidate => candidate.section === section);
    return page === undefined ? null : html`<li><a href="#${partId(page)}">${words.sections[section]}</a></li>`;
  })}</ul></nav>`;
}

/** No request at all: pictures are data, and the calculator's worker is a blob. */
function policy(style: string, scripts: readonly string[]): string {
  const hashes = scripts.map(hashSource);
  return [
    "default-src 'none'",
    `script-src ${hashes.length === 0 ? "'none'" : hashes.join(' ')}`,
    `style-src ${hashSource(style)}`,
    'img-src data: blob:',
    'worker-src blob:',
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
}

const hashSource = (text: string): string => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;

/** Nothing in a script may end its element, or open a comment in which the end is not seen: HTML, 13.2.5.15 to 31. */
const inScriptElement = (script: string): string => `\n${script.replaceAll(/<(?=\/script|!--)/gi, '\\x3C')}`;
