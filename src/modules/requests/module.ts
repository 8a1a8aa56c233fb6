import type { Module } from '../../platform/module.ts';
import { requestCommands } from './commands.ts';
import { prepareRoom, roomOf } from './create-room.ts';
import { deskAccess, deskRoutes } from './http/desk-routes.tsx';
import { open311Access, open311Routes } from './http/open311-routes.ts';
import { portalAccess, portalRoutes } from './http/portal-routes.tsx';
import { reportAccess, reportRoutes } from './http/report-routes.tsx';
import { keepHouse } from './jobs/keep-house.ts';
import { supervise } from './jobs/supervise.ts';
import { kpiAccess, kpiRoutes } from './kpi/kpi-routes.tsx';
import { sealKpiDays } from './kpi/seal-days.ts';
import { loadStories } from './seed/load.ts';
import { recomputeDeadlines } from './use-cases/recompute-deadlines.ts';

/** 诉求: what citizens report, from the first word to the rating. */
export const requests: Module = {
  name: 'requests',
  access: [...portalAccess, ...reportAccess, ...deskAccess, ...open311Access, ...kpiAccess],
  prepare: prepareRoom,
  routes(web, platform) {
    const room = roomOf(platform);
    reportRoutes(web, room);
    portalRoutes(web, room);
    deskRoutes(web, room);
    open311Routes(web, room);
    kpiRoutes(web, room);
  },
  seed: loadStories,
  commands: requestCommands,
  calendarReplaced: async (platform, now) => {
    await recomputeDeadlines(roomOf(platform), now);
  },
  jobs: (platform) => [
    supervise(roomOf(platform)),
    keepHouse(roomOf(platform)),
    sealKpiDays(roomOf(platform)),
  ],
};
