import { cpus } from 'node:os';
import * as classifier from './classifier.ts';
import * as million from './million.ts';
import * as requests from './requests.ts';
import * as startUp from './start-up.ts';

/** `npm run bench [name…]`: each figure beside what was asked or beside a floor of the same run. */
const benches = { 'start-up': startUp, classifier, requests, million };

const asked = process.argv.slice(2);
process.stdout.write(`${cpus().length} × ${cpus()[0]?.model}, Node ${process.version}\n`);
for (const [name, bench] of Object.entries(benches)) {
  if (asked.length > 0 && !asked.includes(name)) continue;
  const { lines } = await bench.run();
  process.stdout.write(`\n${name}\n${lines.map((line) => `  ${line}\n`).join('')}`);
}
process.exit(0);
