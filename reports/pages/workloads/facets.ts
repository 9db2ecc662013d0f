/** What the rows of the matrix are filtered by: `data-<facet>` holds the value of the address, the page's data its name. */
import type { WorkloadRef } from '../../report/schema.ts';
import type { Language } from '../../words/language.ts';
import type { FacetName } from '../../words/pages/workloads/page-words.ts';
import { WORKLOADS_WORDS } from '../../words/pages/workloads.ts';
import { modelName } from '../../words/names/model-name.ts';
import { WORKLOAD_WORDS } from '../../words/names/workload-words.ts';
import { type Html, html } from '../frame/html.ts';
import type { Work } from './work.ts';

type WorkFacet = Exclude<FacetName, 'device'>;

/** In the order of the filters. */
const FACETS: Readonly<Record<WorkFacet, (workload: WorkloadRef) => string>> = {
  part: ({ part }) => part,
  model: ({ model }) => model ?? 'none',
  pass: ({ pass }) => pass,
  type: ({ dtype }) => dtype,
  routing: ({ routing }) => routing,
  dispatch: ({ dispatch }) => dispatch,
};

const isWorkFacet = (name: string): name is WorkFacet => name in FACETS;
const NAMES: readonly WorkFacet[] = Object.keys(FACETS).filter(isWorkFacet);

export const facetsOf = (workload: WorkloadRef): Html =>
  html`${NAMES.map(name => html` data-${name}="${FACETS[name](workload)}"`)}`;

/** What the page's script needs to name its filters and buttons: `TableWords` of reports/pages/browser/results.ts. */
export function tableWords(works: readonly Work[], language: Language): Readonly<Record<string, unknown>> {
  const { facets, all, copy, copied } = WORKLOADS_WORDS[language];
  const named = (text: (workload: WorkloadRef) => string, value: WorkFacet): Record<string, string> =>
    Object.fromEntries(works.map(({ workload }) => [FACETS[value](workload), text(workload)]));
  const { routing, dispatch, parts } = WORKLOAD_WORDS[language];
  return {
    facets,
    all,
    copy,
    copied,
    values: {
      part: named(({ part }) => parts[part], 'part'),
      model: named(({ model }) => modelName(model ?? 'none'), 'model'),
      routing: named(work => `${routing(work.routing)} (${work.routing})`, 'routing'),
      dispatch: named(work => (work.dispatch === 'dropless' ? work.dispatch : dispatch(work.dispatch)), 'dispatch'),
    },
  };
}
