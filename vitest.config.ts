import { defineConfig } from 'vitest/config';

/** Tests that take longer, such as implementations written apart: `npm run test:long`. */
export const LONG = 'test/**/*.long.test.ts';

/** Rooms whose tests change nothing of their process: its files share what they import, which takes as long as the tests themselves. */
const SHARING = 'test/{cases,docs,golden,reports,results,suites}/**/*.test.ts';

/** What each of the two kinds of run has in common. */
export const COMMON = {
  // Tests that start the program look for no Python but where that is their subject: torch takes seconds to import.
  env: { MOEBENCH_PYTHON: '' },
  testTimeout: 120_000,
  hookTimeout: 120_000,
  pool: 'forks',
} as const;

export default defineConfig({
  test: {
    maxWorkers: 2,
    projects: [
      { test: { ...COMMON, name: 'apart', include: ['test/**/*.test.ts'], exclude: [LONG, SHARING] } },
      { test: { ...COMMON, name: 'sharing', include: [SHARING], exclude: [LONG], isolate: false } },
    ],
  },
});
