#!/usr/bin/env node
/** `npm run check`: what can be told without running the program. */
import { runAll, staticChecks } from './checks.mjs';
import { ensureInstalled } from './installed.mjs';

ensureInstalled({ development: true });
runAll([
  ...staticChecks,
  { name: 'rooms keep to their doors', command: 'vitest', words: ['run', 'test/architecture'] },
]);
