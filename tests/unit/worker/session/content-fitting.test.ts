import { describe, expect, it, vi } from 'vitest';
import { plainProduct } from '../../../../src/base/matrix-vector.ts';
import { noFacts } from '../../../../src/dataset/movie-facts.ts';
import { isMovieContent } from '../../../../src/recommenders/models/movie-content.ts';
import { createCatalogue } from '../../../../src/worker/session/catalogue.ts';
import { createContentFitting } from '../../../../src/worker/session/content-fitting.ts';
import { createPendingWork } from '../../../../src/worker/session/pending-work.ts';
import { describedFacts, describedGenres, describedMovies } from '../../../fixtures/described-movies.ts';
import { smallDataset } from '../../../fixtures/worker-fakes.ts';

const small = smallDataset();
const dataset = {
  ...small,
  movies: describedMovies,
  genres: describedGenres,
  ratings: { ...small.ratings, items: 6 },
};
const nobody = { users: 0, items: 6, rowStart: new Int32Array(1) };
const columns = { item: new Int32Array(0), value: new Float32Array(0), time: new Uint32Array(0) };

function session() {
  const catalogue = createCatalogue({ ...dataset, ratings: { ...nobody, ...columns } }, plainProduct);
  const ended = new AbortController();
  const failures: unknown[] = [];
  const core = {
    catalogue,
    facts: noFacts,
    content: catalogue.content,
    background: createPendingWork((thrown) => failures.push(thrown)),
    signal: ended.signal,
    changed: vi.fn(),
  };
  return { core, ended, failures, follow: createContentFitting(core) };
}

describe('the content model of a session', () => {
  it('is the genre model until facts arrive, and is fitted to them once', async () => {
    const { core, failures, follow } = session();
    follow();
    await core.background.idle();
    expect(core.content).toBe(core.catalogue.content);
    core.facts = describedFacts;
    follow();
    follow();
    await core.background.idle();
    expect(isMovieContent(core.content) && Object.keys(core.content.terms.shares)).toEqual([
      'genres',
      'people',
      'words',
      'tags',
    ]);
    // What is read keeps its order.
    expect(core.changed.mock.calls).toEqual([[['recommenders'], 'keep']]);
    expect(failures).toEqual([]);
  });

  it('is fitted to the newest facts where more arrive meanwhile', async () => {
    const { core, failures, follow } = session();
    core.facts = { details: describedFacts.details, descriptions: null };
    follow();
    core.facts = { ...core.facts, descriptions: describedFacts.descriptions };
    follow();
    await core.background.idle();
    expect(isMovieContent(core.content) && Object.keys(core.content.terms.shares)).toEqual([
      'genres',
      'people',
      'words',
    ]);
    expect(core.changed).toHaveBeenCalledTimes(1);
    expect(failures).toEqual([]);
  });

  it('is given up when the session ends', async () => {
    const { core, ended, failures, follow } = session();
    core.facts = describedFacts;
    follow();
    ended.abort();
    await core.background.idle();
    expect(core.content).toBe(core.catalogue.content);
    expect(core.changed).not.toHaveBeenCalled();
    expect(failures).toEqual([]);
  });
});
