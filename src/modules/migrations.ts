import type { MigrationSource } from '../platform/database/migrate.ts';

/** Every migration of the house, in the order in which the rooms are built. */
export const migrationSources: readonly MigrationSource[] = [
  { module: 'platform', directory: new URL('../platform/db/migrations/', import.meta.url) },
  { module: 'requests', directory: new URL('./requests/db/migrations/', import.meta.url) },
];
