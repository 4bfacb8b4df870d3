/** Texts of the page with tonight's movie. */
import type { BrowseChoices } from '../../protocol/browse-messages.ts';
import type { Reason, StarsEvidence } from '../../protocol/movie-card.ts';
import type { Guest, MemberView } from '../../protocol/together-messages.ts';
import type { Words } from '../../protocol/words.ts';
import { nav, plural, stars as starTexts } from '../app/texts.ts';
import { formatCount, formatGiven, formatNames, formatStars } from '../kit/format.ts';

export const tonight = {
  title: nav.tonight,
  lead: 'Ten films that fit the evening. Say what they must be, and who is watching.',
  region: 'Films for tonight',
  passing: (n: number, { one, many }: Words) => plural(n, `${one} fits`, `${many} fit`),
  none: 'No film fits all of this.',
  noneHint: 'Allow more minutes, or remove a filter.',
  clear: 'Clear all',
  more: 'Genres, years, language and country',
  moreOn: (n: number) => `${formatCount(n)} on`,
  minutes: 'Minutes you have',
  anyLength: 'Any length',
  minutesFault: 'From 30 to 999 minutes; empty for any length.',
  list: 'Only from',
  everyMovie: 'All films',
  watchlist: 'My watchlist',
  named: (name: string) => `My list “${name}”`,
  hideSeen: 'Nothing I have seen',
  hideSeenTogether: 'Nothing any of us has seen',
  arriving: 'How long films run and where they are from is still arriving.',
};

/** What a data set does not know. */
export function lacking({ hasRuntimes, languages, countries }: BrowseChoices, { many }: Words): string {
  const names = [
    ...(hasRuntimes ? [] : [`how long its ${many} run`]),
    ...(languages.length > 0 ? [] : ['their language']),
    ...(countries.length > 0 ? [] : ['their country']),
  ];
  return names.length === 0
    ? ''
    : `This data set does not say ${formatNames(names)}, so there is no filter for that.`;
}

export const people = {
  title: 'Watching with someone?',
  lead: 'Their taste stays in this tab and is gone when you close it. Your own ratings do not change.',
  you: 'You',
  region: 'Who is watching',
  add: 'Add a person',
  full: 'Five people are the most.',
  keep: 'Keep for next time',
  keepOf: (name: string) => `Keep ${name} for next time`,
  off: (name: string) => `Take ${name} off`,
  back: (name: string) => `${name} is here`,
  forget: (name: string) => `Forget ${name}`,
  fromBefore: 'Kept from before',
  about({ ratings, seen, absent }: Guest, { many }: Words): string {
    return [
      plural(ratings, 'rating', 'ratings'),
      ...(seen === 0 ? [] : [`${formatCount(seen)} seen without stars`]),
      ...(absent === 0 ? [] : [`${formatCount(absent)} of ${many} that are not here`]),
    ].join(', ');
  },
  added: (name: string, unfound: number, { one, many }: Words) =>
    unfound === 0
      ? `${name} is in.`
      : `${name} is in. ${plural(unfound, one, many)} of theirs could not be found here for sure and does not count.`,
};

export const rule = {
  label: 'Who decides',
  mean: 'Happy on average',
  least: 'Nobody unhappy',
  value: (percent: number) =>
    percent === 0
      ? 'The average of all'
      : percent === 100
        ? 'The least happy alone'
        : `The least happy counts ${percent} %, the average the rest`,
  hint: 'On average, groups of people whose ratings are known found more of what they liked by the average, and so did their least happy member.',
};

export const dice = {
  forMe: 'Choose for me',
  forUs: 'Choose for us',
  again: 'Choose again',
  hint: 'Not picked blindly: Matinee takes one of the many tastes that your ratings allow, and the best film for it. What it is surer of comes up more often.',
  noModel:
    'This needs the model that knows how sure it is. It is trained by itself after the first one; until then nothing is drawn.',
  training: 'See the training',
  chosen: 'Tonight it is',
  none: 'No film fits, so there is nothing to draw.',
};

export const adding = {
  title: 'Who is watching with you?',
  name: 'Their name',
  nameFault: 'Type what the list should call them, in up to 40 letters.',
  file: 'They have ratings elsewhere',
  fileHint:
    'Drop their export or Matinee back-up here, or choose it. It is read on this device and not added to yours.',
  choose: 'Choose their file',
  dropHere: 'Drop it here',
  hand: 'They are right here',
  handHint: 'Hand over the device: six films, a few seconds each.',
  start: 'Six quick questions',
  reading: 'Reading their ratings …',
  cancel: 'Cancel',
  asking: (name: string) => `${name}, how was this?`,
  progress: (n: number, of: number) => `${n} of ${of} rated`,
  unseen: 'Haven’t seen it',
  enough: 'That is enough',
  noMore: 'There is nothing left to ask.',
};

/** "gave 4 ★" or "seen", for a movie that a member knows; '' for any other. */
export function knownText({ given, isSeen }: MemberView): string {
  if (given !== null) return `gave ${starTexts.given(given)}`;
  return isSeen ? 'has seen it' : '';
}

export const memberStars = (n: number) => formatStars(n);

/** Why a movie suits a member, in words that fit the person and a guest alike. */
export function memberReason(reason: Reason): string {
  switch (reason.kind) {
    case 'rated': {
      const titles = reason.because.slice(0, 2).map(({ movie }) => movie.title);
      return titles.length === 0 ? 'From the ratings so far' : `Because of ${formatNames(titles)}`;
    }
    case 'genres':
      return reason.genres.length === 0
        ? 'By genre'
        : `High ratings for ${formatNames(reason.genres.slice(0, 2))}`;
    case 'person':
      return withPerson(reason);
    case 'words':
      return `In common with ${reason.because.movie.title}: ${reason.words.slice(0, 3).join(', ')}`;
    case 'order':
      return `Comes next after ${formatNames(reason.last.map(({ movie }) => movie.title))}`;
    case 'predicted':
    case 'expected':
      return evidence(reason.evidence);
    case 'popular':
      return `A favourite of many: ${plural(reason.ratings, 'rating', 'ratings')}`;
    case 'elsewhere':
      return `${formatStars(reason.world.mean)} stars on average elsewhere`;
    case 'acclaimed':
      return average(reason);
    case 'neighbours':
      return `Liked by ${formatCount(reason.liked)} of ${plural(reason.of, 'person', 'people')} most alike`;
    case 'blind':
      return '';
    case 'none':
      return 'Simply comes next';
  }
}

function evidence(of: StarsEvidence): string {
  switch (of.kind) {
    case 'rated': {
      const [{ movie, stars }] = of.because;
      return `Lifted by ${formatGiven(stars)} stars for ${movie.title}`;
    }
    case 'person':
      return withPerson(of);
    case 'everyone':
      return average(of);
    case 'nobody':
      return 'Nobody has rated it yet';
  }
}

function withPerson({ name, role, because }: Extract<StarsEvidence, { kind: 'person' }>): string {
  return `${role === 'director' ? 'Directed by' : 'With'} ${name}, as in ${because.movie.title}`;
}

function average({ meanStars, ratings }: { readonly meanStars: number; readonly ratings: number }): string {
  return `${formatStars(meanStars)} stars on average from ${plural(ratings, 'rating', 'ratings')}`;
}
