import type { Readable, Writable } from 'node:stream';
import { type CategoryId, categoryOf, sectors } from '../domain/categories.ts';
import { classifySectors, type Suggestion } from './classify.ts';
import type { Message } from './features.ts';
import type { Model } from './model.ts';

export interface ClassifyStreamOptions {
  readonly model: Model;
  /** Categories named per message: the likeliest and `topK - 1` alternatives. */
  readonly topK: number;
  /** The department that handles a category. */
  readonly department: (category: CategoryId) => string;
  /** Where faults go, one line each, with the number of the input line. */
  readonly faults: Writable;
}

const LONGEST_LINE_BYTES = 4 * 1024 * 1024;
const NEWLINE = 10;

/**
 * Reads one message a line, as plain text or as a JSON object with `text` and perhaps `title`, and writes one JSON
 * object a line. A line that cannot be read is reported and skipped; it never ends the run. Empty lines are passed over.
 */
export async function classifyStream(
  input: Readable,
  output: Writable,
  options: ClassifyStreamOptions,
): Promise<{ classified: number; faulty: number }> {
  let number = 0;
  let classified = 0;
  let faulty = 0;
  for await (const line of linesOf(input)) {
    number++;
    const message = messageIn(line);
    if (message === 'empty') continue;
    if (typeof message === 'string') {
      faulty++;
      await write(options.faults, `line ${number}: ${message}\n`);
      continue;
    }
    classified++;
    await write(output, `${JSON.stringify(answerFor(message, options))}\n`);
  }
  return { classified, faulty };
}

function answerFor(message: Message, { model, topK, department }: ClassifyStreamOptions) {
  const [first, ...others] = classifySectors(model, message, Math.max(1, topK));
  return {
    text: message.text,
    ...(message.title === undefined ? {} : { title: message.title }),
    ...placed(first!, department),
    reasons: first!.reasons.map((reason) => ({ term: reason.term, weight: rounded(reason.weight) })),
    alternatives: others.map((other) => placed(other, department)),
  };
}

const placed = (
  { category, sector, confidence }: Suggestion,
  department: (category: CategoryId) => string,
) => ({
  category: sectors[sector].zh,
  leaf: category,
  leafName: categoryOf(category).name.zh,
  department: department(category),
  confidence: rounded(confidence),
});

const rounded = (share: number): number => Math.round(share * 10_000) / 10_000;

async function write(stream: Writable, line: string): Promise<void> {
  if (stream.write(line)) return;
  await new Promise<void>((resolve, reject) => {
    stream.once('drain', resolve);
    stream.once('error', reject);
    stream.once('close', resolve);
  });
}

/** Lines as bytes: decoding comes later, so that one line of broken UTF-8 spoils no other. `null` is too long a line. */
async function* linesOf(input: Readable): AsyncGenerator<Buffer | null> {
  let pieces: Buffer[] = [];
  let held = 0;
  const finish = (): Buffer | null => {
    const line = held > LONGEST_LINE_BYTES ? null : Buffer.concat(pieces);
    pieces = [];
    held = 0;
    return line;
  };
  const hold = (piece: Buffer): void => {
    held += piece.length;
    if (held > LONGEST_LINE_BYTES) pieces = [];
    else pieces.push(piece);
  };
  for await (const chunk of input) {
    const bytes = Buffer.from(chunk);
    let from = 0;
    for (let end = bytes.indexOf(NEWLINE); end >= 0; end = bytes.indexOf(NEWLINE, from)) {
      hold(bytes.subarray(from, end));
      from = end + 1;
      yield finish();
    }
    hold(bytes.subarray(from));
  }
  if (held > 0) yield finish();
}

/** The message of a line, or the word for what is wrong with it. */
function messageIn(line: Buffer | null): Message | string {
  if (line === null) return 'longer than 4 MB; send one message a line / 一行超过 4 MB，请一行只写一条';
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(line).trim();
  } catch {
    return 'not valid UTF-8; save the file as UTF-8 and try again / 不是 UTF-8 编码，请另存为 UTF-8 后重试';
  }
  if (text === '') return 'empty';
  return text.startsWith('{') ? messageInJson(text) : { text };
}

function messageInJson(json: string): Message | string {
  let value: unknown;
  try {
    value = JSON.parse(json);
  } catch {
    return 'not valid JSON; write {"text": "…"} or plain text / JSON 格式有误，请写 {"text": "…"} 或纯文本';
  }
  const { text, title } = value as { text?: unknown; title?: unknown };
  if (typeof text !== 'string') return 'no "text" in this JSON object / 这个 JSON 对象里没有 "text"';
  return typeof title === 'string' ? { title, text } : { text };
}
