/**
 * The genres of the built-in data, so that a newcomer can pick while it still loads; a test holds the list to
 * the data. Once the data is there its own list is shown.
 */
export const builtInGenres = [
  'Action',
  'Adventure',
  'Animation',
  'Children',
  'Comedy',
  'Crime',
  'Documentary',
  'Drama',
  'Fantasy',
  'Film-Noir',
  'Horror',
  'IMAX',
  'Musical',
  'Mystery',
  'Romance',
  'Sci-Fi',
  'Thriller',
  'War',
  'Western',
] as const;
