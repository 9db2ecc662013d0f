/** Where a reader has landed: what this site is, what "sealed" means, how to check it, and where its data are. */
import { OVERVIEW_WORDS } from '../../words/pages/overview/overview.ts';
import { type Html, html } from '../frame/html.ts';
import { linkTo, type Place, SECTION_PATHS } from '../frame/page.ts';

export function aboutSite(place: Place): Html {
  const words = OVERVIEW_WORDS[place.language].site;
  const links: readonly (readonly [string, string])[] = [
    [linkTo(place, SECTION_PATHS.method), words.method],
    [linkTo(place, SECTION_PATHS.runs), words.runs],
    [`${place.root}report.json`, words.data],
    [`${place.root}rows.csv`, words.rows],
  ];
  return html`<p>${words.what}</p>
<p>${words.sealed}</p>
<p>${words.verify} <code>moebench verify &lt;${words.file}&gt;</code></p>
<ul class="links">${links.map(([href, text]) => html`<li><a href="${href}">${text}</a></li>`)}</ul>`;
}
