import { execFileSync, spawnSync } from 'node:child_process';
import { accessSync, constants, existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { type Browser, chromium } from '@playwright/test';

/** Chromium makes no requests of its own. */
const quietFlags = [
  '--no-sandbox',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/**
 * Software WebGPU and WebGL, so that every backend runs on a machine without a GPU. They do not paint the page itself,
 * which would take twice the time.
 */
export const chromiumFlags = [
  '--enable-unsafe-webgpu',
  '--use-webgpu-adapter=swiftshader',
  '--enable-features=Vulkan',
  '--use-gl=angle',
  '--use-angle=swiftshader',
  '--enable-unsafe-swiftshader',
  '--disable-gpu-compositing',
  // Letters look the same on every machine.
  '--font-render-hinting=none',
  '--disable-lcd-text',
  ...quietFlags,
];

/** For how fast the page feels: no emulated graphics, which would also paint the page, many times slower. */
export const pageFlags = ['--disable-gpu', ...quietFlags];

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];

/**
 * Finds a Chromium: the one that MATINEE_CHROMIUM names, one on the path, or Playwright's own. Otherwise installs one, by
 * Playwright or, as root on Debian, by apt-get.
 * @throws Error that says what to do when none can be installed
 */
export async function findChromium(): Promise<string> {
  const found = installedChromium();
  if (found !== null) return found;
  console.log('No Chromium is installed; installing one.');
  const attempts: [string, string[]][] = [['npx', ['playwright', 'install', '--no-shell', 'chromium']]];
  if (process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')) {
    attempts.push([
      'sh',
      ['-c', 'apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq chromium'],
    ]);
  }
  for (const [command, args] of attempts) {
    spawnSync(command, args, { stdio: ['ignore', 'ignore', 'inherit'], timeout: 600_000 });
    const now = installedChromium();
    if (now !== null) return now;
  }
  throw new Error(
    'No Chromium was found and none could be installed.\n' +
      'Install one (Debian: apt-get install chromium), or set MATINEE_CHROMIUM to the path of one, and run this again.',
  );
}

/** @param measured `kernels` for every backend, `page` for how fast the page feels */
export async function launchChromium(measured: 'kernels' | 'page'): Promise<Browser> {
  const args = measured === 'page' ? pageFlags : chromiumFlags;
  return chromium.launch({ executablePath: await findChromium(), args });
}

/** The path of a Chromium, or null; installs nothing. */
export function installedChromium(): string | null {
  const named = process.env.MATINEE_CHROMIUM || process.env.CHROMIUM_PATH;
  if (named) {
    if (runs(named)) return named;
    throw new Error(`MATINEE_CHROMIUM or CHROMIUM_PATH names ${named}, which does not run.`);
  }
  const folders = (process.env.PATH ?? '').split(delimiter);
  const candidates = [
    ...NAMES.flatMap((name) => folders.map((folder) => join(folder, name))),
    chromium.executablePath(),
  ];
  return candidates.find(runs) ?? null;
}

/** Playwright's browser may be there without the libraries it needs, so this asks for its version. */
function runs(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    execFileSync(path, ['--version'], { stdio: 'ignore', timeout: 20_000 });
    return true;
  } catch {
    return false;
  }
}
