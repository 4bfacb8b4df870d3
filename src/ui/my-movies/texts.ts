/** Texts about rated movies that the active data set does not contain. */
export const absent = {
  title: 'Not in this data set',
  hint: 'These films are not among those in use. What you gave them stays kept and counts again with a data set that has them.',
  nameless: (id: number) => `Film number ${id}`,
};
