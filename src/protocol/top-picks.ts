/** Films in the first row of For you: the beginning of the list. */
export const TOP_PICKS = 12;
