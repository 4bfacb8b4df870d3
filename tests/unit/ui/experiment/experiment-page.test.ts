import { describe, expect, it } from 'vitest';
import { estimatesOf } from '../../../../src/evaluation/experiment-estimates.ts';
import { countList, noCounts, type ShownMovie } from '../../../../src/evaluation/interleaving.ts';
import { wordsOf } from '../../../../src/protocol/words.ts';
import { experimentCsv } from '../../../../src/ui/experiment/experiment-file.ts';
import { verdictText } from '../../../../src/ui/experiment/texts.ts';
import { recommenderName, waitingText } from '../../../../src/ui/movie/recommender-texts.ts';

const movieWords = wordsOf('films');

const between = { a: 'hybrid', b: 'userKnn' } as const;
const verdictAfter = (a: number, b: number) =>
  verdictText({ ...between, estimates: estimatesOf({ ...noCounts, wins: { a, b } }) }, movieWords);

describe('the verdict in words', () => {
  it('says what is missing before thirty decided lists', () => {
    expect(verdictAfter(0, 0)).toEqual({
      heading: 'Not enough data yet',
      text: expect.stringContaining('About 30 more decided lists are needed'),
    });
    expect(verdictAfter(29, 0).text).toContain('About 1 more decided list is needed');
  });

  it('names the better one with the share and interval of that one', () => {
    const won = verdictAfter(10, 40);
    expect(won.heading).toContain(recommenderName('userKnn', movieWords));
    expect(won.text).toMatch(/^It won 80% of 50 decided lists; its true share lies between 5\d% and 9\d%\.$/);
    expect(verdictAfter(40, 10).heading).toContain(recommenderName('hybrid', movieWords));
  });

  it('does not promise a number where there is none', () => {
    expect(verdictAfter(40, 40).text).toContain('thousands of lists');
    expect(verdictAfter(24, 16).text).toMatch(
      /About \d+ more decided lists are needed, if it goes on like this/,
    );
  });
});

it('says what an experiment waits for', () => {
  expect(waitingText({ kind: 'silent', recommender: 'ease' }, movieWords)).toContain('rate a film you like');
  const fitting = { part: 'bayes', done: 0.4 } as const;
  expect(waitingText({ kind: 'fitting', recommender: 'mixed', fitting }, movieWords)).toMatch(
    /Bayesian.*Alternating mix.*40%/,
  );
});

it('writes the record as a table with one line per movie', () => {
  const movie = { movieId: 5, place: 2, team: 'b', opened: true, liked: false, watchlisted: false } as const;
  const counts = countList([movie satisfies ShownMovie]);
  const csv = experimentCsv({
    experiment: { ...between, id: 1, stoppedAt: null, lists: 1, counts, estimates: estimatesOf(counts) },
    folded: noCounts,
    lists: [{ id: 'x', at: 0, seed: 1, movies: [{ ...movie, title: '=Film, the "First"' }] }],
  });
  expect(csv.split('\r\n')).toEqual([
    'list,dealtAt,place,movieId,title,recommender,opened,liked,watchlisted',
    'x,1970-01-01T00:00:00.000Z,2,5,"\'=Film, the ""First""",userKnn,true,false,false',
    '',
  ]);
});
