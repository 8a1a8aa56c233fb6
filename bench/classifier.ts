import { existsSync, readFileSync } from 'node:fs';
import { Jieba } from '@node-rs/jieba';
import { dict } from '@node-rs/jieba/dict';
import { classify, classifySectors } from '../src/modules/requests/classifier/classify.ts';
import type { Message } from '../src/modules/requests/classifier/features.ts';
import { emptyModel, type Label, learnAll, sectorIds } from '../src/modules/requests/classifier/model.ts';
import { seedLessons, startingModel } from '../src/modules/requests/classifier/starting-model.ts';
import { isCategoryId, sectors } from '../src/modules/requests/domain/categories.ts';

export interface Report {
  readonly name: string;
  readonly lines: string[];
  readonly figures: Record<string, number>;
}

interface Example {
  readonly message: Message;
  readonly label: Label;
}

interface Accuracy {
  readonly first: number;
  readonly three: number;
}

const FOLDS = 5;
const SHUFFLES = 5;

/** Accuracy in cross-validation and texts a second, beside plain word cutting in the same run. */
export async function run(): Promise<Report> {
  const examples = labelledExamples();
  const seeds: Example[] = seedLessons().map(({ message, category }) => ({ message, label: category }));
  const lines: string[] = [];
  const figures: Record<string, number> = {};
  const note = (name: string, { first, three }: Accuracy, what: string): void => {
    figures[`${name}Top1`] = first;
    figures[`${name}Top3`] = three;
    lines.push(`${what}: ${percent(first)} top-1, ${percent(three)} top-3`);
  };
  if (examples === null) {
    lines.push('labelled messages absent (CHANGTONG_SHARED_DATA): skipped, the seed corpus is used alone');
  } else {
    note(
      'crossValidated',
      crossValidated(examples, seeds),
      `5-fold on ${examples.length} real messages, ${SHUFFLES} shuffles`,
    );
    note('shipped', accuracy(startingModel(), examples), 'the model as shipped, on the same messages');
  }
  const sentences = seeds.filter(({ message }) => /[，。？！]/u.test(message.text));
  const keywords = seeds.filter((example) => !sentences.includes(example));
  note(
    'seed',
    crossValidated(sentences, keywords),
    `5-fold on ${sentences.length} seed sentences, 90 categories`,
  );
  const texts = (examples ?? sentences).map(({ message }) => message);
  Object.assign(figures, speeds(texts));
  lines.push(
    `classifies ${figures.textsPerSecond} texts/s with reasons; cutting words alone does ${figures.cutsPerSecond}/s: ` +
      `${(figures.textsPerSecond! / figures.cutsPerSecond!).toFixed(2)} × of that floor`,
  );
  return { name: 'classifier', lines, figures };
}

const percent = (share: number): string => `${(share * 100).toFixed(1)} %`;

function labelledExamples(): Example[] | null {
  const folder = process.env.CHANGTONG_SHARED_DATA ?? new URL('../../shared/data', import.meta.url).pathname;
  const file = `${folder}/messages-labelled.ndjson`;
  if (!existsSync(file)) return null;
  return readFileSync(file, 'utf8')
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as Message & { category: string })
    .flatMap(({ title, text, category }) => {
      const label = sectorIds.find((id) => sectors[id].zh === category);
      return label === undefined
        ? []
        : [{ message: { ...(title === undefined ? {} : { title }), text }, label }];
    });
}

/** Mean over several shuffles; each example is judged by a model that has seen only the other folds and `given`. */
function crossValidated(examples: readonly Example[], given: readonly Example[]): Accuracy {
  const rounds = Array.from({ length: SHUFFLES }, (_, shuffle) => foldsOf(examples, shuffle + 1)).flatMap(
    (folds) =>
      Array.from({ length: FOLDS }, (_, fold) => {
        const model = emptyModel();
        const known = examples.filter((_, n) => folds[n] !== fold);
        learnAll(
          model,
          [...given, ...known].map(({ message, label }) => [message, label]),
        );
        const asked = examples.filter((_, n) => folds[n] === fold);
        return { size: asked.length, ...accuracy(model, asked) };
      }),
  );
  const size = rounds.reduce((sum, round) => sum + round.size, 0);
  const mean = (key: keyof Accuracy) =>
    rounds.reduce((sum, round) => sum + round[key] * round.size, 0) / size;
  return { first: mean('first'), three: mean('three') };
}

function accuracy(model: ReturnType<typeof emptyModel>, examples: readonly Example[]): Accuracy {
  const ranks = examples.map(({ message, label }) =>
    isCategoryId(label)
      ? classify(model, message, 3).findIndex(({ category }) => category === label)
      : classifySectors(model, message, 3).findIndex(({ sector }) => sector === label),
  );
  const share = (within: number) => ranks.filter((rank) => rank >= 0 && rank < within).length / ranks.length;
  return { first: share(1), three: share(3) };
}

/** Fold numbers with every label spread evenly over the folds. */
function foldsOf(examples: readonly Example[], seed: number): number[] {
  const random = randomFrom(seed);
  const order = examples.map((_, n) => ({ n, key: random() })).sort((a, b) => a.key - b.key);
  const dealt = new Map<Label, number>();
  const folds: number[] = [];
  for (const { n } of order) {
    const count = dealt.get(examples[n]!.label) ?? 0;
    folds[n] = count % FOLDS;
    dealt.set(examples[n]!.label, count + 1);
  }
  return folds;
}

/** A small repeatable generator (linear congruential, Numerical Recipes constants). */
function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

function speeds(texts: readonly Message[]): Record<string, number> {
  const model = startingModel();
  const jieba = Jieba.withDict(dict);
  return {
    textsPerSecond: perSecond(texts, (message) => classify(model, message, 3)),
    cutsPerSecond: perSecond(texts, ({ title = '', text }) => jieba.cut(title + text, true)),
  };
}

function perSecond(texts: readonly Message[], work: (message: Message) => unknown): number {
  for (const text of texts) work(text);
  const started = performance.now();
  let done = 0;
  while (performance.now() - started < 1_000) {
    for (const text of texts) work(text);
    done += texts.length;
  }
  return Math.round((done / (performance.now() - started)) * 1_000);
}
