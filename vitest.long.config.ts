import { defineConfig, mergeConfig } from 'vitest/config';
import shared, { LONG } from './vitest.config.ts';

export default defineConfig({
  test: { ...mergeConfig({}, shared).test, include: [LONG], exclude: [], testTimeout: 300_000, hookTimeout: 300_000 },
});
