import { type Bilingual, both } from '../../../../kernel/bilingual.ts';
import { characterPairs } from './bigrams.ts';
import { withoutFiller } from './filler.ts';

export interface TopicItem {
  readonly id: string;
  readonly title?: string;
  readonly text: string;
  readonly at: Date;
  readonly place?: string;
  /** People who said "me too". */
  readonly votes?: number;
}

/** A proposal for a person to confirm: these requests seem to be about one thing. Nothing is merged by it. */
export interface TopicProposal {
  /** The most central request first. */
  readonly memberIds: readonly string[];
  readonly label: string;
  readonly terms: readonly string[];
  /** Heat: members weighted by their votes, halved for every 180 days of age. */
  readonly score: number;
  /** Mean likeness of the members to the central request, from 0 to 1. */
  readonly cohesion: number;
  readonly span: { readonly from: Date; readonly to: Date };
  readonly reason: Bilingual;
}

export interface TopicOptions {
  readonly now: Date;
  /** Only requests of so many days before `now` are read. */
  readonly days?: number;
  readonly fewestMembers?: number;
  readonly limit?: number;
}

const DAY_MS = 86_400_000;
const HALF_LIFE_DAYS = 180;

/** Tuned on real messages so that requests about one thing stay together and merely related ones apart. */
const LIKE_CENTRE = 0.25;
const LIKE_NEIGHBOUR = 0.18;
const LOOSEST = 0.22;
const FURTHEST_DAYS = 150;
const PAIRS_PER_ITEM = 80;
const TITLE_WEIGHT = 3;
const TERMS_GIVEN = 4;

/**
 * Groups of similar requests, hottest first. Each group gathers round its most central request: members are alike to
 * it in words and place and at most 150 days from it. Rare words weigh most, so a shared place name or thing joins,
 * and shared pleading does not.
 */
export function proposeTopics(items: readonly TopicItem[], options: TopicOptions): TopicProposal[] {
  const { now, days = 365, fewestMembers = 3, limit = 20 } = options;
  const oldest = now.getTime() - days * DAY_MS;
  const recent = items.filter(({ at }) => at.getTime() >= oldest && at.getTime() <= now.getTime());
  const vectors = vectorsOf(recent);
  const neighbours = neighboursOf(recent, vectors);
  return gather(neighbours, fewestMembers)
    .map((group) => proposal(recent, vectors, group, now))
    .filter(({ cohesion }) => cohesion >= LOOSEST)
    .sort((a, b) => b.score - a.score)
    .slice(0, limit);
}

type Weights = ReadonlyMap<string, number>;

function vectorsOf(items: readonly TopicItem[]): Weights[] {
  const counted = items.map(({ title = '', text, place = '' }) => {
    const counts = new Map<string, number>();
    const add = (said: string, weight: number): void => {
      for (const pair of characterPairs(withoutFiller(said)))
        counts.set(pair, (counts.get(pair) ?? 0) + weight);
    };
    add(title, TITLE_WEIGHT);
    add(place, TITLE_WEIGHT);
    add(text, 1);
    return counts;
  });
  const spread = new Map<string, number>();
  for (const counts of counted)
    for (const pair of counts.keys()) spread.set(pair, (spread.get(pair) ?? 0) + 1);
  return counted.map((counts) => weighed(counts, spread, items.length));
}

/** The pairs that say most about an item, scaled to length one. Pairs of one item only can join nothing. */
function weighed(counts: Weights, spread: Weights, items: number): Weights {
  const telling = [...counts]
    .filter(([pair]) => spread.get(pair)! > 1)
    .map(([pair, count]) => [pair, (1 + Math.log(count)) * Math.log(items / spread.get(pair)!)] as const)
    .sort((a, b) => b[1] - a[1])
    .slice(0, PAIRS_PER_ITEM);
  const length = Math.sqrt(telling.reduce((sum, [, weight]) => sum + weight * weight, 0)) || 1;
  return new Map(telling.map(([pair, weight]) => [pair, weight / length]));
}

interface Neighbour {
  readonly of: number;
  readonly likeness: number;
}

function neighboursOf(items: readonly TopicItem[], vectors: readonly Weights[]): Neighbour[][] {
  const holders = new Map<string, [item: number, weight: number][]>();
  vectors.forEach((vector, item) => {
    for (const [pair, weight] of vector) {
      const known = holders.get(pair);
      if (known === undefined) holders.set(pair, [[item, weight]]);
      else known.push([item, weight]);
    }
  });
  return vectors.map((vector, item) => {
    const likeness = new Float64Array(vectors.length);
    for (const [pair, weight] of vector) {
      for (const [other, theirs] of holders.get(pair)!) likeness[other]! += weight * theirs;
    }
    return near(items, item, likeness);
  });
}

function near(items: readonly TopicItem[], item: number, likeness: Float64Array): Neighbour[] {
  const found: Neighbour[] = [];
  const at = items[item]!.at.getTime();
  likeness.forEach((value, other) => {
    if (other === item || value < LIKE_NEIGHBOUR) return;
    if (Math.abs(items[other]!.at.getTime() - at) <= FURTHEST_DAYS * DAY_MS)
      found.push({ of: other, likeness: value });
  });
  return found;
}

