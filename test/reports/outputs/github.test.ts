import { expect, test } from 'vitest';
import { githubAnnotations, MOST_ANNOTATIONS } from '../../../reports/outputs/github-annotations.ts';
import { githubSummary, SUMMARY_LIMIT_BYTES } from '../../../reports/outputs/github-summary.ts';
import { markdownText } from '../../../reports/outputs/markdown.ts';
import { documentOf, HOSTILE, hostileDocument, SERIES, STEP, shownFinding } from './made-document.ts';

const NAME = 'lab-1/cpu/toy.moe-layer/session/9335067be091';
const CRASHED = { id: 'c1', target: 'cpu', outcome: 'failed' as const, code: 'crash', text: 'ended with SIGSEGV' };
const many = (count: number, changes = {}) =>
  Array.from({ length: count }, (_, i) =>
    shownFinding({ case: `case-${i}`, state: 'confirmed', step: STEP, ...changes }, { text: `slower ${i}` }),
  );

test('the summary begins with the answer, then regressions, then the rest folded away', () => {
  const document = documentOf(
    [
      shownFinding({ metric: 'peak-host-memory', tonight: 5e8 }),
      shownFinding({ state: 'suspected', metric: 'energy-per-step', tonight: 2 }, { text: 'Another night.' }),
      shownFinding({ state: 'confirmed', step: STEP }, { text: '5 % slower.' }),
    ],
    { headline: 'Worse: 1 of 3 figures.' },
    { cells: [CRASHED] },
  );
  expect(githubSummary(document)).toBe(`## moebench: Worse: 1 of 3 figures.

| State | Series | Metric | Tonight | What |
| --- | --- | --- | --- | --- |
| **regression** | \`${NAME}\` | step time | 5.25 ms | 5 % slower. |
| suspected | \`${NAME}\` | energy per step | 2 J | Another night. |

### Cells that failed

| Machine | Cell | Why |
| --- | --- | --- |
| lab\\-1 | c1 | ended with SIGSEGV |

<details><summary>1 series and metrics without a step</summary>

| State | Series | Metric | Tonight | What |
| --- | --- | --- | --- | --- |
| steady | \`${NAME}\` | peak host memory | 500,000,000 B | As it was. |

</details>

### Runs

| Machine | Run | Started (UTC) | Measured | Failed | Skipped |
| --- | --- | --- | --- | --- | --- |
| lab\\-1 | night\\-8 | 2026-03-08T01:00:00.000Z | 8 | 1 | 0 |

`);
});

test('a name is shown letter by letter: no markup, no HTML, no cell, no mention, no link', () => {
  expect(markdownText('a|b`c`*d* _e_ #1 $x$ ~f~')).toBe('a\\|b\\`c\\`\\*d\\* \\_e\\_ \\#1 \\$x\\$ \\~f\\~');
  expect(markdownText('<img src=x>')).toBe('&lt;img src\\=x&gt;');
  expect(markdownText('two\nlines')).toBe('two lines');
  expect(markdownText('@somebody https://example.test')).toBe('@<!-- -->somebody https://<!-- -->example.test');
  expect(markdownText('&lt;')).toBe('&amp;lt;');
});

test('hostile names leave every row of a table with as many cells as its head, and no tag that is not ours', () => {
  const text = githubSummary(hostileDocument());
  const rows = text.split('\n').filter(line => line.startsWith('|'));
  const cellsIn = (row: string) => row.replace(/\\./g, '').split('|').length - 2;
  const width = { '| State': 5, '| Machine | Cell': 3, '| Machine | Run': 6 };
  let expected = 0;
  for (const row of rows) {
    const head = Object.entries(width).find(([start]) => row.startsWith(start));
    if (head !== undefined) expected = head[1];
    expect(cellsIn(row)).toBe(expected);
  }
  expect(rows.length).toBeGreaterThan(2 * HOSTILE.length);
  expect(text.replaceAll('<!-- -->', '').match(/<[^>]*>/g)).toBeNull();
  expect(text).not.toMatch(/\p{Cs}/u);
});

test('a summary above 1 MiB is cut at a row, and says how many are left out', () => {
  const findings = many(9000).map(item => ({ ...item, text: 'slower '.repeat(30) }));
  const text = githubSummary(documentOf(findings));
  expect(new TextEncoder().encode(text).length).toBeLessThanOrEqual(SUMMARY_LIMIT_BYTES);
  const shown = text.split('\n').filter(line => line.startsWith('| **regression**')).length;
  expect(shown).toBeGreaterThan(3000);
  // 9,000 findings and the one run.
  expect(text.trimEnd().split('\n').at(-1)).toBe(
    `${9001 - shown} rows are left out: a summary holds at most 1 MiB. moebench check shows all.`,
  );
});

test('a summary that fits is not cut', () => {
  expect(githubSummary(documentOf(many(10)))).not.toContain('left out');
});

test('regressions and failed cells are errors, suspicions warnings, improvements and the answer notices', () => {
  const text = githubAnnotations(
    documentOf(
      [
        shownFinding({ state: 'confirmed', step: STEP }, { text: '5 % slower.' }),
        shownFinding({ state: 'suspected', step: STEP }, { text: 'Another night.' }),
        shownFinding({ state: 'confirmed', step: { ...STEP, direction: 'better' } }, { text: '5 % faster.' }),
        shownFinding({ state: 'steady' }),
      ],
      { headline: 'Worse: 1 of 4.' },
      { cells: [CRASHED, { ...CRASHED, outcome: 'skipped' }] },
    ),
  );
  expect(text).toBe(
    `::error title=regression%3A ${NAME} step-time::5 % slower.
::error title=cell failed%3A c1::ended with SIGSEGV
::warning title=suspected%3A ${NAME} step-time::Another night.
::notice title=moebench::Worse: 1 of 4.
::notice title=improvement%3A ${NAME} step-time::5 % faster.
`.replaceAll('5 % ', '5 %25 '),
  );
});

test('GitHub shows ten of a level: the tenth counts the others', () => {
  const lines = githubAnnotations(documentOf(many(25)))
    .split('\n')
    .filter(line => line.startsWith('::error'));
  expect(lines).toHaveLength(MOST_ANNOTATIONS);
  expect(lines.at(-1)).toBe('::error title=moebench::16 more: moebench check lists all');
  const ten = githubAnnotations(documentOf(many(10)))
    .split('\n')
    .filter(line => line.startsWith('::error'));
  expect(ten.at(-1)).toContain('slower 9');
});

test('no text of others ends a command, adds one or a property to one', () => {
  const commands = githubAnnotations(hostileDocument()).trimEnd().split('\n');
  for (const command of commands) expect(command).toMatch(/^::(error|warning|notice) title=[^,:\r\n]*::[^\r\n]*$/);
  expect(commands).toHaveLength(10 + 5 + 1);
  const text = githubAnnotations(
    documentOf([shownFinding({ series: SERIES, state: 'suspected' }, { text: 'a\nb 100%0A' })]),
  );
  expect(text).toContain('::a%0Ab 100%250A\n');
});
