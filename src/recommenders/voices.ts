/** The voices of the hybrid, in the order in which they are named to people. */
export const voices = ['ials', 'ease', 'stars', 'content', 'popularity'] as const;
export type Voice = (typeof voices)[number];
/** One number for each voice. */
export type VoiceValues = Readonly<Record<Voice, number>>;
