/**
 * Words that this code base gave up for those of the glossary in CONTRIBUTING.md. Texts on the screen are not checked:
 * there a movie is a film.
 */
export interface BannedWord {
  /** Lower case, every form. */
  readonly forms: readonly string[];
  readonly instead: string;
  /** False where a comment or the title of a test may use the word as plain English. */
  readonly inProse: boolean;
}

const everywhere = (instead: string, ...forms: string[]): BannedWord => ({ forms, instead, inProse: true });
const inNames = (instead: string, ...forms: string[]): BannedWord => ({ forms, instead, inProse: false });

export const bannedWords: readonly BannedWord[] = [
  everywhere('movie', 'film', 'films'),
  everywhere('component or weight', 'voice', 'voices'),
  everywhere('list settings or adjustment', 'wish', 'wishes', 'dial', 'dials', 'bent'),
  everywhere('held-out user', 'stranger', 'strangers', 'unseeing'),
  everywhere('seed movie', 'loved'),
  everywhere('import', 'bring', 'brings', 'bringing', 'brought'),
  everywhere('ImportedEntry or matchEntries', 'claim', 'claims', 'claimed', 'saying'),
  everywhere('preview', 'offer', 'offers', 'offered', 'offering'),
  everywhere('overview', 'glance', 'glances'),
  everywhere('allocate or interleave', 'deal', 'deals', 'dealing', 'dealt'),
  everywhere('AbortSignal or isActive', 'wanted', 'givenup', 'leftalone'),
  everywhere('confidence', 'certainty'),
  inNames('catalogue', 'library', 'libraries'),
  inNames('background recommenders', 'rankers'),
  inNames('storage, isPersistent, persist or stored', 'keeping', 'kept'),
  inNames('emit, onProgress, reportError; train for ratings told', 'tell', 'tells', 'told'),
];

/** A name that holds a banned word and stays, with the files in which it may stand and the reason. */
export interface AllowedName {
  readonly name: string;
  readonly files: RegExp;
  readonly reason: string;
}

const stored = /^(src|tests)\/.*(storage|protocol|exports|import|journal|backup|experiment|person)/;

export const allowedNames: readonly AllowedName[] = [
  { name: 'bayesRatedFilms', files: /bench\/accuracy/, reason: "a row of the bench's JSON" },
  { name: 'FilmNoir', files: /./, reason: 'a genre of MovieLens' },
  { name: 'claim', files: /service-worker/, reason: "clients.claim() is the service worker's own API" },
  {
    name: 'deal',
    files: /interleaving/,
    reason: "team draft interleaving deals by turns (Radlinski's term)",
  },
  {
    name: 'deals',
    files: /interleaving/,
    reason: "team draft interleaving deals by turns (Radlinski's term)",
  },
  {
    name: 'dealt',
    files: /interleaving/,
    reason: "team draft interleaving deals by turns (Radlinski's term)",
  },
  { name: 'films', files: stored, reason: 'a field of back-ups and of the stored experiment' },
  { name: 'wishes', files: stored, reason: 'the key under which list settings are stored' },
  { name: 'brought', files: stored, reason: 'the key under which imports are stored' },
];
