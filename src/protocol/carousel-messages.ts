/** The part of the conversation about the rows of For you. */
import type { Movie } from '../dataset/dataset.ts';
import type { MovieCard } from './messages.ts';

/** Whether the page shows rows. Answered by `rows`, now and after every `recommended`, but for live experiments. */
export interface RowsCommand {
  readonly type: 'showRows';
  readonly on: boolean;
}

/** What the films of a row have in common. */
export type ShownSubject =
  | { readonly kind: 'seed'; readonly movie: Movie }
  | { readonly kind: 'taste' }
  | { readonly kind: 'genre'; readonly genre: string; readonly picked: boolean }
  /** At most so many of all people rated them. */
  | { readonly kind: 'gems'; readonly most: number; readonly people: number }
  /** None of them has one of these genres. */
  | { readonly kind: 'different'; readonly from: readonly string[] };

export interface ShownRow {
  readonly subject: ShownSubject;
  /** Best first. No film is in two rows, nor among the first TOP_PICKS of the list. */
  readonly cards: readonly MovieCard[];
}

/** Rows in the order in which they are to be shown. */
export interface RowsEvent {
  readonly type: 'rows';
  readonly rows: readonly ShownRow[];
}
