import { expect, it } from 'vitest';
import { type Manifest, sealManifest, unsealManifest } from '../../../../src/storage/database/manifest.ts';

const manifest: Manifest = {
  generation: 'g1',
  parts: [{ name: 'value', type: 'Float32Array', bytes: 8, checksums: [4_000_000_000] }],
};

it('reads what it has sealed', () => {
  expect(unsealManifest(sealManifest(manifest))).toEqual(manifest);
});

it('does not read a manifest with another checksum', () => {
  const { text, checksum } = sealManifest(manifest);
  expect(unsealManifest({ text: text.replace('g1', 'g2'), checksum })).toBeNull();
  expect(unsealManifest({ text, checksum: checksum ^ 1 })).toBeNull();
});

it.each([
  ['no generation', { parts: [] }],
  ['an unknown type', { ...manifest, parts: [{ ...manifest.parts[0], type: 'constructor' }] }],
  ['half a byte', { ...manifest, parts: [{ ...manifest.parts[0], bytes: 0.5 }] }],
])('does not read a manifest with %s', (_, other) => {
  expect(unsealManifest(sealManifest(other as Manifest))).toBeNull();
});
