#!/usr/bin/env node
/** The command line: `npx changtong --help`. */
import { register } from 'tsx/esm/api';

register();
await import('../src/cli.ts');
