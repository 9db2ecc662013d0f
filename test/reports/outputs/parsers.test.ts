/** Every output with a published schema or parser of others is read by it, hostile names included. */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { githubSummary } from '../../../reports/outputs/github-summary.ts';
import { junitText } from '../../../reports/outputs/junit.ts';
import { openMetricsText } from '../../../reports/outputs/openmetrics.ts';
import { documentOf, HOSTILE, hostileDocument, STEP, shownFinding } from './made-document.ts';

/** What .ci/run names where they are known not to be had: it has said so itself. */
const NONE = 'none';
const setting = process.env.MOEBENCH_OUTPUT_PARSERS;
/** A folder of a virtual environment with the parsers, and beside them `junit-10.xsd` and `promtool`. */
const folder = setting === NONE ? undefined : setting;
const skips = folder === undefined && (process.env.MOEBENCH_REQUIRE_ALL !== '1' || setting === NONE);

function inFolder(...path: readonly string[]): string {
  if (folder === undefined) throw new Error('MOEBENCH_REQUIRE_ALL=1, but MOEBENCH_OUTPUT_PARSERS names no folder');
  return join(folder, ...path);
}

function parsed(kind: string, text: string, ...rest: readonly string[]) {
  const script = join(import.meta.dirname, 'parsers.py');
  const { status, stdout, stderr } = spawnSync(inFolder('bin', 'python'), [script, kind, ...rest], {
    input: text,
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(stderr);
  return JSON.parse(stdout);
}

const NIGHT = documentOf([
  shownFinding({ state: 'confirmed', step: STEP }),
  shownFinding({ metric: 'energy-per-step', tonight: 0.25 }),
  shownFinding({ metric: 'peak-host-memory', tonight: 5e8 }),
  shownFinding({ metric: 'peak-device-memory', tonight: null, state: 'not-judged', why: 'disturbed' }),
]);
const DOCUMENTS = [NIGHT, hostileDocument(), documentOf([]), documentOf([], { nights: [] })];

describe.skipIf(skips)('parsers of others (skipped where MOEBENCH_OUTPUT_PARSERS names no folder)', () => {
  test.each(['openmetrics', 'prometheus'])('the %s parser reads every figure back', kind => {
    const families: { name: string; unit: string; samples: [string, Record<string, string>, number][] }[] = parsed(
      kind,
      openMetricsText(NIGHT),
    );
    const firstValue = (name: string) => families.find(family => family.name === name)?.samples[0]?.[2];
    expect(firstValue('moebench_step_seconds')).toBe(0.00525);
    expect(firstValue('moebench_step_energy_joules')).toBe(0.25);
    expect(firstValue('moebench_peak_host_memory_bytes')).toBe(5e8);
    expect(firstValue('moebench_peak_device_memory_bytes')).toBeUndefined();
    expect(firstValue('moebench_regression')).toBe(1);
  });

  test('units are those of OpenMetrics', () => {
    const families: { name: string; unit: string }[] = parsed('openmetrics', openMetricsText(NIGHT));
    const units = Object.fromEntries(families.map(({ name, unit }) => [name, unit]));
    expect(units.moebench_step_seconds).toBe('seconds');
    expect(units.moebench_step_energy_joules).toBe('joules');
    expect(units.moebench_peak_host_memory_bytes).toBe('bytes');
    expect(units.moebench_step_change_ratio).toBe('ratio');
  });

  test.each(['openmetrics', 'prometheus'])('the %s parser reads hostile names back as they are shown', kind => {
    const families: { name: string; samples: [string, Record<string, string>, number][] }[] = parsed(
      kind,
      openMetricsText(hostileDocument()),
    );
    const targets = families
      .find(({ name }) => name === 'moebench_step_seconds')
      ?.samples.map(([, { target }]) => target);
    expect(targets).toHaveLength(HOSTILE.length);
    expect(targets).toContain('</script><img src=x onerror=alert(1)>');
    expect(targets).toContain(']]> & "quoted" \'twice\'');
    expect(targets).toContain('back\\slash');
    expect(targets).toContain('two lines of text tabbed');
  });

  test.each(DOCUMENTS.map((document, i) => [i, document] as const))(
    'promtool finds nothing to complain of, document %i',
    (_, document) => {
      const text = openMetricsText(document);
      const { status, stdout, stderr } = spawnSync(inFolder('promtool'), ['check', 'metrics'], {
        input: text,
        encoding: 'utf8',
      });
      expect([status, stdout, stderr]).toEqual([0, '', '']);
    },
  );

  test.each(DOCUMENTS.map((document, i) => [i, document] as const))(
    "JUnit holds by Jenkins' XSD, document %i",
    (_, document) => {
      expect(parsed('junit', junitText(document), inFolder('junit-10.xsd'))).toEqual([]);
    },
  );

  test('the XSD is one that refuses', () => {
    const broken = junitText(NIGHT).replace('<testcase name=', '<testcase nom=');
    expect(parsed('junit', broken, inFolder('junit-10.xsd'))).not.toEqual([]);
  });

  test("GitHub's Markdown makes tables of the summary, and no element of what others named", () => {
    const html: string = parsed('markdown', githubSummary(hostileDocument()));
    const tags = [...html.matchAll(/<\/?([a-z][a-z0-9]*)/g)].map(([, tag]) => tag);
    expect([...new Set(tags)].toSorted()).toEqual(
      ['code', 'details', 'h2', 'h3', 'strong', 'summary', 'table', 'tbody', 'td', 'th', 'thead', 'tr'].filter(tag =>
        tags.includes(tag),
      ),
    );
    expect(html).toContain('&lt;/script&gt;&lt;img src=x onerror=alert(1)&gt;');
    expect(html.match(/<table>/g)).toHaveLength(3);
    expect(html).not.toMatch(/<(a|em|del|img|script)\b/);
  });
});
