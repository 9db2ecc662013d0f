import { defineConfig } from 'vitest/config';

/** Tests that take longer, such as implementations written apart: `npm run test:long`. */
export const LONG = 'test/**/*.long.test.ts';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    exclude: [LONG],
    // Tests that start the program look for no Python but where that is their subject: torch takes seconds to import.
    env: { MOEBENCH_PYTHON: '' },
    testTimeout: 120_000,
    hookTimeout: 120_000,
    pool: 'forks',
    maxWorkers: 2,
  },
});
