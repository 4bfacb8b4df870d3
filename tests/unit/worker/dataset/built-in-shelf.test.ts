import { describe, expect, it } from 'vitest';
import { encodeStarter } from '../../../../src/dataset/starter.ts';
import type { Event } from '../../../../src/protocol/messages.ts';
import { createBuiltInShelf } from '../../../../src/worker/dataset/built-in-shelf.ts';
import { createStarterInbox } from '../../../../src/worker/dataset/starter-inbox.ts';
import { MOVIES, RATINGS, zip } from '../../../fixtures/archives.ts';

const starterFile = new TextEncoder().encode(
  JSON.stringify(
    encodeStarter(
      [{ id: 1, title: 'Toy Story', year: 1995, genres: ['Animation'], count: 9, mean: 4 }],
      [['Animation', 3]],
    ),
  ),
);
const files: Record<string, Uint8Array> = {
  'starter.json': starterFile,
  'movies.zip': zip({ 'x/movies.csv': MOVIES }),
  'ratings.zip': zip({ 'x/ratings.csv': RATINGS }),
  'details.zip': zip({
    'x/details.csv':
      'movieId,runtime,languages,countries,directors,cast,wikipedia\n1,81,en,US,John Lasseter,Tom Hanks|Tim Allen,Toy_Story\n',
  }),
  'descriptions.zip': zip({
    'x/descriptions.csv': 'movieId,description,source,page\n1,Toys that live.,wikipedia,Toy_Story\n',
  }),
};
const part = (file: string) => ({ file, bytes: files[file]?.length ?? 0 });
const manifest = {
  name: 'x',
  parts: {
    starter: part('starter.json'),
    movies: part('movies.zip'),
    ratings: part('ratings.zip'),
    details: part('details.zip'),
    descriptions: part('descriptions.zip'),
  },
};

/** Serves the files; those in `missing` do not arrive. */
function server(missing: Set<string> = new Set()) {
  const asked: string[] = [];
  const get = (async (url: string) => {
    const file = url.replace('https://here/', '');
    asked.push(file);
    if (missing.has(file)) throw new TypeError('no network');
    const body = files[file];
    return body === undefined
      ? new Response(null, { status: 404 })
      : new Response(body as Uint8Array<ArrayBuffer>);
  }) as typeof fetch;
  return { asked, shelf: createBuiltInShelf(manifest, (file) => `https://here/${file}`, get) };
}

describe('the built-in data set in parts', () => {
  it('begins with the starter, which is not fetched again where the page has it', async () => {
    const { shelf, asked } = server();
    expect((await shelf.starter(starterFile)).dataset.movies).toHaveLength(1);
    expect(asked).toEqual([]);
    expect((await shelf.starter()).genres).toEqual([{ name: 'Animation', movies: 3 }]);
    expect(asked).toEqual(['starter.json']);
  });

  it('puts the parts together to the data set of the whole archive, with progress of both', async () => {
    const events: Event[] = [];
    const dataset = await server().shelf.dataset((event) => events.push(event));
    expect(dataset.name).toBe('x');
    expect(dataset.movies.map(({ title }) => title)).toEqual(['Toy Story', 'The Matrix', 'Say "Hi"']);
    expect(dataset.report.ratings).toBe(3);
    const downloads = events.filter((event) => event.type === 'loading' && event.step === 'download');
    const total = files['movies.zip'].length + files['ratings.zip'].length;
    expect(downloads.at(-1)).toMatchObject({ done: total, total });
  });

  it('fetches again only what did not arrive', async () => {
    const missing = new Set(['ratings.zip']);
    const { shelf, asked } = server(missing);
    await expect(shelf.dataset(() => {})).rejects.toMatchObject({ code: 'network' });
    missing.clear();
    expect((await shelf.dataset(() => {})).report.ratings).toBe(3);
    expect(asked).toEqual(['movies.zip', 'ratings.zip', 'ratings.zip']);
  });

  it('has what is known of the movies in parts of their own', async () => {
    const { shelf, asked } = server();
    expect(await shelf.details()).toMatchObject({
      ids: [1],
      facts: [{ runtime: 81, directors: ['John Lasseter'] }],
    });
    expect(asked).toEqual(['details.zip']);
    expect(await shelf.descriptions()).toMatchObject({ ids: [1], facts: [{ text: 'Toys that live.' }] });
    expect(asked).toEqual(['details.zip', 'descriptions.zip']);
  });

  it('says what a page is that is no starter', async () => {
    const { shelf } = server();
    const page = new TextEncoder().encode('<!doctype html>');
    await expect(shelf.starter(page)).rejects.toMatchObject({ code: 'file-broken' });
    const empty = createBuiltInShelf(
      { ...manifest, parts: { ...manifest.parts, starter: { file: 'gone.json', bytes: 1 } } },
      (file) => `https://here/${file}`,
      (async () => new Response(null, { status: 404 })) as typeof fetch,
    );
    await expect(empty.starter()).rejects.toMatchObject({ code: 'network' });
  });
});

describe('the starter that the page fetches', () => {
  it('is waited for once it is announced, and only then', async () => {
    const inbox = createStarterInbox();
    expect(await inbox.fetched()).toBeNull();
    inbox.take({ type: 'starterComing' });
    const coming = inbox.fetched();
    const bytes = new Uint8Array([1, 2]);
    inbox.take({ type: 'starterFetched', bytes });
    expect(await coming).toBe(bytes);
  });

  it('is nothing where the page could not fetch it: the worker tries itself', async () => {
    const inbox = createStarterInbox();
    inbox.take({ type: 'starterComing' });
    inbox.take({ type: 'starterFetched', bytes: null });
    expect(await inbox.fetched()).toBeNull();
  });
});
