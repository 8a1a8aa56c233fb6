#!/usr/bin/env node
/** `npm run bench`: measures and prints ratios; see docs/benchmarks.md. */
import { ensureInstalled } from './installed.mjs';

ensureInstalled({ development: true });
const { register } = await import('tsx/esm/api');
register();
await import('../bench/main.ts');
