import { readFileSync } from 'node:fs';
import { Command, CommanderError } from 'commander';
import { pino } from 'pino';
import { type App, modules, openApp } from './app.ts';
import { doctor } from './doctor.ts';
import { buildCalendar, type defaultCalendar } from './kernel/calendar/index.ts';
import { AppError } from './kernel/errors.ts';
import { migrationSources } from './modules/migrations.ts';
import { type Config, ConfigError, readConfig } from './platform/config.ts';
import { backup } from './platform/database/backup.ts';
import { BackupError } from './platform/database/backup-archive.ts';
import { createDatabase, type Database } from './platform/database/connect.ts';
import { migrate } from './platform/database/migrate.ts';
import { restore } from './platform/database/restore.ts';
import { filesFolder } from './platform/files/file-store.ts';
import { notifyCommands } from './platform/notify/command.ts';
import { startServing, startWork, stopWork } from './serve.ts';
import { untilStopped } from './until-stopped.ts';

/** `changtong`: every error is one line on stderr; exit 2 for bad input, 1 for what failed. */
const program = new Command('changtong')
  .description('畅通: keeps digital services unblocked')
  .exitOverride()
  .showHelpAfterError(false);

program
  .command('serve')
  .description('serve pages and interfaces; also works in the background unless CHANGTONG_WORK=0')
  .action(serve);
program.command('work').description('run the clock and the outbox without serving').action(work);
program
  .command('start')
  .description('serve with settings from a file of NAME=value lines')
  .requiredOption('--config <file>')
  .action(({ config }: { config: string }) => {
    Object.assign(process.env, settingsOf(config));
    return serve();
  });
program
  .command('migrate')
  .description('bring the database up to date')
  .action(() =>
    withDatabase(async ({ sql }) =>
      say(`Applied ${(await migrate(sql, migrationSources)).length} migration(s).`),
    ),
  );
program
  .command('backup <file>')
  .description('write all rows and files into one archive')
  .action((file: string) =>
    withDatabase(async ({ sql }, config) => {
      const { tables, rows, files } = await backup(sql, file, filesFolder(config.dataDir), new Date());
      say(`Wrote ${tables} tables, ${rows} rows and ${files} files to ${file}.`);
    }),
  );
program
  .command('restore <file>')
  .description('load an archive into an empty database')
  .action((file: string) =>
    withDatabase(async ({ sql }, config) => {
      const { tables, rows, files } = await restore(sql, file, filesFolder(config.dataDir), migrationSources);
      say(`Restored ${tables} tables, ${rows} rows and ${files} files.`);
    }),
  );
program
  .command('doctor')
  .description('check this installation')
  .action(() => withApp(runDoctor));

const calendar = program.command('calendar').description('working days');
calendar
  .command('show')
  .description('the calendar in force')
  .action(() => withApp(async ({ platform }) => say(JSON.stringify(describe(platform.calendar())))));
calendar
  .command('import <file>')
  .description('put a calendar in force and work out every open deadline again')
  .action((file: string) => withApp((app) => importCalendar(app, file)));

notifyCommands(program);
for (const module of modules) module.commands?.(program, (work) => withApp((app) => work(app.platform)));

async function serve(): Promise<void> {
  const app = await openApp(readConfig(process.env));
  const serving = await startServing(app);
  say(`Serving on ${serving.address}`);
  await untilStopped();
  await serving.stop();
}

async function work(): Promise<void> {
  const app = await openApp(readConfig(process.env));
  await startWork(app);
  say('Working.');
  await untilStopped();
  await stopWork(app);
  await app.close();
}

async function withApp<T>(use: (app: App) => Promise<T>): Promise<T> {
  const app = await openApp(readConfig({ LOG_LEVEL: 'warn', ...process.env }));
  try {
    return await use(app);
  } finally {
    await app.close();
  }
}

async function withDatabase(use: (database: Database, config: Config) => Promise<void>): Promise<void> {
  const config = readConfig(process.env);
  const shared = { log: pino({ level: 'warn' }, pino.destination(2)), statementTimeoutMs: 0 };
  const database = await createDatabase(
    config.DATABASE_URL ? { ...shared, url: config.DATABASE_URL } : { ...shared, dataDir: config.dataDir },
  );
  try {
    await use(database, config);
  } finally {
    await database.close();
  }
}

async function runDoctor(app: App): Promise<void> {
  const findings = await doctor(app, modules);
  for (const { outcome, check, detail } of findings) say(`${outcome.padEnd(7)} ${check}: ${detail}`);
  if (findings.some(({ outcome }) => outcome === 'fail')) process.exitCode = 1;
}

async function importCalendar({ platform }: App, file: string): Promise<void> {
  const data: unknown = JSON.parse(readFileSync(file, 'utf8'));
  const built = buildCalendar(data);
  if (!built.ok) throw new BadInput(built.error.map(({ message }) => message.en).join('; '));
  const { version } = built.value;
  const now = platform.clock();
  await platform.sql`
    insert into platform.calendar (version, data, uploaded_by, at) values (${version}, ${platform.sql.json(data as never)}, 'operator', ${now})`;
  await platform.reloadCalendar();
  for (const module of modules) await module.calendarReplaced?.(platform, now);
  say(`Calendar ${version} is in force; open deadlines were worked out again.`);
}

const describe = ({ version, coverage, provisionalYears }: typeof defaultCalendar) => ({
  version,
  coverage,
  provisionalYears: [...provisionalYears],
});

/** `NAME=value` lines; blank lines and lines that start with # are passed over. */
function settingsOf(file: string): Record<string, string> {
  const lines = readFileSync(file, 'utf8')
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '' && !line.startsWith('#'));
  return Object.fromEntries(
    lines.map((line) => {
      const at = line.indexOf('=');
      if (at < 1) throw new BadInput(`${file}: "${line}" is not NAME=value`);
      return [line.slice(0, at).trim(), line.slice(at + 1).trim()];
    }),
  );
}

class BadInput extends Error {}

const isBadInput = (error: unknown) =>
  error instanceof BadInput ||
  error instanceof ConfigError ||
  error instanceof SyntaxError ||
  (error as NodeJS.ErrnoException).code === 'ENOENT' ||
  (error instanceof AppError && error.status < 500);

const oneLine = (error: unknown) =>
  (error instanceof BackupError || error instanceof Error ? error.message : String(error)).replaceAll(
    /\s*\n\s*/g,
    '; ',
  );

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

await program.parseAsync().catch((error: unknown) => {
  if (error instanceof CommanderError) process.exit(error.exitCode === 0 ? 0 : 2);
  process.stderr.write(`changtong: ${oneLine(error)}\n`);
  process.exit(isBadInput(error) ? 2 : 1);
});
