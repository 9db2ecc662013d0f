/** The walls of the house: ARCHITECTURE.md's rooms, held by the imports and sizes of the files that are there. */
import { expect, test } from 'vitest';
import { forbiddenArrows } from './walls/arrows.ts';
import { codeBelow } from './walls/checkout.ts';
import { circlesOf } from './walls/circles.ts';
import { importsOf } from './walls/imports.ts';
import { crowdedFolders, longFiles, MOST_MEDIAN_LINES, medianLines } from './walls/sizes.ts';

const ROOMS = ['suites', 'results', 'harness', 'reports'];
const CODE = codeBelow(ROOMS);
/** Tables of cases and oracles in other languages may be longer than a test. */
const TESTS = new Map([...codeBelow(['test'])].filter(([path]) => path.endsWith('.test.ts')));
const IMPORTS = importsOf(CODE);

/** Findings that are known and still open, without their counts; a cured one has to leave the list. */
const UNCURED: readonly string[] = [];

/** Schemas that are one table, longer than a file of code may be. */
const LONG_SCHEMAS: readonly string[] = [];

const subjectOf = (finding: string) => finding.replace(/: \d+$/, '');
const open = (findings: readonly string[]) => findings.filter(finding => !UNCURED.includes(subjectOf(finding)));
const circles = circlesOf(IMPORTS).map(circle => circle.join(' '));
const arrows = forbiddenArrows(IMPORTS);

test('no files import each other in a circle, of types either', () => {
  expect(open(circles)).toEqual([]);
});

test('no room imports what it may not: suites <- results <- harness, reports <- commands', () => {
  expect(open(arrows)).toEqual([]);
});

test('no code folder holds more than 20 files', () => {
  expect(open(crowdedFolders(CODE))).toEqual([]);
});

test('no code file is longer than 250 lines, outside schemas', () => {
  const code = new Map([...CODE].filter(([path]) => !LONG_SCHEMAS.includes(path)));
  expect(open(longFiles(code))).toEqual([]);
});

test('half of the code files have at most 80 lines', () => {
  expect(medianLines(CODE)).toBeLessThanOrEqual(MOST_MEDIAN_LINES);
});

test('no test file is longer than 250 lines', () => {
  expect(open(longFiles(TESTS))).toEqual([]);
});

test('what is listed as uncured is still open', () => {
  const found = [...circles, ...arrows, ...crowdedFolders(CODE), ...longFiles(CODE), ...longFiles(TESTS)];
  const subjects = found.map(subjectOf);
  expect(UNCURED.filter(subject => !subjects.includes(subject))).toEqual([]);
});
