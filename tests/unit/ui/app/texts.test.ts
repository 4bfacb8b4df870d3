import { describe, expect, it } from 'vitest';
import { wordsOf } from '../../../../src/protocol/words.ts';
import { loadingText, plural, stars } from '../../../../src/ui/app/texts.ts';
import { componentsText } from '../../../../src/ui/for-you/texts.ts';
import { formatMeasured, formatSpan } from '../../../../src/ui/kit/format.ts';
import { rareLine, rareSentence, reasonText } from '../../../../src/ui/movie/reason-texts.ts';
import { phaseText, trainingNews } from '../../../../src/ui/training/phase-texts.ts';
import { isGpuProblem } from '../../../../src/ui/training/texts.ts';
import { curve, movie, point } from '../../../fixtures/movies.ts';

const movieWords = wordsOf('films');

it('counts in words', () => {
  expect([0, 1, 1234].map((n) => plural(n, 'film', 'films'))).toEqual(['0 films', '1 film', '1,234 films']);
  expect([1, 0.5, 5].map(stars.given)).toEqual(['1 star', '0.5 stars', '5 stars']);
});

describe('reasons', () => {
  const because = ['Heat', 'Fargo', 'Alien', 'Seven'].map((title, id) => ({
    movie: movie(id, { title }),
    stars: 5,
  }));

  it.each([
    [{ kind: 'rated', because: because.slice(0, 2) }, 'Because you rated Heat and Fargo'],
    [{ kind: 'rated', because }, 'Because you rated Heat, Fargo, and Alien'],
    [{ kind: 'rated', because: [] }, 'From your ratings'],
    [{ kind: 'genres', genres: ['Thriller'], picked: true }, 'Matches your Thriller pick'],
    [
      { kind: 'genres', genres: ['Thriller', 'Crime'], picked: true },
      'Matches your Thriller and Crime picks',
    ],
    [{ kind: 'genres', genres: ['War'], picked: false }, 'You rate War highly'],
    [{ kind: 'genres', genres: [], picked: false }, 'Matches your taste in genres'],
    [
      { kind: 'person', name: 'Michael Mann', role: 'director', because: because[0] },
      'Directed by Michael Mann, whose Heat you gave 5 stars',
    ],
    [
      { kind: 'person', name: 'Frances McDormand', role: 'cast', because: because[1] },
      'With Frances McDormand, as in Fargo, which you gave 5 stars',
    ],
    [
      { kind: 'words', words: ['heist', 'casino'], because: because[0] },
      'In common with Heat, which you gave 5 stars: heist, casino',
    ],
    [
      { kind: 'elsewhere', world: { count: 12_345, mean: 3.94 } },
      'Few ratings here, 3.9★ from 12,000 elsewhere',
    ],
    [
      { kind: 'predicted', stars: 4.44, evidence: { kind: 'rated', because: because.slice(0, 1) } },
      'Lifted by your 5 stars for Heat',
    ],
    [
      {
        kind: 'predicted',
        stars: 4.44,
        evidence: { kind: 'rated', because: [because[0], { ...because[1], stars: 4.5 }] },
      },
      'Lifted by your 5 stars for Heat and 4.5 for Fargo',
    ],
    [
      {
        kind: 'predicted',
        stars: 4.44,
        evidence: { kind: 'person', name: 'Michael Mann', role: 'director', because: because[0] },
      },
      'Directed by Michael Mann, whose Heat you gave 5 stars',
    ],
    [
      { kind: 'predicted', stars: 4.44, evidence: { kind: 'everyone', meanStars: 3.94, ratings: 12_345 } },
      '3.9 stars on average from 12,345 ratings',
    ],
    [
      { kind: 'predicted', stars: 3.2, evidence: { kind: 'nobody' } },
      'Nobody has rated it yet, so this is only a guess',
    ],
    [
      {
        kind: 'expected',
        stars: 4.44,
        by: 'svd',
        evidence: { kind: 'rated', because: because.slice(2, 3) },
      },
      'Gradient descent expects 4.4 stars from you. Lifted by your 5 stars for Alien',
    ],
    [{ kind: 'popular', ratings: 341 }, 'A favourite of many: 341 ratings'],
  ] as const)('%j', (reason, text) => {
    expect(reasonText(reason, movieWords)).toBe(text);
  });
});

it('says that few have rated a movie here only where that is so', () => {
  const world = { count: 864, mean: 3.25 };
  expect(rareLine({ isRareHere: true, world })).toBe('Few ratings here, 3.3★ from 860 elsewhere');
  expect(rareSentence({ isRareHere: true, world })).toBe(
    'Few people have rated it here; about 860 elsewhere gave it 3.3 stars on average.',
  );
  expect(rareSentence({ isRareHere: false, world })).toBe('');
  expect(rareLine({ isRareHere: false, world })).toBe('');
  expect(rareLine({ isRareHere: false, world: null })).toBe('');
});

it('says what the list rests on, strongest first', () => {
  const none = { ease: 0, stars: 0, content: 0, popularity: 0 };
  expect(componentsText({ ...none, ease: 0.9, stars: 0.1 })).toBe('Almost all from people with your taste');
  expect(componentsText({ ...none, ease: 0.6, content: 0.4 })).toBe(
    'Mostly from people with your taste, then genres you like',
  );
  expect(componentsText({ ...none, ease: 0.7, stars: 0.1, content: 0.1, popularity: 0.1 })).toBe(
    'Mostly from people with your taste',
  );
  expect(componentsText({ ease: 0.1, stars: 0.2, content: 0.3, popularity: 0.4 })).toBe(
    'From what many people like, then genres you like',
  );
  expect(componentsText(none)).toBe('');
});

it('tells times in the fitting unit', () => {
  expect([200, 1500, 89_000, 100_000].map(formatSpan)).toEqual(['under a second', '2 s', '89 s', '2 min']);
  expect([8.44, 132.4, 2140].map(formatMeasured)).toEqual(['8.4 ms', '132 ms', '2.1 s']);
});

it('tells how far loading is', () => {
  expect(loadingText('download', 250_000, 1_000_000)).toBe('Loading the films · 250 kB of 1.0 MB');
  expect(loadingText('download', 5, null)).toBe('Loading the films');
  expect(loadingText('read', 5, 10)).toBe('Reading the ratings');
});

it('names each phase of training, and what may be wrong with the graphics', () => {
  expect(phaseText('ended', 'early')).toBe('Done: it stopped improving');
  expect(phaseText('ended', 'stopped')).toBe('Stopped by you');
  const over = curve(1, { points: [point(1, 0.9), point(2, 0.774), point(3, 0.8)] });
  expect(trainingNews('ended', over)).toBe('Done. Typical error 0.87 stars.');
  expect(trainingNews('paused', over)).toBe('Paused.');
  expect(trainingNews('preparing', over)).toBe('');
  expect(isGpuProblem('gpu-lost')).toBe(true);
  expect(isGpuProblem('backend-too-small')).toBe(true);
  expect(isGpuProblem('network')).toBe(false);
});
