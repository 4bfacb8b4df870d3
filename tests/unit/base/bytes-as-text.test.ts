import { describe, expect, it } from 'vitest';
import { fromBase64url, toBase64url } from '../../../src/base/base64url.ts';
import { crc32 } from '../../../src/base/crc32.ts';
import { VarintReader, varintLength, writeVarint } from '../../../src/base/varint.ts';
import { fc } from '../../fixtures/property.ts';

const bytesOf = (text: string) => new TextEncoder().encode(text);

describe('base64url', () => {
  it('is that of RFC 4648, as Node writes it', () => {
    fc.assert(
      fc.property(fc.uint8Array(), (bytes) => {
        const text = toBase64url(bytes);
        expect(text).toBe(Buffer.from(bytes).toString('base64url'));
        expect(fromBase64url(text)).toEqual(Uint8Array.from(bytes));
      }),
    );
  });

  it('refuses all other texts: each text stands for other bytes', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        const bytes = fromBase64url(text);
        expect(bytes === null || toBase64url(bytes) === text).toBe(true);
      }),
    );
    expect(['Zg', 'Zh', 'Z', 'Zg==', 'Z g', 'Z+'].map((text) => fromBase64url(text)?.length ?? null)).toEqual(
      [1, null, null, null, null, null],
    );
  });
});

describe('CRC-32', () => {
  it('has the check value of the standard, and those of zip', () => {
    expect(crc32(bytesOf('123456789'))).toBe(0xcbf43926);
    expect(crc32(bytesOf(''))).toBe(0);
    expect(crc32(bytesOf('The quick brown fox jumps over the lazy dog'))).toBe(0x414fa339);
  });
});

describe('varints', () => {
  it('come back one after the other', () => {
    fc.assert(
      fc.property(fc.array(fc.maxSafeNat()), (values) => {
        const bytes: number[] = [];
        for (const value of values) writeVarint(bytes, value);
        expect(bytes.length).toBe(values.reduce((sum, value) => sum + varintLength(value), 0));
        const reader = new VarintReader(Uint8Array.from(bytes));
        expect(values.map(() => reader.next())).toEqual(values);
        expect(reader.isAtEnd).toBe(true);
      }),
    );
  });

  it('are refused where they are cut, or larger than a whole number can be', () => {
    expect(new VarintReader(Uint8Array.of(128)).next()).toBeNull();
    expect(new VarintReader(new Uint8Array(9).fill(255)).next()).toBeNull();
    expect(new VarintReader(Uint8Array.of(0xac, 0x02)).next()).toBe(300);
  });
});
