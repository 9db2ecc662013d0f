/** What verification found, for people: of one record every promise with its reason, of several what differs between them. */
import pc from 'picocolors';
import { factText } from '../../../reports/words/fact-text.ts';
import type { Language } from '../../../reports/words/language.ts';
import { promiseText } from '../../../reports/words/notes/promise-text.ts';
import { writtenViolation } from '../../../reports/words/report/trouble-text.ts';
import type { RecordPromise } from '../../../results/verify/promise.ts';
import { isKept, type Verification } from '../../../results/verify.ts';
import { VERIFY_TEXT_WORDS } from '../words/diff-text-words.ts';
import { answer, type Screen, type Section, screenText } from './screen.ts';
import { aligned, displayPath } from './terminal.ts';

/** A verification as it is written: with the sentence of each violation. */
export const withTexts = (record: Verification): Verification => ({
  ...record,
  invalid: record.invalid.map(writtenViolation),
});

const PAINT = { sealed: pc.green, unsealed: pc.yellow, broken: pc.red, newer: pc.red };
const PROMISE_PAINT = { holds: pc.green, broken: pc.red, 'not-known': pc.yellow };

export function verificationText(records: readonly Verification[], screen: Screen): string {
  const [only, ...others] = records;
  if (only === undefined) return VERIFY_TEXT_WORDS[screen.language ?? 'en'].none;
  return screenText(
    others.length === 0 ? oneRecord(only, screen.language) : manyRecords(records, screen.language),
    screen,
  );
}

function oneRecord(record: Verification, language: Language = 'en'): readonly Section[] {
  return [
    answer([head(record, language)]),
    {
      heading: [],
      entries: troubles(record, language).map(line => [line]),
      shown: 'room',
      name: 'troubles',
      joined: true,
    },
    { ...answer(everyPromise(record, language)), joined: true },
  ];
}

/** Records that do not hold come first. */
function manyRecords(records: readonly Verification[], language: Language = 'en'): readonly Section[] {
  const words = VERIFY_TEXT_WORDS[language];
  const broken = records.filter(record => !isKept(record));
  const kept = records.filter(isKept);
  const entriesOf = (some: readonly Verification[]) =>
    some.map(record => [head(record, language), ...troubles(record, language), ...promisesInShort(record, language)]);
  return [
    answer([
      broken.length === 0
        ? words.all(records.length)
        : `${pc.red(words.some(broken.length, records.length))}${words.doNot}`,
    ]),
    { heading: [], entries: entriesOf(broken), shown: 'room', name: 'records that do not hold' },
    { heading: [], entries: entriesOf(kept), shown: 'room', name: 'records that hold' },
  ];
}

function head({ path, status, lines }: Verification, language: Language): string {
  return `${PAINT[status](VERIFY_TEXT_WORDS[language].status(status, lines))}  ${displayPath(path)}`;
}

function troubles({ problems, invalid }: Verification, language: Language): readonly string[] {
  const words = VERIFY_TEXT_WORDS[language];
  return [
    ...problems.map(problem => `  ${problem}`),
    ...invalid.map(
      ({ cell, code, why }) => `  ${pc.red(words.invalid)}${words.why(cell, code, factText(why, language))}`,
    ),
  ];
}

function everyPromise({ promises, sealSha256 }: Verification, language: Language): readonly string[] {
  const words = VERIFY_TEXT_WORDS[language];
  const rows = promises.map(found => [
    PROMISE_PAINT[found.status](words.held[found.status]),
    words.promises[found.promise] ?? found.promise,
    promiseText(found, language),
  ]);
  return [...(sealSha256 === null ? [] : [words.seal(sealSha256)]), ...aligned(rows)];
}

/** `  holds: chain, seal, …`, then what is broken with its reason. */
function promisesInShort({ promises, status }: Verification, language: Language): readonly string[] {
  if (status === 'newer') return [];
  const words = VERIFY_TEXT_WORDS[language];
  const nameOf = (promise: string): string => words.promises[promise] ?? promise;
  const named = (wanted: RecordPromise['status']) =>
    promises.flatMap(({ promise, status: found }) => (found === wanted ? [nameOf(promise)] : []));
  const line = (wanted: RecordPromise['status']) =>
    named(wanted).length === 0 ? [] : [words.listed(PROMISE_PAINT[wanted](words.held[wanted]), named(wanted))];
  const reasons = promises.flatMap(found =>
    found.status === 'broken'
      ? [words.broken(pc.red(words.held.broken), nameOf(found.promise), promiseText(found, language))]
      : [],
  );
  return [...line('holds'), ...line('not-known'), ...reasons];
}
