import { PassThrough, Readable } from 'node:stream';
import { expect, test } from 'vitest';
import { classifyStream } from './classify-stream.ts';
import { startingModel } from './starting-model.ts';

const model = startingModel();

async function classified(input: Buffer[], topK = 3) {
  const output = new PassThrough();
  const faults = new PassThrough();
  const said = { output: '', faults: '' };
  output.on('data', (chunk) => {
    said.output += chunk;
  });
  faults.on('data', (chunk) => {
    said.faults += chunk;
  });
  const counts = await classifyStream(Readable.from(input), output, {
    model,
    topK,
    department: (category) => `办 ${category} 的部门`,
    faults,
  });
  const lines = said.output
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line));
  return { counts, lines, faults: said.faults.split('\n').filter(Boolean) };
}

test('plain lines and JSON lines are answered in order, with the department', async () => {
  const { lines } = await classified([
    Buffer.from('路灯不亮了\r\n\n{"title":"打的","text":"出租车拒载"}\n老板不发工资'),
  ]);
  expect(lines.map(({ category }) => category)).toEqual(['城乡建设', '交通运输', '劳动和社会保障']);
  expect(lines[0]).toMatchObject({
    text: '路灯不亮了',
    leaf: 'lighting.street-lamp',
    leafName: '路灯照明',
    department: '办 lighting.street-lamp 的部门',
  });
  expect(lines[0].alternatives).toHaveLength(2);
});

test('a character cut between two chunks is read whole', async () => {
  const bytes = Buffer.from('自来水停了三天\n');
  const { lines, faults } = await classified([bytes.subarray(0, 4), bytes.subarray(4)]);
  expect(lines[0].text).toBe('自来水停了三天');
  expect(faults).toEqual([]);
});

test('a broken line is named by its number and the rest is still answered', async () => {
  const broken = Buffer.concat([Buffer.from('路灯不亮\n'), Buffer.from([0xc2, 0xb7, 0xff, 0xfe, 10])]);
  const { counts, lines, faults } = await classified([
    broken,
    Buffer.from('{"text": 5}\n{"text": "没写完\n井盖丢了\n'),
  ]);
  expect(lines.map(({ text }) => text)).toEqual(['路灯不亮', '井盖丢了']);
  expect(faults.map((line) => line.split(':')[0])).toEqual(['line 2', 'line 3', 'line 4']);
  expect(faults[0]).toContain('UTF-8');
  expect(counts).toEqual({ classified: 2, faulty: 3 });
});

test('a line of many megabytes is refused and does not stop the run', async () => {
  const { lines, faults } = await classified([
    Buffer.alloc(5 * 1024 * 1024, 'a'),
    Buffer.from('\n路灯不亮\n'),
  ]);
  expect(faults[0]).toMatch(/^line 1: longer than 4 MB/u);
  expect(lines).toHaveLength(1);
});

test('only as many categories are named as asked for', async () => {
  const { lines } = await classified([Buffer.from('路灯不亮')], 1);
  expect(lines[0].alternatives).toEqual([]);
});
