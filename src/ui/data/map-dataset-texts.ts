/** Texts of the dialog in which a person says what the columns of tables hold. */
import type { DatasetMapping, ItemRoles, RatingRoles, Subject } from '../../protocol/dataset-messages.ts';
import { formatGiven } from '../kit/format.ts';

type Role<R> = { readonly id: Exclude<keyof R, 'table'>; readonly name: string };

export const mapDataset = {
  title: (name: string) => `What is in ${name}?`,
  lead: 'Matinee does not know this table. Say what its columns hold: people, titles and ratings must be in it.',
  subject: 'A data set of',
  subjects: [
    { id: 'films', name: 'Films' },
    { id: 'books', name: 'Books' },
    { id: 'games', name: 'Games' },
    { id: 'music', name: 'Music' },
    { id: 'other', name: 'Something else' },
  ] as const satisfies readonly { readonly id: Subject; readonly name: string }[],
  ratings: 'Ratings',
  ratingsTable: 'Table with the ratings',
  rows: (name: string) => `The first rows of ${name}`,
  column: (n: number) => `Column ${n}`,
  notSaid: 'Choose a column',
  none: 'Not in it',
  ratingRoles: [
    { id: 'user', name: 'Person' },
    { id: 'item', name: 'Title or its id' },
    { id: 'rating', name: 'Rating' },
    { id: 'time', name: 'Date' },
  ] as const satisfies readonly Role<RatingRoles>[],
  scale: 'Best rating',
  zero: 'A rating of 0',
  zeros: [
    { id: 'unrated', name: 'Means not rated' },
    { id: 'lowest', name: 'Is the worst' },
  ] as const satisfies readonly { readonly id: DatasetMapping['zero']; readonly name: string }[],
  becomes: (pairs: readonly (readonly [rating: number, stars: number])[]) =>
    `As stars: ${pairs.map(([rating, stars]) => `${rating} is ${formatGiven(stars)}`).join(', ')}.`,
  items: 'Titles',
  itemsTable: 'Table that describes the titles',
  noItems: 'None: show the ids',
  itemRoles: [
    { id: 'id', name: 'Id' },
    { id: 'title', name: 'Title' },
    { id: 'year', name: 'Year' },
    { id: 'genres', name: 'Genres' },
  ] as const satisfies readonly Role<ItemRoles>[],
  cancel: 'Cancel',
  read: 'Read it',
  incomplete: 'Choose the columns with people, titles and ratings to go on.',
};
