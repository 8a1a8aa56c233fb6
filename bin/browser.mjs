import { spawnSync } from 'node:child_process';
import { accessSync, constants, existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { fail, say } from './installed.mjs';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];
const ON_A_MAC = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
];

/** Path of a Chromium for the page tests; on Debian as root it is installed when there is none. */
export function ensureBrowser() {
  const found = findBrowser();
  if (found) return found;
  if (process.getuid?.() === 0 && existsSync('/etc/debian_version')) installOnDebian();
  return (
    findBrowser() ??
    fail(
      'The page tests need Chromium or Chrome. Install one (on Debian: sudo apt-get install chromium fonts-noto-cjk), ' +
        'or set CHROMIUM_PATH to it.',
    )
  );
}

function findBrowser() {
  const named = process.env.CHROMIUM_PATH;
  if (named) return canRun(named) ? named : fail(`CHROMIUM_PATH is ${named}, which cannot be run.`);
  const folders = [...(process.env.PATH ?? '').split(delimiter), '/usr/bin'];
  return [...folders.flatMap((folder) => NAMES.map((name) => join(folder, name))), ...ON_A_MAC].find(canRun);
}

function canRun(path) {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

function installOnDebian() {
  say('Installing Chromium and a Chinese font for the page tests …');
  apt(['update', '-qq']);
  apt(['install', '-y', '-qq', '--no-install-recommends', 'chromium', 'fonts-noto-cjk']);
}

const apt = (words) =>
  spawnSync('apt-get', words, {
    stdio: ['ignore', 'ignore', 'inherit'],
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
  });
