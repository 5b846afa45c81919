import { defineConfig } from 'vitest/config';

/** One project per kind of test, so that `npm test -- <project>` runs a kind alone. */
export default defineConfig({
  test: {
    projects: [
      project(
        'unit',
        [
          'apps/*/src/**/*.test.{ts,tsx}',
          'packages/*/src/**/*.test.ts',
          'scripts/**/*.test.ts',
          'bench/**/*.test.ts',
          'tests/support/**/*.test.ts',
          'bench/**/*.test.ts',
        ],
        true,
      ),
      project('server', ['apps/server/test/**/*.test.ts'], false),
      project('stage', ['apps/stage/test/**/*.test.ts'], false),
      project('e2e', ['tests/e2e/**/*.test.ts'], false),
      project('faults', ['tests/faults/**/*.test.ts'], false),
    ],
  },
});

/** Tests with real processes run one file after the other: they would measure each other otherwise. */
function project(name: string, include: string[], parallel: boolean) {
  return {
    test: {
      name,
      include,
      fileParallelism: parallel,
      // Real processes against real clocks: one more try tells a busy machine from a broken product.
      retry: parallel ? 0 : 1,
      testTimeout: parallel ? 15_000 : 120_000,
      hookTimeout: parallel ? 30_000 : 180_000,
    },
  };
}
