import { describe, expect, it } from 'vitest';
import { countWords, normalised } from '../../../../src/recommenders/models/description-words.ts';

const noPause = async () => {};
const wordsOf = async (text: string, people: readonly string[] = [], others: readonly string[][] = []) => {
  const movies = [{ text, people }, ...others.map((of) => ({ text: null, people: of }))];
  return [...(await countWords(movies, noPause)).counts[0]];
};

describe('words of a description', () => {
  it('are counted without stop words, and without what every description says', async () => {
    expect(await wordsOf('The film follows a detective and another detective, who hides in Paris.')).toEqual([
      ['detective', 2],
      ['hide', 1],
      ['paris', 1],
    ]);
  });

  it('are counted in the singular', async () => {
    expect(await wordsOf('Witches, a witch’s cat and bodies; the body of a cat')).toEqual([
      ['witch', 2],
      ['cat', 2],
      ['body', 2],
    ]);
  });

  it.each([
    ['robberies', 'robbery'],
    ['movies', 'movy'],
    ['houses', 'house'],
    ['robots', 'robot'],
    ['chess', 'chess'],
    ['crisis', 'crisis'],
    ['virus', 'virus'],
    ['heroes', 'heroe'],
    ['boxes', 'box'],
  ])('%s becomes %s', (word, form) => {
    expect(normalised(word)).toBe(form);
  });

  it('are no names of people who share them with two others', async () => {
    const others = [['John Ford'], ['John Huston'], ['John Wayne']];
    expect(await wordsOf('A cowboy, John, and an outlaw.', [], others)).toEqual([
      ['cowboy', 1],
      ['outlaw', 1],
    ]);
    expect(await wordsOf('A cowboy, John, and an outlaw.', [], others.slice(0, 2))).toEqual([
      ['cowboy', 1],
      ['john', 1],
      ['outlaw', 1],
    ]);
  });

  it('are no names of the people of the movie itself', async () => {
    expect(await wordsOf('A gambler (Cage) and a cage fighter.', ['Nicolas Cage'])).toEqual([
      ['gambler', 1],
      ['cage', 1],
      ['fighter', 1],
    ]);
  });

  it('stay words where they are rarely capitalised, though people are called so', async () => {
    const others = [['Emma Stone'], ['Oliver Stone'], ['Sharon Stone']];
    expect(await wordsOf('Stone walls. A stone falls on a stone.', [], others)).toEqual([
      ['stone', 3],
      ['wall', 1],
    ]);
  });

  it('are shown as most texts spell them', async () => {
    const movies = ['Two thieves', 'Some thieves', 'A thief'].map((text) => ({ text, people: [] }));
    const words = await countWords(movies, noPause);
    expect(words.spelling(normalised('thieves'))).toBe('thieves');
  });
});
