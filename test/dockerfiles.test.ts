/** The Dockerfiles, as far as can be told without a builder: their syntax, and that each copies what is there. */
import { existsSync, readFileSync } from 'node:fs';
import { validate } from 'dockerfile-utils';
import { describe, expect, test } from 'vitest';

const read = (name: string): string => readFileSync(new URL(`../${name}`, import.meta.url), 'utf8');
const exists = (name: string): boolean => existsSync(new URL(`../${name}`, import.meta.url));

describe.each(['Dockerfile', 'Dockerfile.cuda'])('%s', name => {
  const text = read(name);
  const lines = text.split('\n');

  test('has no complaint of the linter', () => {
    expect(validate(text).map(({ message }) => message)).toEqual([]);
  });

  test('the linter finds a mistake where there is one', () => {
    expect(validate(text.replace('WORKDIR', 'WORKDIRS'))).not.toEqual([]);
  });

  test('copies files and folders of the checkout that exist', () => {
    const copied = lines
      .filter(line => line.startsWith('COPY ') && !line.includes('--from='))
      .flatMap(line => line.split(' ').slice(1, -1));
    expect(copied.length).toBeGreaterThan(2);
    expect(copied.filter(path => !exists(path))).toEqual([]);
  });

  test('takes from the build what the build leaves, to where the program looks for it', () => {
    const taken = lines.flatMap(line => /^COPY --from=build (.*) \S+$/.exec(line)?.[1]?.split(' ') ?? []);
    const ofCheckout = taken.flatMap(path => /^\/moebench\/(.+)$/.exec(path)?.[1] ?? []);
    expect(ofCheckout).toContain('dist');
    // dist and node_modules are made by the build.
    expect(ofCheckout.filter(path => !['dist', 'node_modules'].includes(path) && !exists(path))).toEqual([]);
    expect(text).toContain('ENTRYPOINT ["node", "/moebench/dist/harness/cli.js"]');
  });

  test('installs the locked packages and runs no script of theirs', () => {
    expect(text).toContain('npm ci --ignore-scripts');
  });
});

test('the context of a build holds no packages, no output and no history of the checkout', () => {
  expect(read('.dockerignore').split('\n').filter(Boolean)).toEqual([
    '.git',
    '**/node_modules',
    'dist',
    'reports/site',
    'results/runs',
  ]);
});
