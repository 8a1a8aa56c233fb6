#!/usr/bin/env node
/** `npm start`: installs what is missing, then becomes the program. It is one process, so a signal reaches it directly. */
import { ensureInstalled } from './installed.mjs';

ensureInstalled({ development: false });
const { register } = await import('tsx/esm/api');
register();
await import('../src/main.ts');
