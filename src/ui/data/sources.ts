/** Where the data that come with Matinee are from. A test compares this list with the README inside the zip. */

interface Licence {
  readonly name: string;
  readonly address: string;
}

/** One source of the built-in data. */
export interface Source {
  readonly name: string;
  readonly address: string;
  /** What Matinee takes from it. */
  readonly gives: string;
  readonly licences: readonly Licence[];
  /** What was done to it, and what must be said of it. */
  readonly note: string;
}

const BY_SA: Licence = { name: 'CC BY-SA 4.0', address: 'https://creativecommons.org/licenses/by-sa/4.0/' };

export const sources: readonly Source[] = [
  {
    name: 'MovieLens',
    address: 'https://grouplens.org/datasets/movielens/',
    gives: 'Films, ratings, numbers of ratings and their means, and ids of IMDb and TMDB',
    licences: [
      {
        name: 'MovieLens usage licence',
        address: 'https://files.grouplens.org/datasets/movielens/ml-latest-README.html',
      },
    ],
    note: 'Selected from ml-32m, ml-latest (July 2023) and ml-latest-small (September 2018) by GroupLens Research at the University of Minnesota. For non-commercial use only, may be passed on under the same conditions; neither the university nor GroupLens endorses Matinee.',
  },
  {
    name: 'Wikidata',
    address: 'https://www.wikidata.org/',
    gives: 'Running times, languages, countries, directors and cast',
    licences: [{ name: 'CC0', address: 'https://creativecommons.org/publicdomain/zero/1.0/' }],
    note: 'Selected and merged with the next two.',
  },
  {
    name: 'omdb.org',
    address: 'https://www.omdb.org/',
    gives: 'The same facts where Wikidata lacks them',
    licences: [{ name: 'CC BY 2.0 DE', address: 'https://creativecommons.org/licenses/by/2.0/de/' }],
    note: 'Selected and merged. About 5% of the running times that only omdb.org has are off by more than five minutes.',
  },
  {
    name: 'Wikipedia',
    address: 'https://en.wikipedia.org/',
    gives: 'Descriptions, titles of articles, and further facts',
    licences: [BY_SA],
    note: 'By the authors of the article that is named beside each description. The descriptions are shortened and may be passed on under the same licence.',
  },
];
