/** What a workload is called on a page: `Mixtral 8×7B layer, bfloat16, skewed routing`. Ids and hashes stand in details alone. */
import { OWN_SIZE } from '../../../suites/request/own-size.ts';
import { scaledDims } from '../../report/assumptions/work.ts';
import type { WorkloadRef } from '../../report/workload-schema.ts';
import type { Language } from '../language.ts';
import { modelName } from './model-name.ts';
import { WORKLOAD_WORDS, type WorkloadWords } from './workload-words.ts';

/** The name without regard to other workloads: two different ones may share it (`workloadNames`). */
export const workloadName = (workload: WorkloadRef, language: Language): string =>
  nameOf(workload, WORKLOAD_WORDS[language], []);

/**
 * The name of each workload of a site, none twice. Workloads of one name are told apart by the fields in which they differ, the most
 * telling first, and by their hash where nothing that is named differs, as in the seed.
 */
export function workloadNames(
  workloads: readonly WorkloadRef[],
  language: Language,
): (workload: WorkloadRef) => string {
  const words = WORKLOAD_WORDS[language];
  const distinct = [...new Map(workloads.map(workload => [keyOf(workload), workload])).values()];
  const names = new Map<string, string>();
  const tell = (group: readonly WorkloadRef[], facts: readonly Distinction[], from: number): void => {
    const next = DISTINCTIONS.findIndex((fact, index) => index >= from && valuesOf(group, fact).size > 1);
    const fact = DISTINCTIONS[next];
    if (group.length < 2 || fact === undefined) {
      for (const workload of group) names.set(keyOf(workload), nameOf(workload, words, facts));
      return;
    }
    for (const value of valuesOf(group, fact)) {
      tell(
        group.filter(workload => fact.value(workload) === value),
        [...facts, fact],
        next + 1,
      );
    }
  };
  for (const name of new Set(distinct.map(workload => nameOf(workload, words, [])))) {
    tell(
      distinct.filter(workload => nameOf(workload, words, []) === name),
      [],
      0,
    );
  }
  return workload => names.get(keyOf(workload)) ?? nameOf(workload, words, []);
}

/** In the address of its page: readable, and the same whatever else a site shows; the digits of its hash make it unique. */
export function workloadSlug(workload: WorkloadRef): string {
  const { model, id, part, dtype, pass, routing, dispatch, concurrent, sha256 } = workload;
  return [
    model === OWN_SIZE ? 'custom' : (model ?? id),
    part.replace('moe-', ''),
    ...(pass === 'forward' ? [pass] : []),
    dtype,
    routing.replace(/:.*/, ''),
    ...(dispatch === 'dropless' ? [] : ['capacity']),
    ...(concurrent ? ['concurrent'] : []),
    sha256.slice(0, HASH_DIGITS),
  ]
    .map(pieceOf)
    .filter(piece => piece !== '')
    .join('-');
}

const HASH_DIGITS = 8;
/** Of a person's own model, so that a path stays a path. */
const LONGEST_PIECE = 40;

const pieceOf = (text: string): string =>
  text
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .slice(0, LONGEST_PIECE)
    .replaceAll(/^-|-$/g, '');

/** Alone and all targets at once are two workloads of a page, as they are not compared. */
const keyOf = ({ sha256, concurrent }: WorkloadRef): string => `${sha256} ${concurrent}`;

/** A field that may tell two workloads of one name apart. */
type Distinction = {
  readonly value: (workload: WorkloadRef) => string;
  readonly text: (workload: WorkloadRef, words: WorkloadWords) => string;
};

const DISTINCTIONS: readonly Distinction[] = [
  { value: ({ tokens }) => `${tokens}`, text: ({ tokens }, words) => words.tokens(tokens) },
  { value: ({ sequence }) => `${sequence}`, text: ({ sequence }, words) => words.sequence(sequence) },
  { value: ({ rowsPerExpert }) => `${rowsPerExpert}`, text: ({ rowsPerExpert }, words) => words.rows(rowsPerExpert) },
  { value: ({ routing }) => routing, text: ({ routing }, words) => words.exactRouting(routing) },
  { value: dimsOf, text: (workload, words) => words.dims(scaledDims(workload)) },
  { value: ({ sha256 }) => sha256, text: ({ sha256 }) => sha256.slice(0, HASH_DIGITS) },
];

function dimsOf(workload: WorkloadRef): string {
  return JSON.stringify(scaledDims(workload));
}

const valuesOf = (group: readonly WorkloadRef[], { value }: Distinction): ReadonlySet<string> =>
  new Set(group.map(value));

function nameOf(workload: WorkloadRef, words: WorkloadWords, apart: readonly Distinction[]): string {
  const { model, id, part, layers, dtype, pass, routing, dispatch, concurrent, scaled } = workload;
  const isScaled = scaledDims(workload) !== null;
  const work =
    model === OWN_SIZE ? words.ownLayer(scaled) : words.part({ model: modelName(model ?? id), part, layers });
  const mark = isScaled ? (workload.changed === undefined ? words.scaled : words.changed) : '';
  return [
    `${work}${mark}`,
    dtype,
    ...(pass === 'forward' ? [words.forwardOnly] : []),
    words.routing(routing),
    ...(dispatch === 'dropless' ? [] : [words.dispatch(dispatch)]),
    ...(concurrent ? [words.concurrent] : []),
    ...apart.map(({ text }) => text(workload, words)),
  ].join(words.separator);
}
