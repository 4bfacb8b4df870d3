import { spawn } from 'node:child_process';
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { type Browser, chromium, type Page } from '@playwright/test';
import { findChromium, pageFlags } from '../tools/browser.ts';

/** A browser with a profile on disk that can die at any moment, as in a power cut of the browser alone. */
export interface KillableBrowser {
  readonly page: Page;
  /** Ends all its processes at once; nothing is written any more. */
  kill(): void;
}

const START_LIMIT_MS = 30_000;

/**
 * @param profile the folder of the profile, which outlives the browser
 * @param limitMs how long the page may take for what is waited for
 */
export async function launchKillable(profile: string, limitMs: number): Promise<KillableBrowser> {
  const ports = join(profile, 'DevToolsActivePort');
  rmSync(ports, { force: true });
  const child = spawn(
    await findChromium(),
    [
      ...pageFlags,
      '--headless=new',
      '--remote-debugging-port=0',
      `--user-data-dir=${profile}`,
      'about:blank',
    ],
    // A group of its own, so that all processes of the browser die together.
    { detached: true, stdio: 'ignore' },
  );
  const kill = () => {
    if (child.pid === undefined) return;
    try {
      process.kill(-child.pid, 'SIGKILL');
    } catch {
      // It has ended by itself.
    }
  };
  try {
    const browser = await connected(ports);
    const context = browser.contexts()[0];
    const page = context.pages()[0] ?? (await context.newPage());
    page.setDefaultTimeout(limitMs);
    return { page, kill };
  } catch (thrown) {
    kill();
    throw thrown;
  }
}

async function connected(ports: string): Promise<Browser> {
  const until = Date.now() + START_LIMIT_MS;
  for (;;) {
    try {
      const port = Number.parseInt(readFileSync(ports, 'utf8'), 10);
      if (port > 0) return await chromium.connectOverCDP(`http://127.0.0.1:${port}`);
    } catch (thrown) {
      // The browser has not written the file yet, or does not listen yet.
      if (Date.now() > until) throw thrown;
    }
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
