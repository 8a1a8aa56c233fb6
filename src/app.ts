import { migrationSources } from './modules/migrations.ts';
import { requests } from './modules/requests/public.ts';
import type { Config } from './platform/config.ts';
import { house } from './platform/house.ts';
import { type Built, createWeb } from './platform/http/create-web.ts';
import { createJobs, type Jobs } from './platform/jobs/jobs.ts';
import type { Module } from './platform/module.ts';
import {
  type OpenedPlatform,
  openPlatform,
  type PlatformOverrides,
  platformJobs,
} from './platform/open-platform.ts';
import { createDispatcher, type Dispatcher } from './platform/outbox/dispatcher.ts';
import { seedDemonstration } from './seed-demonstration.ts';

/** The rooms of the house, in the order in which they are built. */
export const modules: readonly Module[] = [house, requests];

export interface App extends OpenedPlatform, Built {
  readonly dispatcher: Dispatcher;
  readonly jobs: Jobs;
}

/** Opens the house: platform, demonstration province when it is empty, rooms, web, and the work behind it. */
export async function openApp(config: Config, overrides: PlatformOverrides = {}): Promise<App> {
  const opened = await openPlatform(config, migrationSources, overrides);
  const { platform } = opened;
  for (const module of modules) await module.prepare?.(platform);
  if (config.CHANGTONG_DEMO) await seedDemonstration(platform, modules);
  const { sql, log, metrics, clock } = platform;
  const consumers = modules.flatMap((module) => module.consumers?.(platform) ?? []);
  const jobs = [...platformJobs(platform), ...modules.flatMap((module) => module.jobs?.(platform) ?? [])];
  return {
    ...opened,
    ...createWeb(platform, modules),
    dispatcher: createDispatcher({ sql, consumers, log, metrics, clock }),
    jobs: createJobs({ sql, jobs, log, metrics, clock }),
  };
}
