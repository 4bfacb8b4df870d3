/** Texts for sharing one's taste and for looking at somebody else's. */
import type { Likeness } from '../../protocol/taste-messages.ts';
import type { Words } from '../../protocol/words.ts';
import { plural } from '../app/texts.ts';
import { formatCount, formatDay, formatError, formatGiven } from '../kit/format.ts';

export const share = {
  title: 'Share your taste',
  page: 'Taste links',
  lead: 'Your ratings as a link or a code, for a friend or for your other device. Everything is in the link itself; no server gets it.',
  nobody: 'Rate a few films first, and you have a taste to share.',
  start: 'Rate well-known films',
  name: 'Your name, if you like',
  nameHint: 'It stands in the link, for the one who opens it.',
  link: 'Your link',
  copy: 'Copy the link',
  copied: 'Copied.',
  notCopied: 'The browser does not let Matinee copy. The link is selected: copy it with Ctrl+C or ⌘C.',
  code: 'Or as a code',
  codeLabel: 'QR code of your link',
  codeHint: 'Point the camera of a phone at it.',
  sameInCode: 'It holds the same as the link.',
  gathering: 'Your ratings are being gathered …',
  inLink: (included: number, total: number) =>
    included === total
      ? `${total === 1 ? 'Your one rating is' : `All your ${formatCount(total)} ratings are`} in it.`
      : `${formatCount(included)} of your ${formatCount(total)} ratings are in it: those that say most about you, because they are farthest from what everyone gives.`,
  inCode: (included: number, total: number) =>
    `A code with fewer squares is read at once, so ${formatCount(included)} of your ${formatCount(total)} ratings are in it: those that say most about you.`,
};

export const open = {
  title: 'Open a friend’s taste',
  hint: 'Open their link in this browser, or paste it here.',
  link: 'Their link',
  button: 'Open it',
  refused: 'This link cannot be read',
};

export const scan = {
  button: 'Scan a code',
  hint: 'Take a photo of the code, or choose a picture of it.',
  noPicture: 'This file is no picture that the browser can show.',
  noPictureAdvice: 'Take a photo of the code, or choose a picture of it.',
  noCode: 'No QR code was found in this picture.',
  noCodeAdvice: 'Take the photo from closer by, straight from the front, and without glare.',
};

/** The sender in the middle of a sentence. */
function nameIn(name: string): string {
  return name === '' ? 'your friend' : name;
}

export const received = {
  title: (name: string) => (name === '' ? 'A taste that was sent to you' : `${name}’s taste`),
  from: (name: string, day: number) =>
    `${name === '' ? 'The sender gave no name' : `The sender goes by the name of ${name}`}; nobody has checked who it is. Made on ${formatDay(day)}.`,
  holds: (count: number, total: number) =>
    count === total
      ? `It holds ${plural(count, 'rating', 'ratings')}.`
      : `It holds ${formatCount(count)} of their ${formatCount(total)} ratings: those that say most about them.`,
  missing: (n: number, { many }: Words) =>
    `${plural(n, `of these ${many} is`, `of these ${many} are`)} not in the data set that is in use.`,
  unsaved: 'Nothing of it is saved. It is gone when you put it away or close this tab.',
  best: 'Rated best',
  none: 'None of their films is in this data set.',
  loading: 'The films are still on their way.',
  compare: 'Compare with mine',
  together: 'Watch together tonight',
  friend: 'Friend',
  take: 'Take it as mine',
  takeHint: 'For your own other device: you see first what changes, and one press undoes it.',
  away: 'Put it away',
  fileName: (name: string) => `${name === '' ? 'taste' : name}.csv`,
};

export const comparison = {
  title: (name: string) => `You and ${nameIn(name)}`,
  noneOfYours: 'You have not rated a film yet. Rate a few, then come back: this page waits in this tab.',
  rate: 'Rate well-known films',
  inCommon: 'films in common',
  correlation: 'how alike, from −1 to 1',
  interval: 'likely between (95 %)',
  between: (low: number, high: number) => `${formatCorrelation(low)} to ${formatCorrelation(high)}`,
  distance: 'stars apart on average',
  tooFew: (n: number, enough: number, { one, many }: Words) =>
    n === 0
      ? `You have no ${one} in common yet, so nobody can tell how alike you are.`
      : `You have ${plural(n, one, many)} in common. From ${enough} on it can be told how alike you are.`,
  noSpread: 'One of you gave all these films the same stars, so it cannot be told how alike you are.',
  apart: 'Where you differ most',
  apartBy: (yours: number, theirs: number, name: string) =>
    `${formatGiven(yours)} from you, ${formatGiven(theirs)} from ${nameIn(name)}`,
  together: 'No film is a star or more apart.',
  unseen: (name: string) => `${name === '' ? 'They' : name} liked these, and you have not seen them`,
  theirs: (theirs: number, name: string) =>
    `${formatGiven(theirs)} ${theirs === 1 ? 'star' : 'stars'} from ${nameIn(name)}`,
  notPredicted: 'Your expected stars come once Matinee has trained.',
  allSeen: 'You have seen everything that they liked, as far as this data set has it.',
};

export const formatCorrelation = (r: number): string => formatError(r).replace('-', '−');

/** How alike two people are, in words; a correlation that may be none at all says so. */
export function likenessText({ correlation, low, high }: Likeness, { many }: Words): string {
  if (low <= 0 && high >= 0)
    return `It could be chance: with these ${many} in common it cannot be told whether you agree.`;
  if (correlation > 0.6) return 'Your tastes are very much alike.';
  if (correlation > 0.3) return 'Your tastes are rather alike.';
  if (correlation > 0) return 'Your tastes are a little alike.';
  return 'You like what the other does not.';
}
