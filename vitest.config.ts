import { defineConfig } from 'vitest/config';

const source = {
  resolve: { conditions: ['consultation-source'] },
  ssr: { resolve: { conditions: ['consultation-source', 'node', 'import', 'default'] } },
};

export default defineConfig({
  test: {
    projects: [
      {
        ...source,
        test: {
          name: 'unit',
          include: [
            'packages/consultation-core/**/*.test.ts',
            'packages/renderer-react/**/*.test.{ts,tsx}',
            'packages/strapi-plugin-consultation/{server,admin}/src/**/*.test.{ts,tsx}',
            'scripts/**/*.test.ts',
          ],
          exclude: ['**/node_modules/**', '**/dist/**'],
        },
      },
    ],
  },
});
