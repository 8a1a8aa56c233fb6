import type { Module } from '../../platform/module.ts';
import { prepareRoom, roomOf } from './create-room.ts';
import { keepHouse } from './jobs/keep-house.ts';
import { supervise } from './jobs/supervise.ts';
import { loadStories } from './seed/load.ts';

/** 诉求: what citizens report, from the first word to the rating. */
export const requests: Module = {
  name: 'requests',
  prepare: prepareRoom,
  seed: loadStories,
  jobs: (platform) => [supervise(roomOf(platform)), keepHouse(roomOf(platform))],
};
