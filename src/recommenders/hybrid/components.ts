/** The voices of the hybrid, in the order in which they are named to people. */
export const components = ['ials', 'viewing', 'ease', 'stars', 'content', 'popularity'] as const;
export type Component = (typeof components)[number];
/** One number for each voice. */
export type ComponentValues = Readonly<Record<Component, number>>;

export const noComponent: ComponentValues = {
  ials: 0,
  viewing: 0,
  ease: 0,
  stars: 0,
  content: 0,
  popularity: 0,
};
