import { defineConfig } from 'vitest/config';
import { COMMON, LONG } from './vitest.config.ts';

export default defineConfig({
  test: { ...COMMON, maxWorkers: 2, include: [LONG], testTimeout: 300_000, hookTimeout: 300_000 },
});
