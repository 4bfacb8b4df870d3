import { execFileSync, spawnSync } from 'node:child_process';
import { accessSync, constants, existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { type Browser, chromium } from '@playwright/test';

/** None of Chromium's own talk to the network. */
const quietFlags = [
  '--no-sandbox',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/**
 * Software WebGPU and WebGL, so that every backend runs on a machine without a GPU. The page itself is not painted by
 * them: that takes twice the time.
 */
export const chromiumFlags = [
  '--enable-unsafe-webgpu',
  '--use-webgpu-adapter=swiftshader',
  '--enable-features=Vulkan',
  '--use-gl=angle',
  '--use-angle=swiftshader',
  '--enable-unsafe-swiftshader',
  '--disable-gpu-compositing',
  // Letters are drawn alike wherever the tests run.
  '--font-render-hinting=none',
  '--disable-lcd-text',
  ...quietFlags,
];

/** For how fast the page feels: no graphics interface emulated, which would paint the page by it too, many times slower. */
const pageFlags = ['--disable-gpu', ...quietFlags];

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];

/**
 * A Chromium to test with: the one named by MATINEE_CHROMIUM, one on the path, Playwright's own; else one is
 * installed, by Playwright or, as root on Debian, by apt-get.
 * @throws Error that says what to do when none can be had
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

/** @param measured `kernels` with every backend, `page` for how fast the page feels */
export async function launchChromium(measured: 'kernels' | 'page'): Promise<Browser> {
  const args = measured === 'page' ? pageFlags : chromiumFlags;
  return chromium.launch({ executablePath: await findChromium(), args });
}

/** Null where there is none; nothing is installed. */
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

/** Playwright's own browser may be there without the libraries it needs, so it is asked for its version. */
function runs(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    execFileSync(path, ['--version'], { stdio: 'ignore', timeout: 20_000 });
    return true;
  } catch {
    return false;
  }
}
