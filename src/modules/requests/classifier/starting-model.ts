import { type CategoryId, categories } from '../domain/categories.ts';
import type { Message } from './features.ts';
import { emptyModel, learnAll, type Model } from './model.ts';
import { seedCorpus } from './seed-corpus.ts';

/** Keywords are taught a handful at a time, as if somebody had written a short sentence with them. */
const KEYWORDS_A_LESSON = 5;

export interface Lesson {
  readonly message: Message;
  readonly category: CategoryId;
}

/** All that the starting model is taught, in a fixed order. */
export function seedLessons(): Lesson[] {
  return categories.flatMap(({ id, keywords }) => {
    const spoken = Array.from({ length: Math.ceil(keywords.length / KEYWORDS_A_LESSON) }, (_, n) =>
      keywords.slice(n * KEYWORDS_A_LESSON, (n + 1) * KEYWORDS_A_LESSON).join(' '),
    );
    return [...seedCorpus[id], ...spoken].map((text) => ({ message: { text }, category: id }));
  });
}

/** A model that knows our own seed corpus and nothing else; the same every time, built in well under a second. */
export function startingModel(): Model {
  const model = emptyModel();
  learnAll(
    model,
    seedLessons().map(({ message, category }) => [message, category]),
  );
  return model;
}
