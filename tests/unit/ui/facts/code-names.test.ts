import { expect, it } from 'vitest';
import { countryName, languageName } from '../../../../src/ui/facts/code-names.ts';
import { demonyms } from '../../../../src/ui/facts/demonyms.ts';

it('names languages and countries as the reader’s browser does', () => {
  const names = (type: 'language' | 'region') => new Intl.DisplayNames(undefined, { type });
  for (const code of ['en', 'es', 'yue', 'zh', 'gd'])
    expect(languageName(code)).toBe(names('language').of(code));
  for (const code of ['US', 'ES', 'KR', 'BF']) expect(countryName(code)).toBe(names('region').of(code));
});

it('names by hand what browsers turn into something else', () => {
  expect(countryName('SU')).toBe('Soviet Union');
  expect(countryName('YU')).toBe('Yugoslavia');
  expect(languageName('sh')).toBe('Serbo-Croatian');
  expect(languageName('zxx')).toBe('No dialogue');
});

it('has a short name for Hong Kong and none for what is no code', () => {
  expect(countryName('HK')).not.toMatch(/SAR/);
  for (const code of ['', 'XY1', '??', 'Esperanto spoken badly']) {
    expect(languageName(code)).toBeNull();
    expect(countryName(code)).toBeNull();
  }
});

it('has adjectives for countries only', () => {
  for (const [code, adjective] of demonyms) {
    expect(countryName(code), code).not.toBeNull();
    expect(adjective).toMatch(/^[A-Z][a-z]+( [A-Z][a-z]+)?$/);
  }
});
