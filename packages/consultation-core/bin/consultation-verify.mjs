#!/usr/bin/env node
import { existsSync } from 'node:fs';

const built = new URL('../dist/verify/node/main.js', import.meta.url);
if (!existsSync(built)) {
  // In a clone; the published package has it.
  console.error('consultation-verify is not built yet: npm run build');
  process.exit(2);
}
await import(built.href);
