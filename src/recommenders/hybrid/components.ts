/** The voices of the hybrid, in the order in which they are named to people. */
export const voices = ['ials', 'viewing', 'ease', 'stars', 'content', 'popularity'] as const;
export type Voice = (typeof voices)[number];
/** One number for each voice. */
export type VoiceValues = Readonly<Record<Voice, number>>;

export const noVoice: VoiceValues = {
  ials: 0,
  viewing: 0,
  ease: 0,
  stars: 0,
  content: 0,
  popularity: 0,
};
