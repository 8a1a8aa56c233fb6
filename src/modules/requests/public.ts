/** What other rooms may know of requests. */
export { MOVED, type MovedPayload, movedPayload, SUBMITTED } from './events.ts';
export { requests } from './module.ts';
