import { openApp } from './app.ts';
import { type Config, ConfigError, readConfig } from './platform/config.ts';
import { DEMONSTRATION_PASSWORD } from './platform/identity/demonstration.ts';
import { startServing } from './serve.ts';
import { untilStopped } from './until-stopped.ts';

/** `npm start`. */
await main().catch((error: unknown) => {
  process.stderr.write(`${explain(error)}\n`);
  process.exit(error instanceof ConfigError ? 2 : 1);
});

async function main(): Promise<void> {
  const config = readConfig(process.env);
  const app = await openApp(config);
  const serving = await startServing(app);
  process.stdout.write(welcome(serving.address, config));
  await untilStopped();
  await serving.stop();
}

function welcome(address: string, config: Config): string {
  const demonstration = `
  示范登录 Demonstration log-ins: ${address}sign-in
  群众、话务员、派单员、承办人员、督查人员等，一键登录；工作人员密码 ${DEMONSTRATION_PASSWORD}
`;
  return `\n  畅通 Changtong: ${address}\n${config.CHANGTONG_DEMO ? demonstration : ''}\n`;
}

function explain(error: unknown): string {
  if (error instanceof ConfigError) return error.message;
  const { code, message } = error as NodeJS.ErrnoException;
  if (code === 'EADDRINUSE') return 'The port is in use. Choose another: PORT=8081 npm start';
  return `Changtong could not start: ${message ?? String(error)}`;
}
