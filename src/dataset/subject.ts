/** What the items of a data set are. */
export type Subject = 'films' | 'books' | 'games' | 'music' | 'other';
