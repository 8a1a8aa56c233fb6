import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import type { Command } from 'commander';
import { demonstrationDepartments } from '../../platform/organisation/demonstration.ts';
import type { Platform } from '../../platform/platform.ts';
import { classifyStream } from './classifier/classify-stream.ts';
import { startingModel } from './classifier/starting-model.ts';
import { roomOf } from './create-room.ts';
import { lifeCycleAs, type PictureFormat } from './domain/life-cycle-picture.ts';
import { firstRules } from './seed/responsibility-rules.ts';
import { importMessage } from './use-cases/import-message.ts';

type Open = <T>(work: (platform: Platform) => Promise<T>) => Promise<T>;

export function requestCommands(program: Command, open: Open): void {
  const requests = program.command('requests').description('citizens’ requests');
  requests
    .command('classify')
    .description('read one text (or NDJSON with "text") a line from stdin, write NDJSON')
    .option('--top <k>', 'how many categories to name', '3')
    .action(({ top }: { top: string }) => classify(Number(top)));
  requests
    .command('import <file>')
    .description('take in messages from NDJSON: id, title, text, at, and perhaps reply and repliedAt')
    .option('--district <code>', 'division that the messages are about')
    .action((file: string, { district }: { district?: string }) =>
      open((platform) => importFile(platform, file, district)),
    );
  requests
    .command('lifecycle')
    .description('the life cycle as a picture, from the table that the program runs by')
    .option('--format <format>', 'mermaid, bpmn or markdown', 'mermaid')
    .action(({ format }: { format: PictureFormat }) => void process.stdout.write(lifeCycleAs(format)));
}

/** Offline: the model that comes with the program, and the first responsibility list's offices. */
async function classify(topK: number): Promise<void> {
  if (!Number.isInteger(topK) || topK < 1) throw new SyntaxError('--top must be a whole number from 1');
  const names = new Map(demonstrationDepartments().map(({ kind, name }) => [kind, name]));
  const office = (category: string) =>
    names.get(firstRules.find((rule) => rule.category === category)?.departmentKind ?? '') ?? '';
  await classifyStream(process.stdin, process.stdout, {
    model: startingModel(),
    topK,
    department: office,
    faults: process.stderr,
  });
}

async function importFile(platform: Platform, file: string, district: string | undefined): Promise<void> {
  const room = roomOf(platform);
  const divisionCode =
    district ?? platform.organisation.divisions().find(({ level }) => level === 'district')?.code;
  if (!divisionCode || !platform.organisation.division(divisionCode))
    throw new SyntaxError(`--district ${district ?? ''} is not a division of this province`);
  const counts = { imported: 0, known: 0, answered: 0, rejected: 0 };
  let number = 0;
  for await (const line of createInterface({
    input: createReadStream(file),
    crlfDelay: Number.POSITIVE_INFINITY,
  })) {
    number += 1;
    if (line.trim() === '') continue;
    const outcome = await importMessage(room, line, divisionCode);
    if ('fault' in outcome) {
      counts.rejected += 1;
      process.stderr.write(`line ${number}: ${outcome.fault}\n`);
    } else {
      counts[outcome.known ? 'known' : 'imported'] += 1;
      if (outcome.answered) counts.answered += 1;
    }
  }
  process.stdout.write(`${JSON.stringify(counts)}\n`);
}
