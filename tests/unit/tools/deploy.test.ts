import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { billOfMaterials, packageOf } from '../../../tools/deploy/bill-of-materials.ts';
import { headers, looksLikeFile } from '../../../tools/deploy/headers.ts';
import { serverFiles } from '../../../tools/deploy/server-files.ts';

const files = serverFiles();

/** The headers that a text names, by a pattern with their name and value. Caching depends on the address and is left out. */
function headersIn(text: string, line: RegExp): Record<string, string> {
  const found = [...text.matchAll(line)].map(([, name, value]) => [name, value] as const);
  return Object.fromEntries(found.filter(([name]) => name !== 'Cache-Control'));
}

describe('the files for static hosts', () => {
  it.each([
    ['_headers', /^ {2}([\w-]+): (.*)$/gm],
    ['.htaccess', /^ {2}Header always set ([\w-]+) "([^"]*)"/gm],
    ['server-config/nginx.conf', /^ {2}add_header ([\w-]+) "([^"]*)" always;$/gm],
    ['server-config/Caddyfile', /^\t\t([\w-]+) "([^"]*)"$/gm],
  ])('%s carries every header', (file, line) => {
    expect(headersIn(files[file], line)).toEqual(headers);
  });

  it('say of the same addresses that they are pages', () => {
    const pages = ['/', '/movie/1', '/explore', '/users/3'];
    const missing = ['/nothing.js', '/assets/none', '/datasets/none.zip', '/a/b.css', '/.env'];
    const notPage = /not path_regexp (.*)$/m.exec(files['server-config/Caddyfile'])?.[1] ?? '';
    const file = /location ~ (.*) \{$/m.exec(files['server-config/nginx.conf'])?.[1] ?? '';
    for (const pattern of [new RegExp(notPage), new RegExp(file)]) {
      expect(pages.filter((path) => pattern.test(path))).toEqual([]);
      expect(missing.filter((path) => pattern.test(path))).toEqual(missing);
    }
    expect(pages.filter(looksLikeFile)).toEqual([]);
    expect(missing.filter(looksLikeFile)).toEqual(missing);
  });
});

it('docs/deploy.md names the same headers', () => {
  const text = readFileSync('docs/deploy.md', 'utf8');
  expect(headersIn(text, /^ *\| `([\w-]+)` \| `([^`]*)` \|$/gm)).toEqual(headers);
});

describe('the bill of materials', () => {
  const lock: unknown = JSON.parse(readFileSync('package-lock.json', 'utf8'));

  it('names a package by the folder that a file lies in', () => {
    expect(packageOf('/home/x/node_modules/react/index.js')).toBe('node_modules/react');
    expect(packageOf('/x/node_modules/@scope/a/node_modules/@b/c/d.js?x')).toBe(
      'node_modules/@scope/a/node_modules/@b/c',
    );
    expect(packageOf('/home/x/src/main.tsx')).toBeNull();
    expect(packageOf('\0vite/preload-helper.js')).toBeNull();
  });

  it('says version, licence and checksum of each', () => {
    const { components, metadata } = billOfMaterials(lock, [
      'node_modules/react',
      'node_modules/@tanstack/react-virtual',
    ]);
    expect(metadata.component.name).toBe('matinee');
    expect(components.map(({ name }) => name)).toEqual(['@tanstack/react-virtual', 'react']);
    const [, react] = components;
    expect(react.purl).toBe(`pkg:npm/react@${react.version}`);
    expect(react.licenses).toEqual([{ expression: 'MIT' }]);
    expect(react.hashes).toEqual([{ alg: 'SHA-512', content: expect.stringMatching(/^[\da-f]{128}$/) }]);
  });

  it('is refused for a package that is not locked', () => {
    expect(() => billOfMaterials(lock, ['node_modules/none'])).toThrow('node_modules/none');
  });
});
