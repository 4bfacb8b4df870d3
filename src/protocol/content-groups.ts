/** What the content model compares movies by, in plain words. Each group can be switched on and off in the Lab. */

/** A group of terms that a movie has. */
export type TermGroup = 'genres' | 'people' | 'words' | 'tags';

interface TermGroupInfo {
  readonly id: TermGroup;
  readonly label: string;
  readonly description: string;
}

export const termGroups: readonly TermGroupInfo[] = [
  { id: 'genres', label: 'Genres', description: 'As in “Your genres”.' },
  { id: 'people', label: 'People', description: 'Who directed it, and who plays in it.' },
  { id: 'words', label: 'Words', description: 'Those of the description, rare ones counting more.' },
  { id: 'tags', label: 'Tags', description: 'What people wrote on it, where the data set has tags.' },
];

/** @returns whether the value is an array of groups without repeats, at least one */
export function areTermGroups(value: unknown): value is readonly TermGroup[] {
  return (
    Array.isArray(value) &&
    value.length > 0 &&
    new Set(value).size === value.length &&
    value.every((one) => termGroups.some(({ id }) => id === one))
  );
}