interface Group {
  readonly centre: number;
  readonly members: readonly Neighbour[];
}

/** Takes the item with the heaviest neighbourhood, its close neighbours and those alike to several of them; repeats. */
function gather(neighbours: readonly Neighbour[][], fewestMembers: number): Group[] {
  const taken = new Uint8Array(neighbours.length);
  const heaviness = neighbours.map((near) => near.reduce((sum, { likeness }) => sum + likeness, 0));
  const order = neighbours.map((_, item) => item).sort((a, b) => heaviness[b]! - heaviness[a]! || a - b);
  const groups: Group[] = [];
  for (const centre of order) {
    if (taken[centre]) continue;
    const members = membersOf(centre, neighbours, taken);
    if (members.length + 1 < fewestMembers) continue;
    taken[centre] = 1;
    for (const { of } of members) taken[of] = 1;
    groups.push({ centre, members });
  }
  return groups;
}

function membersOf(centre: number, neighbours: readonly Neighbour[][], taken: Uint8Array): Neighbour[] {
  const free = neighbours[centre]!.filter(({ of }) => !taken[of]);
  const core = new Set([
    centre,
    ...free.filter(({ likeness }) => likeness >= LIKE_CENTRE).map(({ of }) => of),
  ]);
  return free
    .filter(
      ({ of }) =>
        core.has(of) || neighbours[of]!.filter((other) => core.has(other.of)).length * 2 > core.size,
    )
    .sort((a, b) => b.likeness - a.likeness);
}

function proposal(
  items: readonly TopicItem[],
  vectors: readonly Weights[],
  { centre, members }: Group,
  now: Date,
): TopicProposal {
  const all = [centre, ...members.map(({ of }) => of)];
  const times = all.map((item) => items[item]!.at.getTime());
  const span = { from: new Date(Math.min(...times)), to: new Date(Math.max(...times)) };
  const terms = termsOf(items[centre]!, sharedPairs(vectors, all));
  return {
    memberIds: all.map((item) => items[item]!.id),
    label: labelOf(items[centre]!),
    terms,
    score: all.reduce((sum, item) => sum + heat(items[item]!, now), 0),
    cohesion: members.reduce((sum, { likeness }) => sum + likeness, 0) / Math.max(1, members.length),
    span,
    reason: reasonFor(all.length, span, terms),
  };
}

function heat({ at, votes = 0 }: TopicItem, now: Date): number {
  const age = (now.getTime() - at.getTime()) / DAY_MS;
  return (1 + Math.log1p(Math.max(0, votes))) * 2 ** (-age / HALF_LIFE_DAYS);
}

function reasonFor(
  members: number,
  { from, to }: TopicProposal['span'],
  terms: readonly string[],
): Bilingual {
  const days = Math.max(1, Math.ceil((to.getTime() - from.getTime()) / DAY_MS));
  return both(
    `${days} 天内有 ${members} 件诉求都提到“${terms.join('、')}”，请核对是否同一件事。`,
    `${members} requests within ${days} days all mention ${terms.join(', ')}; check whether they are about one thing.`,
  );
}

/** Pairs that more than a third of the members hold among their most telling, heaviest first. */
function sharedPairs(vectors: readonly Weights[], members: readonly number[]): ReadonlySet<string> {
  const held = new Map<string, { members: number; weight: number }>();
  for (const member of members) {
    for (const [pair, weight] of vectors[member]!) {
      const sum = held.get(pair) ?? { members: 0, weight: 0 };
      held.set(pair, { members: sum.members + 1, weight: sum.weight + weight });
    }
  }
  const shared = [...held].filter(([, sum]) => sum.members * 3 > members.length);
  return new Set(
    shared
      .sort((a, b) => b[1].weight - a[1].weight)
      .slice(0, 12)
      .map(([pair]) => pair),
  );
}

/** Joins shared pairs that overlap in the central request into the longer words which they are pieces of. */
function termsOf(item: TopicItem, shared: ReadonlySet<string>): string[] {
  const written = [...`${item.title ?? ''}\n${item.text}`.normalize('NFKC').toLowerCase()];
  const terms = new Set<string>();
  let term = '';
  for (let at = 0; at + 1 < written.length; at++) {
    if (shared.has(written[at]! + written[at + 1]!))
      term = term === '' ? written[at]! + written[at + 1]! : term + written[at + 1]!;
    else {
      if (term !== '') terms.add(term);
      term = '';
    }
  }
  if (term !== '') terms.add(term);
  const longestFirst = [...terms].sort((a, b) => b.length - a.length);
  const maximal = longestFirst.filter(
    (one, n) => !longestFirst.slice(0, n).some((longer) => longer.includes(one)),
  );
  return maximal.slice(0, TERMS_GIVEN);
}

const LABEL_LENGTH = 40;

function labelOf({ title, text }: TopicItem): string {
  const label = (title?.trim() || text.trim().split(/[。！？\n]/)[0]) ?? '';
  const characters = [...label];
  return characters.length > LABEL_LENGTH ? `${characters.slice(0, LABEL_LENGTH).join('')}…` : label;
}
