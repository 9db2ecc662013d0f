/** Published claims: an index, and a page for each. */
import type { Reproduction } from '../../reproduce/document.ts';
import type { Language } from '../../words/language.ts';
import { CLAIMS_WORDS } from '../../words/pages/claims.ts';
import { reproductionDocument } from '../../words/reproduce/document.ts';
import { sourceComma } from '../../words/source-text.ts';
import { type Html, html } from '../frame/html.ts';
import { linkTo, type Place, placeOf, SECTION_PATHS, type SitePage } from '../frame/page.ts';
import { sourceLinks } from '../frame/source.ts';
import type { SiteData } from '../site-data.ts';
import { claimBody } from './claim.ts';
import { arithmeticWords, verdictMark } from './findings.ts';

/** Where the page of a claim lies. */
export const claimPath = (name: string): string => `claims/${name}.html`;

export function claimPages({ claims }: SiteData, language: Language): readonly SitePage[] {
  if (claims.length === 0) return [];
  const documents = claims.map(claim => reproductionDocument(claim, language));
  return [indexPage(documents, language), ...documents.map(claim => pageOf(claim, language))];
}

function indexPage(claims: readonly Reproduction[], language: Language): SitePage {
  const words = CLAIMS_WORDS[language];
  const path = SECTION_PATHS.claims;
  const { claim, source, arithmetic, shown } = words.index;
  const body = html`<h1>${words.title}</h1>
<p>${words.lead}</p>
<p>${words.ownRecords}</p>
<div class="scroll" tabindex="0"><table class="claims">
<thead><tr><th scope="col">${claim}</th><th scope="col">${source}</th><th scope="col">${arithmetic}</th><th scope="col">${shown}</th></tr></thead>
<tbody>${claims.map(document => indexRow(document, placeOf(path, language)))}</tbody>
</table></div>`;
  const summary = words.summary(claims.length);
  return { ...BARE, path, title: words.title, summary, body };
}

function indexRow(claim: Reproduction, place: Place): Html {
  const { name, title, source, shown, arithmetic } = claim;
  const words = CLAIMS_WORDS[place.language];
  const { index } = words;
  return html`<tr id="claim-${name}"><th scope="row"><a href="${linkTo(place, claimPath(name))}">${title}</a></th><td data-label="${index.source}">${sourceLinks(source.text)}${sourceComma(place.language)}${source.date}</td><td data-label="${index.arithmetic}">${arithmeticWords(arithmetic, words)}</td><td data-label="${index.shown}">${verdictMark(shown.holds, words)}</td></tr>
`;
}

function pageOf(claim: Reproduction, language: Language): SitePage {
  const path = claimPath(claim.name);
  const [summary = claim.title] = claim.answer;
  return { ...BARE, path, title: claim.title, summary, body: claimBody(claim, placeOf(path, language)) };
}

const BARE = { section: 'claims', plots: [], data: {}, scripts: ['page'] } as const;
