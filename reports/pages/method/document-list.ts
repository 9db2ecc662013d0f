/** The list of all documents, by what a reader looks for. */
import type { Language } from '../../words/language.ts';
import { DOCUMENT_TITLES } from '../../words/pages/method/document-titles.ts';
import { DOCUMENT_GROUPS, type DocumentGroup, METHOD_WORDS } from '../../words/pages/method/method.ts';
import { type Html, html } from '../frame/html.ts';
import { linkTo, type Place } from '../frame/page.ts';
import { documentPage } from './document-path.ts';
import { type SiteDocument, titleOf } from './documents.ts';

const METHOD = 'docs/method/';

/** In reading order. A document that is in no group stands under `other`. */
const GROUPS: Readonly<Record<Exclude<DocumentGroup, 'other'>, readonly string[]>> = {
  reading: [
    ...['README', 'how-to-read-a-number', 'verdict', 'comparisons', 'reference', 'intervals', 'coverage'],
    ...['efficiency', 'warnings', 'limits'],
  ].map(name => `${METHOD}${name}.md`),
  measuring: [
    ...['runs-and-rounds', 'long-and-concurrent-runs', 'cut-to-fit', 'timed-cell', 'batches-and-text'],
    ...['quiet-machine', 'cpu-and-memory-limits', 'memory', 'energy', 'self-test'],
  ].map(name => `${METHOD}${name}.md`),
  'same-work': ['parity', 'tolerances', 'fingerprints', 'placement', 'evidence', 'physics'].map(
    name => `${METHOD}${name}.md`,
  ),
  money: ['docs/COST.md', 'docs/WORKLOADS.md', 'docs/OFFERS.md', 'docs/CATALOG.md'],
  nightly: [
    'docs/NIGHTLY.md',
    'docs/REGRESSIONS.md',
    `${METHOD}regressions.md`,
    'docs/HISTORY.md',
    'docs/OUTPUTS.md',
    'docs/PUBLISHING.md',
  ],
  using: ['INSTALL', 'RUNNING', 'RUNNERS', 'SENSORS', 'OFFLINE', 'CLI'].map(name => `docs/${name}.md`),
  files: [`${METHOD}record.md`, `${METHOD}verify.md`],
};

const GROUPED: ReadonlySet<string> = new Set(Object.values(GROUPS).flat());

/** Groups without a document are left out. */
export function documentList(documents: readonly SiteDocument[], place: Place): Html {
  const { groups } = METHOD_WORDS[place.language];
  const byPath = new Map(documents.map(document => [document.path, document]));
  const membersOf = (group: DocumentGroup): readonly SiteDocument[] =>
    group === 'other'
      ? documents.filter(({ path }) => !GROUPED.has(path))
      : GROUPS[group].flatMap(path => byPath.get(path) ?? []);
  return html`${DOCUMENT_GROUPS.map(group => {
    const members = membersOf(group);
    if (members.length === 0) return null;
    return html`<h3>${groups[group]}</h3>
<ul>${members.map(document => html`<li>${documentLink(document, place)}</li>`)}</ul>
`;
  })}`;
}

function documentLink(document: SiteDocument, place: Place): Html {
  return html`<a href="${linkTo(place, documentPage(document.path))}">${documentTitle(document, place.language)}</a>`;
}

/** In the reader's language where there is a title in it. */
function documentTitle(document: SiteDocument, language: Language): Html {
  const title = DOCUMENT_TITLES[language].get(document.path);
  if (title !== undefined) return html`${title}`;
  return language === 'en' ? html`${titleOf(document)}` : html`<span lang="en">${titleOf(document)}</span>`;
}
