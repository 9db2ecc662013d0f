/** The page of a claim: the answer first, then what the source states, what follows, what is inferred, each under its own heading. */
import type { Reproduction } from '../../reproduce/document.ts';
import { CLAIMS_WORDS } from '../../words/pages/claims.ts';
import { confidenceName } from '../../words/report/vocabulary/basis-words.ts';
import { BLANK } from '../../words/sentence.ts';
import { sourceComma } from '../../words/source-text.ts';
import { type Html, html } from '../frame/html.ts';
import { linkTo, type Place, SECTION_PATHS } from '../frame/page.ts';
import { section } from '../frame/section.ts';
import { sourceLinks } from '../frame/source.ts';
import { claimTable } from './claim-table.ts';
import { findings } from './findings.ts';
import { stepTable } from './step-table.ts';

type TableKind = Reproduction['tables'][number]['kind'];

export function claimBody(claim: Reproduction, place: Place): Html {
  const { title, source, answer, follows, inferred, differs = [] } = claim;
  const { language } = place;
  const words = CLAIMS_WORDS[language];
  const tables = (kind: TableKind): readonly Html[] =>
    claim.tables.filter(table => table.kind === kind).map(table => claimTable(table, language));
  const confidence = confidenceName(source.confidence, language);
  return html`<p><a href="${linkTo(place, SECTION_PATHS.claims)}">← ${words.backToIndex}</a></p>
<h1>${title}</h1>
<p class="quiet">${sourceLinks(source.text)}${sourceComma(language)}${source.date} · ${words.confidence(confidence)}</p>
${section('answer', words.answer, html`${answer.map(sentence => html`<p>${sentence}</p>`)}${findings(claim, language)}`)}
${part('says', words.sections.says, words.explained.says, statements(claim, words))}
${part('follows', words.sections.follows, words.explained.follows, [stepTable(follows, language), ...tables('follows')])}
${part('inferred', words.sections.inferred, words.explained.inferred, [inferences(inferred, place), ...tables('inferred')])}
${part('measured', words.sections.measured, words.explained.measured, tables('measured'))}
${part('differs', words.sections.differs, null, differs.length === 0 ? [] : [html`<ul>${differs.map(({ id, text }) => html`<li id="differs-${id}">${text}</li>`)}</ul>`])}`;
}

/** A section with an explaining line; none where it would be empty. */
function part(id: string, title: string, explained: string | null, bodies: readonly (Html | null)[]): Html | null {
  const content = bodies.filter(body => body !== null);
  if (content.length === 0) return null;
  return section(id, title, html`${explained === null ? null : html`<p class="quiet">${explained}</p>`}${content}`);
}

/** Each section of the source once, above its statements. */
function statements({ says }: Reproduction, { columns }: (typeof CLAIMS_WORDS)['en']): readonly Html[] {
  const sections = [...new Set(says.map(fact => fact.section))];
  if (sections.length === 0) return [];
  const rowsOf = (name: string) => says.filter(fact => fact.section === name);
  return [
    html`<div class="scroll" tabindex="0"><table class="statements">
<thead><tr><th scope="col">${columns.section}</th><th scope="col">${columns.statement}</th></tr></thead>
${sections.map(name => {
  const rows = rowsOf(name);
  return html`<tbody>${rows.map(
    ({ id, text }, index) =>
      html`<tr id="says-${id}">${index === 0 ? html`<th scope="rowgroup" rowspan="${rows.length}">${name}</th>` : null}<td>${text}</td></tr>
`,
  )}</tbody>`;
})}</table></div>`,
  ];
}

function inferences(inferred: Reproduction['inferred'], { language }: Place): Html | null {
  if (inferred.length === 0) return null;
  const { confidence: labelled, stop } = CLAIMS_WORDS[language];
  return html`<ul class="inferences">${inferred.map(
    ({ id, text, because, confidence }) =>
      html`<li id="inferred-${id}">${text}${BLANK[language]}<span class="quiet">${because}${BLANK[language]}${labelled(confidenceName(confidence, language))}${stop}</span></li>`,
  )}</ul>`;
}
