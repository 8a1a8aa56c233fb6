import type { Platform } from '../../platform/platform.ts';
import { classify } from './classifier/classify.ts';
import { learn } from './classifier/model.ts';
import { startingModel } from './classifier/starting-model.ts';
import { listInForce } from './db/responsibility.ts';
import { isCategoryId } from './domain/categories.ts';
import type { ResponsibilityList } from './domain/responsibility.ts';
import type { RequestsRoom } from './room.ts';

/** Learned examples read at start, newest first: enough to follow a city, little enough to start in a second. */
const EXAMPLES_READ = 20_000;

const rooms = new WeakMap<Platform, RequestsRoom>();

/** The room of this platform; one, however many ask. It knows the list and the examples once `prepare` is done. */
export function roomOf(platform: Platform): RequestsRoom {
  const room = rooms.get(platform) ?? createRoom(platform);
  rooms.set(platform, room);
  return room;
}

/** Reads what the room keeps in memory: the list in force and what people confirmed. */
export async function prepareRoom(platform: Platform): Promise<void> {
  const room = roomOf(platform);
  await room.reloadResponsibility();
  const examples = await platform.sql<{ text: string; category: string }[]>`
    select text, category from requests.learned_example order by confirmed_at desc limit ${EXAMPLES_READ}`;
  for (const { text, category } of examples) room.classifier.learn(message(text), category);
}

function createRoom(platform: Platform): RequestsRoom {
  const model = startingModel();
  let list: ResponsibilityList = { version: 0, rules: [] };
  return {
    ...platform,
    classifier: {
      classify: (text, topK) => classify(model, text, topK),
      learn: (text, category) => {
        if (isCategoryId(category)) learn(model, text, category);
      },
    },
    responsibility: () => list,
    async reloadResponsibility() {
      list = await listInForce(platform.sql);
    },
  };
}

/** Title and body as `learned_example.text` keeps them: the title is the first line. */
function message(text: string) {
  const end = text.indexOf('\n');
  return end < 0 ? { title: '', text } : { title: text.slice(0, end), text: text.slice(end + 1) };
}
