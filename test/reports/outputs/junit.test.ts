import { spawnSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { junitText } from '../../../reports/outputs/junit.ts';
import { xmlAttribute, xmlText } from '../../../reports/outputs/xml.ts';
import { documentOf, HOSTILE, hostileDocument, STEP, shownFinding } from './made-document.ts';

const NAME = 'lab-1/cpu/toy.moe-layer/session/9335067be091';

test('a regression is a failure, a suspicion passes and says so, what is not judged is skipped, a failed cell is an error', () => {
  const document = documentOf(
    [
      shownFinding({ state: 'confirmed', step: STEP }, { text: '5 % slower.' }),
      shownFinding({ metric: 'energy-per-step', state: 'suspected', tonight: 2 }, { text: 'Another night.' }),
      shownFinding({ metric: 'peak-host-memory', state: 'not-judged', why: 'disturbed', tonight: null }),
    ],
    {},
    { cells: [{ id: 'c1', target: 'cpu', outcome: 'failed', code: 'crash', text: 'ended with SIGSEGV' }] },
  );
  expect(junitText(document)).toBe(`<?xml version="1.0" encoding="UTF-8"?>
<testsuites name="moebench" tests="4" failures="1" errors="1">
  <testsuite name="lab-1: cpu" tests="4" failures="1" errors="1" skipped="1" timestamp="2026-03-08T01:00:00" hostname="lab-1" id="0" package="moebench" time="61.5">
    <properties>
      <property name="driver" value="560.35"/>
      <property name="run.id" value="night-8"/>
    </properties>
    <testcase name="${NAME} step-time" classname="moebench.lab-1.cpu" time="0.00525">
      <failure type="regression" message="5 % slower.">5 % slower.</failure>
    </testcase>
    <testcase name="${NAME} energy-per-step" classname="moebench.lab-1.cpu">
      <system-out>Another night.</system-out>
    </testcase>
    <testcase name="${NAME} peak-host-memory" classname="moebench.lab-1.cpu">
      <skipped type="disturbed" message="As it was.">As it was.</skipped>
    </testcase>
    <testcase name="cell c1" classname="moebench.lab-1.cpu">
      <error type="crash" message="ended with SIGSEGV">ended with SIGSEGV</error>
    </testcase>
  </testsuite>
</testsuites>
`);
});

test('an improvement, an accepted step and a recovery fail nothing', () => {
  const better = { ...STEP, direction: 'better' as const };
  const text = junitText(
    documentOf([
      shownFinding({ state: 'confirmed', step: better }),
      shownFinding({ state: 'accepted', step: STEP }),
      shownFinding({ state: 'recovered', step: STEP }),
    ]),
  );
  expect(text).toContain('tests="3" failures="0" errors="0"');
});

test('too few nights is skipped, not passed', () => {
  const text = junitText(documentOf([shownFinding({ state: 'insufficient-history' })]));
  expect(text).toContain('<skipped type="insufficient-history"');
});

test('what was found and not run is a suite of its own, and skipped', () => {
  const cells = [
    { id: 'strategy compile', target: null, outcome: 'skipped' as const, code: 'strategy-cut', text: 'left out' },
  ];
  const text = junitText(documentOf([], {}, { cells }));
  expect(text).toContain('<testsuite name="lab-1: not run" tests="1" failures="0" errors="0" skipped="1"');
});

test('a time that is not known is left out, and a nanosecond is no exponent', () => {
  const text = junitText(
    documentOf([shownFinding({ tonight: 1e-6 })], {}, { targets: [{ id: 'cpu', wallS: null, setup: {} }] }),
  );
  expect(text).toContain('time="0.000000001"');
  expect(text.match(/ time=/g)).toHaveLength(1);
});

test('what XML 1.0 cannot hold is dropped, what it reads as markup is escaped', () => {
  expect(xmlText('a\u0000\u001b[31mb\ufffe\ud800c]]>&<\u202e')).toBe('abc]]&gt;&amp;&lt;');
  expect(xmlAttribute('a\n\tb"\'')).toBe('a&#10;&#9;b&quot;&apos;');
  expect(xmlText('🚀')).toBe('🚀');
});

const READ = `
import sys, json
import xml.etree.ElementTree as tree
root = tree.fromstring(sys.stdin.buffer.read())
cases = list(root.iter('testcase'))
print(json.dumps({'cases': len(cases), 'names': [c.get('name') for c in cases], 'tags': sorted({e.tag for e in root.iter()}),
  'properties': [p.get('value') for p in root.iter('property')], 'counts': [root.get(n) for n in ('tests', 'failures', 'errors')],
  'children': [[e.tag for e in c] for c in cases]}))
`;
const python = spawnSync('python3', ['--version']).status === 0;

test.skipIf(!python && process.env.MOEBENCH_REQUIRE_ALL !== '1')(
  "Python's parser reads hostile names back, and finds no element of theirs (skipped without python3)",
  () => {
    const document = hostileDocument();
    const { stdout, stderr, status } = spawnSync('python3', ['-c', READ], {
      input: junitText(document),
      encoding: 'utf8',
    });
    expect(stderr).toBe('');
    expect(status).toBe(0);
    const read = JSON.parse(stdout);
    expect(read.cases).toBe(3 * HOSTILE.length);
    expect(new Set(read.names).size).toBeGreaterThanOrEqual(2 * HOSTILE.length);
    expect(read.tags).toEqual([
      'error',
      'failure',
      'properties',
      'property',
      'skipped',
      'system-out',
      'testcase',
      'testsuite',
      'testsuites',
    ]);
    expect(read.properties).toContain('</script><img src=x onerror=alert(1)>');
    expect(read.properties).toContain(']]> & "quoted" \'twice\'');
    expect(read.counts).toEqual(['30', '5', '10']);
  },
);

test('the same night gives the same bytes', () => {
  expect(junitText(hostileDocument())).toBe(junitText(hostileDocument()));
});
