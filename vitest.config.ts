import { defineConfig } from 'vitest/config';

/** Tests that take longer, such as implementations written apart: `npm run test:long`. */
export const LONG = 'test/**/*.long.test.ts';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    exclude: [LONG],
    testTimeout: 120_000,
    hookTimeout: 120_000,
    pool: 'forks',
    maxWorkers: 2,
  },
});
