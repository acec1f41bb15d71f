import { defineConfig } from 'vitest/config';

/**
 * Files that run at once: most of a file's time is waiting for servers and clocks, and one at a time leaves a core idle. Not
 * where browsers encode pictures: two such files beside each other on two cores are a test of the machine.
 */
const AT_ONCE = 2;

/** `unit` needs nothing but Node; `medium` starts Debian's servers; `fault` breaks them (where Chromium has the sessions it is `e2e`); `e2e` and `security` need Chromium and a namespace, `screens` Chromium alone. */
const project = (name: string, include: string[], timeout: number, parallel: boolean, globalSetup?: string) => ({
  extends: true as const,
  test: {
    name,
    include,
    testTimeout: timeout,
    hookTimeout: timeout,
    fileParallelism: parallel,
    maxWorkers: parallel ? AT_ONCE : 1,
    // What is waited for may take longer on a busy machine; a second is the default.
    expect: { poll: { timeout: 10_000 } },
    passWithNoTests: false,
    ...(globalSetup !== undefined && { globalSetup }),
  },
});

export default defineConfig({
  resolve: { conditions: ['source', 'import', 'module', 'default'] },
  ssr: { resolve: { conditions: ['source', 'module', 'node'], externalConditions: ['source'] } },
  test: {
    projects: [
      project('unit', ['tests/unit/**/*.test.ts'], 20_000, true),
      project('medium', ['tests/medium/**/*.test.ts'], 60_000, true),
      project('fault', ['tests/fault/**/!(session-faults).test.ts'], 180_000, true),
      project('security', ['tests/security/**/*.test.ts'], 180_000, false),
      project(
        'e2e',
        ['tests/e2e/{calling,reach,system}/**/*.test.ts', 'tests/fault/session-faults.test.ts'],
        180_000,
        false,
      ),
      project('screens', ['tests/e2e/screens/**/*.test.ts'], 180_000, true, 'tests/e2e/screens/built-once.ts'),
    ],
  },
});
