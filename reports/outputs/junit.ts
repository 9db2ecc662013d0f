/**
 * JUnit XML, as Jenkins' xUnit plugin describes it (junit-10.xsd) and GitLab, Azure and others read it: a suite a target, a test case a
 * series and metric. A regression is a failure, a failed cell an error, what is not judged is skipped. Pure.
 */
import { compareText } from '../../results/history/runs.ts';
import { isOpenRegression } from '../regressions/check.ts';
import { newestRun, type OutputCell, type OutputDocument, type OutputFinding, type OutputNight } from './document.ts';
import { plainPart } from './series-name.ts';
import { type XmlElement, xmlDocument } from './xml.ts';

type Outcome = 'passed' | 'failure' | 'error' | 'skipped';
type TestCase = { readonly outcome: Outcome; readonly element: XmlElement };

/** A target of a machine; null: what was found on the machine and is of no target. */
type Suite = { readonly night: OutputNight; readonly target: string | null };

export function junitText(document: OutputDocument): string {
  const suites = document.nights
    .flatMap(suitesOf)
    .map(suite => ({ suite, cases: casesOf(suite, document) }))
    .filter(({ cases }) => cases.length > 0);
  const cases = suites.flatMap(suite => suite.cases);
  const children = suites.map((suite, index) => suiteElement(suite.suite, suite.cases, index));
  return xmlDocument({ tag: 'testsuites', attributes: { name: 'moebench', ...countsOf(cases) }, children });
}

const suitesOf = (night: OutputNight): readonly Suite[] => [
  ...night.targets.map(({ id }) => ({ night, target: id })),
  { night, target: null },
];

function casesOf({ night, target }: Suite, { findings }: OutputDocument): readonly TestCase[] {
  const className = ['moebench', night.machine, target ?? 'not-run']
    .map(part => plainPart(part).replaceAll('.', '_'))
    .join('.');
  const ofTarget = findings.filter(
    ({ finding: { series } }) => series.machine === night.machine && series.target === target,
  );
  return [
    ...ofTarget.toSorted((a, b) => compareText(a.name, b.name)).map(item => findingCase(item, className)),
    ...night.cells.filter(cell => cell.target === target).map(cell => cellCase(cell, className)),
  ];
}

function findingCase({ name, finding, text }: OutputFinding, classname: string): TestCase {
  const { metric, state, tonight, why } = finding;
  const time = metric === 'step-time' && tonight !== null ? seconds(tonight) : null;
  const attributes = { name: `${name} ${metric}`, classname, time };
  const outcome = outcomeOf(finding);
  if (outcome === 'passed') {
    return { outcome, element: { tag: 'testcase', attributes, children: [{ tag: 'system-out', children: text }] } };
  }
  const type = outcome === 'failure' ? 'regression' : (why ?? state);
  return { outcome, element: { tag: 'testcase', attributes, children: [troubleElement(outcome, type, text)] } };
}

function outcomeOf(finding: OutputFinding['finding']): Outcome {
  if (isOpenRegression(finding)) return 'failure';
  return finding.state === 'not-judged' || finding.state === 'insufficient-history' ? 'skipped' : 'passed';
}

function cellCase({ id, outcome: came, code, text }: OutputCell, classname: string): TestCase {
  const outcome = came === 'failed' ? 'error' : 'skipped';
  const attributes = { name: `cell ${id}`, classname };
  return { outcome, element: { tag: 'testcase', attributes, children: [troubleElement(outcome, code, text)] } };
}

/** The sentence twice: some readers show the attribute, some the content. */
const troubleElement = (tag: string, type: string, text: string): XmlElement => ({
  tag,
  attributes: { type, message: text },
  children: text,
});

function suiteElement({ night, target }: Suite, cases: readonly TestCase[], index: number): XmlElement {
  const newest = newestRun(night);
  const found = night.targets.find(({ id }) => id === target);
  const wallS = found?.wallS ?? null;
  const properties = Object.entries({ 'run.id': newest.runId, ...found?.setup }).toSorted(([a], [b]) =>
    compareText(a, b),
  );
  const attributes = {
    name: target === null ? `${night.machine}: not run` : `${night.machine}: ${target}`,
    ...countsOf(cases),
    skipped: cases.filter(({ outcome }) => outcome === 'skipped').length,
    // The schema has no time zone; records are in UTC.
    timestamp: newest.startedAt.slice(0, 'yyyy-mm-ddThh:mm:ss'.length),
    hostname: night.machine,
    id: index,
    package: 'moebench',
    time: wallS === null ? null : seconds(1000 * wallS),
  };
  const children: readonly XmlElement[] = [
    {
      tag: 'properties',
      children: properties.map(([name, value]) => ({ tag: 'property', attributes: { name, value } })),
    },
    ...cases.map(({ element }) => element),
  ];
  return { tag: 'testsuite', attributes, children };
}

const countsOf = (cases: readonly TestCase[]) => ({
  tests: cases.length,
  failures: cases.filter(({ outcome }) => outcome === 'failure').length,
  errors: cases.filter(({ outcome }) => outcome === 'error').length,
});

/** To the nanosecond, without an exponent, which the schema does not take. */
const seconds = (ms: number): string => (ms / 1000).toFixed(9).replace(/\.?0+$/, '');
