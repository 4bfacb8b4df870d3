import { readFileSync } from 'node:fs';
import { expect, onboard, test } from './app.ts';

const PAGES = [
  '/',
  '/welcome',
  '/welcome?step=films',
  '/movie/904',
  '/explore',
  '/explore?person=Alfred%20Hitchcock',
  '/experiment',
  '/compare?a=hybrid&b=popular',
  '/watchlist',
  '/ratings',
  '/training',
  '/users',
  '/users/1',
  '/lab',
  '/how',
  '/map',
  '/map?film=904',
  '/privacy',
];

test('a missing file is not found, and every address of a page is the page', async ({ request }) => {
  for (const path of [
    '/nothing.js',
    '/assets/main-abcdefgh.js',
    '/assets/none',
    '/datasets/none.zip',
    '/movie/x.css',
  ]) {
    const response = await request.get(path);
    expect(response.status(), path).toBe(404);
    expect(response.headers()['content-type'], path).toMatch(/^text\/plain/);
    expect(response.headers()['content-security-policy'], path).toContain(
      "require-trusted-types-for 'script'",
    );
  }
  for (const path of [...PAGES, '/no-such-page', '/theme.js', '/manifest.webmanifest']) {
    expect((await request.get(path)).status(), path).toBe(200);
  }
});

test('scripts come from trusted addresses only, and no page breaks with that', async ({
  page,
  browser,
  baseURL,
}) => {
  test.setTimeout(180_000);
  await onboard(page, 1);
  // A violation on any of them fails the journey, as in every other (tests/e2e/app.ts).
  for (const path of PAGES) {
    await page.goto(path);
    await expect(page.getByRole('main').getByRole('heading').first(), path).toBeVisible();
  }
  // Of a context of its own, where nobody watches: the policy is in force.
  const context = await browser.newContext({ ...(baseURL === undefined ? {} : { baseURL }) });
  const other = await context.newPage();
  await other.goto('/how');
  const outcomes = await other.evaluate(() => {
    const outcomeOf = (attempt: () => unknown) => {
      try {
        attempt();
        return 'done';
      } catch (thrown) {
        return thrown instanceof Error ? thrown.name : 'thrown';
      }
    };
    const trusted = Reflect.get(window, 'trustedTypes') as {
      createPolicy(name: string, rules: object): unknown;
    };
    return [
      outcomeOf(() => {
        document.createElement('p').innerHTML = '<b>text</b>';
      }),
      outcomeOf(() => new Worker('/theme.js')),
      outcomeOf(() => trusted.createPolicy('another', {})),
      outcomeOf(() => {
        document.createElement('p').textContent = '<b>text</b>';
      }),
    ];
  });
  expect(outcomes).toEqual(['TypeError', 'TypeError', 'TypeError', 'done']);
  await context.close();
});

test('the bill of materials names what is built in, with the versions of the lock', async ({ request }) => {
  const bill = (await (await request.get('/sbom.cdx.json')).json()) as {
    readonly bomFormat: string;
    readonly components: readonly {
      readonly name: string;
      readonly version: string;
      readonly purl: string;
    }[];
  };
  expect(bill.bomFormat).toBe('CycloneDX');
  const { packages } = JSON.parse(readFileSync('package-lock.json', 'utf8')) as {
    packages: Record<string, { version: string; dev?: boolean }>;
  };
  const names = bill.components.map(({ name }) => name);
  // Of the page, of a worker that is a build of its own, and of a style sheet.
  expect(names).toEqual(
    expect.arrayContaining(['react', '@tensorflow/tfjs-core', 'papaparse', '@fontsource-variable/inter']),
  );
  expect(names).not.toContain('vite');
  for (const { name, version, purl } of bill.components) {
    const locked = packages[`node_modules/${name}`];
    expect(locked?.version, name).toBe(version);
    expect(locked?.dev, name).toBeUndefined();
    expect(purl).toBe(`pkg:npm/${name.replace('@', '%40')}@${version}`);
  }
});
