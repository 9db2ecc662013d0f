/** A whole run of a tiny suite: recorded, sealed, verified, reported, and every document as published. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { type RunDocument, runDocumentSchema } from '../../harness/commands/text/run-text.ts';
import { contextLineSchema, recordLineSchema } from '../../results/record.ts';
import { violations } from '../harness/commands/published.ts';
import { type Ended, eventually, MISSING, moebench, recordIn, SKIP, start, workFolder } from './command-line.ts';
import { writeSuite } from './suites.ts';

const folder = workFolder('run');
const suite = writeSuite(folder, 'tiny', { rounds: 1 });
const SMALL = ['--model', 'mixtral-8x7b', '--experts', '4', '--tokens', '8', '--hidden', '8', '--ffn', '8'];

describe.skipIf(SKIP)(`a run of a tiny suite${SKIP ? ` (${MISSING})` : ''}`, () => {
  let ended: Ended;
  let document: RunDocument;
  beforeAll(async () => {
    ended = await moebench(folder, 'run', '--suite', suite, '--target', 'cpu', '--out', 'runs', '--json');
    document = runDocumentSchema.parse(JSON.parse(ended.stdout));
  });

  test('is done, and prints one document, nothing else, on standard output', () => {
    expect(ended.code, ended.stderr).toBe(0);
    expect(ended.stdout.trimEnd()).not.toContain('\n');
    expect(document).toMatchObject({ status: 'finished', sealed: true, failed: 0 });
    expect(violations('run', JSON.parse(ended.stdout))).toEqual([]);
  });

  test('reports its progress on standard error, a line a round where there is no terminal', () => {
    const cells = document.measured;
    expect(ended.stderr).toMatch(/^proofs done, \d+\/\d+ cells, \d+:\d\d left$/m);
    expect(ended.stderr).toMatch(/round 1 done, (\d+)\/\1 cells, 0:00 left$/m);
    expect(cells).toBe(document.report.roofline.length + 1);
  });

  test('measured the layer beside the matrix products of its roofline', () => {
    const [row] = document.report.rows;
    expect(document.report.rows).toHaveLength(1);
    expect(row).toMatchObject({
      status: 'measured',
      target: 'cpu',
      workload: { model: 'mixtral-8x7b', tokens: 64, pass: 'forward-backward', routing: 'balanced' },
      stepMs: { available: true, kind: 'range', rounds: 1 },
      efficiencyOfLargestMatmul: { available: true, rounds: 1 },
      efficiencyOfExpertMatmul: { available: true, rounds: 1 },
      energyPerStepJ: { available: false },
    });
    // 3·(2·64·32·8 + 6·32·48·64·2) = 3·(32,768 + 1,179,648)
    expect(row?.workload.flopsPerStep).toBe(3_637_248);
  });

  test('has a record whose every line is as published, with what was typed', () => {
    const lines = readFileSync(join(folder, document.record), 'utf8').trimEnd().split('\n');
    expect(lines.flatMap(line => violations('record', JSON.parse(line)))).toEqual([]);
    const { command, runId, plan } = contextLineSchema.parse(JSON.parse(lines[0] ?? ''));
    expect(command).toEqual(['run', '--suite', suite, '--target', 'cpu', '--out', 'runs', '--json']);
    expect(runId).toBe(document.runId);
    expect(lines).toHaveLength(plan.length + 2);
  });

  test('records the peak memory, the placement, and the same result at the first step and the last', () => {
    const lines = readFileSync(join(folder, document.record), 'utf8').trimEnd().split('\n');
    const cells = lines.map(line => recordLineSchema.parse(JSON.parse(line))).filter(line => line.kind === 'cell');
    for (const { cell, outcome } of cells) {
      if (outcome.status !== 'measured') throw new Error(`${cell} is ${outcome.status}`);
      const { placement, stepMs, first, last, peakHostBytes, memory } = outcome.measurement;
      expect(placement, cell).toMatchObject({ available: true, providers: [{ provider: 'cpu' }] });
      expect(stepMs.steps, cell).toBe(1);
      expect(last, cell).toEqual(first);
      if (process.platform !== 'linux') continue;
      expect(peakHostBytes, cell).toMatchObject({ available: true, method: 'VmHWM' });
      expect(memory.emptySessionBytes, cell).toMatchObject({ available: true, method: 'VmRSS' });
      // What was resident before the first step may have been let go since: then the parts are more than the peak.
      expect(memory.arenaSlackBytes, cell).toMatchObject(
        memory.arenaSlackBytes.available ? { method: 'VmHWM' } : { code: 'parts-above-peak' },
      );
    }
  });

  test('verifies as sealed', async () => {
    const { code, stdout } = await moebench(folder, 'verify', 'runs', '--json');
    const verification = JSON.parse(stdout);
    expect(code).toBe(0);
    expect(verification).toMatchObject({ holds: true, records: [{ status: 'sealed', problems: [] }] });
    expect(violations('verification', verification)).toEqual([]);
  });

  test('makes a report as published', async () => {
    const { code, stdout } = await moebench(folder, 'report', '--results', 'runs', '--out', 'site', '--json');
    const report = JSON.parse(stdout);
    expect(code).toBe(0);
    expect(violations('report', report)).toEqual([]);
    expect(report.rows).toHaveLength(1);
  });

  test('makes the same bytes of a report twice', async () => {
    for (const site of ['once', 'twice']) await moebench(folder, 'report', '--results', 'runs', '--out', site);
    const [once, twice] = ['once', 'twice'].map(site => filesBelow(join(folder, site)));
    expect(once?.map(([name]) => name)).toContain('index.html');
    expect(once?.length).toBeGreaterThan(5);
    expect(twice).toEqual(once);
  });

  test('run again with the same command has the same workloads, by id and hash', async () => {
    const again = start(folder, ['run', '--suite', suite, '--target', 'cpu', '--out', 'again', '--json']);
    const context = await eventually(() => firstLine(recordIn(join(folder, 'again'))));
    again.process.kill('SIGINT');
    expect((await again.ended).code).toBe(130);
    const hashes = (line: string) =>
      contextLineSchema.parse(JSON.parse(line)).cases.map(({ id, sha256 }) => [id, sha256]);
    expect(hashes(context)).toEqual(hashes(firstLine(join(folder, document.record)) ?? ''));
    expect(hashes(context).length).toBeGreaterThan(5);
  });
});

describe.skipIf(SKIP)(`a document${SKIP ? ` (${MISSING})` : ''}`, () => {
  test('of detect is as published, and has the CPU', async () => {
    const { code, stdout } = await moebench(folder, 'detect', '--json');
    const detection = JSON.parse(stdout);
    expect(code).toBe(0);
    expect(violations('detection', detection)).toEqual([]);
    expect(detection.targets).toContainEqual(
      expect.objectContaining({ id: 'cpu', onnx: { provider: 'cpu' }, software: false }),
    );
  });

  test('of conform is as published, with the oracle alone', async () => {
    const { code, stdout } = await moebench(folder, 'conform', ...SMALL, '--pass', 'forward', '--json');
    const conformance = JSON.parse(stdout);
    expect(code).toBe(0);
    expect(violations('conformance', conformance)).toEqual([]);
    expect(conformance).toMatchObject({
      model: 'mixtral-8x7b',
      target: null,
      oracle: { tensors: [{ name: 'y', shape: [8, 8] }] },
    });
    expect(conformance.oracle.tensors[0].head).toHaveLength(8);
  });

  test('of conform with a target is as published, and the CPU holds', async () => {
    const { code, stdout } = await moebench(folder, 'conform', ...SMALL, '--target', 'cpu', '--json');
    const conformance = JSON.parse(stdout);
    expect(code).toBe(0);
    expect(violations('conformance', conformance)).toEqual([]);
    expect(conformance.target).toMatchObject({ id: 'cpu', holds: true, routing: { choices: 16, flips: 0 } });
    // x, router, three weights of each of four experts: and y.
    expect(conformance.target.tensors).toHaveLength(1 + 2 + 12);
  });
});

function firstLine(path: string | undefined): string | undefined {
  if (path === undefined) return undefined;
  const text = readFileSync(path, 'utf8');
  return text.includes('\n') ? text.slice(0, text.indexOf('\n')) : undefined;
}

/** Every file below a folder with its bytes as base64, by name. */
function filesBelow(root: string): [string, string][] {
  return readdirSync(root, { recursive: true, withFileTypes: true })
    .filter(entry => entry.isFile())
    .map(({ parentPath, name }): [string, string] => [
      join(parentPath, name).slice(root.length + 1),
      readFileSync(join(parentPath, name)).toString('base64'),
    ])
    .toSorted(([a], [b]) => (a < b ? -1 : 1));
}
