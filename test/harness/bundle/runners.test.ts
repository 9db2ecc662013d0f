/** The runners' Python goes where the program goes: beside the compiled modules, into the packed file and into the bundle. */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, test } from 'vitest';
import { bundleContents } from '../../../harness/bundle/contents.ts';

const ROOT = fileURLToPath(new URL('../../..', import.meta.url));
const BUILT = join(ROOT, 'dist/harness/runners');
const built = existsSync(join(ROOT, 'dist/harness/cli.js'));
const required = process.env.MOEBENCH_REQUIRE_ALL === '1';
const skip = !built && !required;

/** Paths of the Python sources below a folder, in order. */
function pythonBelow(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter(path => path.endsWith('.py') && !path.includes('__pycache__'))
    .toSorted();
}

describe.skipIf(skip)(`the runners' Python${skip ? ' (skipped: npm run build first)' : ''}`, () => {
  const sources = pythonBelow(join(ROOT, 'harness/runners'));
  const compiled = join(BUILT, 'python/__pycache__');
  const already = existsSync(compiled);
  afterAll(() => {
    if (!already) rmSync(compiled, { recursive: true, force: true });
  });

  test('is built byte for byte beside the compiled modules, every file of it', () => {
    expect(sources).toContain('python/serve.py');
    expect(pythonBelow(BUILT)).toEqual(sources);
    for (const path of sources) {
      expect(readFileSync(join(BUILT, path)).equals(readFileSync(join(ROOT, 'harness/runners', path))), path).toBe(
        true,
      );
    }
  });

  test('is in the bundle, and what an interpreter compiled beside it is not', () => {
    mkdirSync(compiled, { recursive: true });
    writeFileSync(join(compiled, 'serve.cpython-39.pyc'), 'compiled');
    const paths = bundleContents(ROOT).files.map(({ path }) => path.slice(path.indexOf('/') + 1));
    const python = paths.filter(path => path.endsWith('.py') && path.startsWith('dist/'));
    expect(python.toSorted()).toEqual(sources.map(path => `dist/harness/runners/${path}`));
    expect(paths.filter(path => path.includes('__pycache__') && path.startsWith('dist/'))).toEqual([]);
  });

  test('is in the packed file of npm, and what an interpreter compiled beside it is not', () => {
    mkdirSync(compiled, { recursive: true });
    writeFileSync(join(compiled, 'serve.cpython-39.pyc'), 'compiled');
    const { stdout, status } = spawnSync('npm', ['pack', '--dry-run', '--json', '--ignore-scripts'], {
      cwd: ROOT,
      encoding: 'utf8',
      maxBuffer: 2 ** 26,
    });
    expect(status).toBe(0);
    const [packed] = JSON.parse(stdout);
    const paths: readonly string[] = packed.files.map(({ path }: { path: string }) => path);
    expect(paths.filter(path => path.endsWith('.py')).toSorted()).toEqual(
      sources.map(path => `dist/harness/runners/${path}`),
    );
    expect(paths.filter(path => path.includes('__pycache__'))).toEqual([]);
  });
});
