import { defineConfig } from 'vitest/config';

/** `unit` needs nothing but Node; `medium` starts Debian's servers; `fault` breaks them; `e2e` and `security` need Chromium and a namespace. */
const project = (name: string, include: string[], timeout: number, parallel: boolean) => ({
  extends: true as const,
  test: {
    name,
    include,
    testTimeout: timeout,
    hookTimeout: timeout,
    fileParallelism: parallel,
    // What is waited for may take longer on a busy machine; a second is the default.
    expect: { poll: { timeout: 10_000 } },
    passWithNoTests: false,
  },
});

export default defineConfig({
  resolve: { conditions: ['source', 'import', 'module', 'default'] },
  ssr: { resolve: { conditions: ['source', 'module', 'node'], externalConditions: ['source'] } },
  test: {
    projects: [
      project('unit', ['tests/unit/**/*.test.ts'], 20_000, true),
      project('medium', ['tests/medium/**/*.test.ts'], 60_000, false),
      project('fault', ['tests/fault/**/*.test.ts'], 180_000, false),
      project('security', ['tests/security/**/*.test.ts'], 180_000, false),
      project('e2e', ['tests/e2e/**/*.test.ts'], 180_000, false),
    ],
  },
});
