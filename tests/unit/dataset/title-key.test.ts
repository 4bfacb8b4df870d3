import { describe, expect, it } from 'vitest';
import { looseTitleKey, strictTitleKey, titleKey } from '../../../src/dataset/title-key.ts';

const pairs = (...all: [string, string][]) => all;

describe('titles of one movie, written in two ways', () => {
  it.each(
    pairs(
      ['Old Boy', 'Oldboy'],
      ['The Matrix', 'Matrix'],
      ['AMÉLIE', 'Amelie'],
      ['Romeo + Juliet', 'Romeo and Juliet'],
      ['Rocky II', 'Rocky 2'],
      ['Saw XIII', 'Saw 13'],
      ['Ocean’s Eleven', "Ocean's 11"],
      ['Seven Samurai', '7 Samurai'],
      ['Kill Bill: Vol. 1', 'Kill Bill: Volume I'],
      ['Dune: Pt. Two', 'Dune: Part 2'],
      ['John Wick: Chap. 4', 'John Wick: Chapter Four'],
      ['Star Wars: Ep. V', 'Star Wars: Episode 5'],
      ['The Colour of Money', 'The Color of Money'],
    ),
  )('%s and %s have the same key', (one, other) => {
    expect(titleKey(one)).toBe(titleKey(other));
    expect(looseTitleKey(one)).toBe(looseTitleKey(other));
  });

  it.each(
    pairs(
      ['Kill Bill 2', 'Kill Bill: Volume II'],
      ['Das Boot', 'Boot'],
      ['La Haine', 'Haine'],
      ['Die Fälscher', 'Fälscher'],
      ['Il buono, il brutto', 'buono brutto'],
    ),
  )('%s and %s have the same loose key only', (one, other) => {
    expect(titleKey(one)).not.toBe(titleKey(other));
    expect(looseTitleKey(one)).toBe(looseTitleKey(other));
  });
});

describe('titles of different movies', () => {
  it.each(
    pairs(
      ['V for Vendetta', '5 for Vendetta'],
      ['I, Robot', '1 Robot'],
      ['Withnail & I', 'Withnail & 1'],
      ['Rocky II', 'Rocky III'],
      ['Alien', 'Aliens'],
      ['X', '10'],
    ),
  )('%s and %s have different keys', (one, other) => {
    expect(titleKey(one)).not.toBe(titleKey(other));
    expect(looseTitleKey(one)).not.toBe(looseTitleKey(other));
  });

  it('of articles alone keep them', () => {
    expect(looseTitleKey('Die')).not.toBe('');
    expect(looseTitleKey('Das')).not.toBe(looseTitleKey('Die'));
  });
});

describe('a strict key', () => {
  it('keeps articles and spaces, without case, accents and punctuation', () => {
    expect(strictTitleKey('It')).not.toBe(strictTitleKey('The It'));
    expect(strictTitleKey('It')).not.toBe(strictTitleKey('I.T.'));
    expect(strictTitleKey('Old Boy')).not.toBe(strictTitleKey('Oldboy'));
    expect(strictTitleKey('AMÉLIE!')).toBe(strictTitleKey('Amelie'));
    expect(strictTitleKey('Rocky II')).toBe(strictTitleKey('rocky 2'));
  });
});
