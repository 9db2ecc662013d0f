/** A layer near a listed model, and a layer of no model, run as a person types them, and again by the commands of their rows. */
import { describe, expect, test } from 'vitest';
import { conformanceSchema } from '../../harness/commands/conformance/document.ts';
import { runDocumentSchema } from '../../harness/commands/text/run-text.ts';
import { violations } from '../harness/commands/published.ts';
import { MISSING, moebench, SKIP, workFolder } from './command-line.ts';

const folder = workFolder('own-size');

/** The first row of a run of one workload by these options, and what was said on the way. */
async function ran(...options: readonly string[]) {
  const ended = await moebench(folder, 'run', '--target', 'cpu', '--rounds', '1', '--json', ...options);
  expect(ended.code, ended.stderr).toBe(0);
  expect(violations('run', JSON.parse(ended.stdout))).toEqual([]);
  const [row] = runDocumentSchema.parse(JSON.parse(ended.stdout)).report.rows;
  if (row === undefined) throw new Error('one workload has a row');
  return { row, stderr: ended.stderr };
}

const again = (command: string) =>
  ran(
    ...command
      .split(' ')
      .slice(2)
      .filter(word => word !== '--target' && word !== 'cpu'),
  );

describe.skipIf(SKIP)(`a layer that is no shipped model's${SKIP ? ` (${MISSING})` : ''}`, () => {
  test('of its own size runs without a model, and so does the command of its row', async () => {
    const { row, stderr } = await ran(
      '--experts',
      '4',
      '--top-k',
      '2',
      '--hidden',
      '16',
      '--ffn',
      '8',
      '--tokens',
      '32',
    );
    expect(row).toMatchObject({ status: 'measured', workload: { model: 'own-size' } });
    expect(row.command).not.toContain('--model');
    expect(stderr).not.toMatch(/^As /m);
    expect((await again(row.command)).row.workload.sha256).toBe(row.workload.sha256);
  });

  test('near a listed model runs with its fields changed, says what it keeps, and runs again by its command', async () => {
    const size = ['--experts', '8', '--top-k', '2', '--hidden', '16', '--ffn', '8', '--tokens', '32'];
    const { row, stderr } = await ran('--model', 'kimi-k2', ...size, '--router-scale', '2.5', '--shared-gate', 'yes');
    expect(row.workload.changed).toEqual({ router: { scale: 2.5 }, layer: { sharedGate: true } });
    expect(stderr).toMatch(/^As kimi-k2 has it: 1 shared expert \(--shared-experts\), sigmoid router \(--router\), /m);
    expect((await again(row.command)).row.workload.sha256).toBe(row.workload.sha256);
  });

  test('GLM-4.5’s router, from Kimi-K2’s', async () => {
    const size = ['--experts', '160', '--top-k', '8', '--hidden', '64', '--ffn', '24', '--tokens', '16'];
    const ended = await moebench(folder, 'conform', '--model', 'kimi-k2', ...size, '--router-scale', '2.5', '--json');
    const { workload } = conformanceSchema.parse(JSON.parse(ended.stdout));
    expect(workload).toMatchObject({ router: { score: 'sigmoid', normalise: true, scale: 2.5, groups: null } });
  });
});
