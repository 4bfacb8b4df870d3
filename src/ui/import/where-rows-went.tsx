import { textCell } from '../../base/csv-cells.ts';
import type { ImportPreview, WaitingPreview, WaitingReason } from '../../protocol/import-messages.ts';
import { ChooseMovie } from '../search/choose-movie.tsx';
import { useStore } from '../state/store.ts';
import { useWords } from '../state/use-words.ts';
import { type ListedRow, RowList } from './row-list.tsx';
import { mendedTexts, skippedHint, importing as texts, waitingTexts } from './texts.ts';

const REASONS: readonly WaitingReason[] = ['ambiguous', 'newer', 'rare'];
const COLUMNS = ['title', 'year', 'rows'];

/** The rows that were not found or cannot be used, by reason. A person can point each at its movie. */
export function WhereRowsWent({ review }: { readonly review: ImportPreview }) {
  const { waiting, leftOut, lastYear } = review;
  const words = useWords();
  return (
    <div>
      {REASONS.map((reason) => {
        const some = waiting.filter((movie) => movie.reason === reason);
        if (some.length === 0) return null;
        return (
          <RowList
            key={reason}
            {...waitingTexts(reason, lastYear, words)}
            count={some.reduce((sum, { rows }) => sum + rows, 0)}
            file={`matinee-import-${reason}.csv`}
            columns={COLUMNS}
            rows={some.map(waitingRow)}
          />
        );
      })}
      <Mended review={review} />
      {leftOut.map(({ why, count, examples }, n) => (
        <RowList
          key={why}
          title={why}
          hint={skippedHint}
          count={count}
          file={`matinee-import-skipped-${n + 1}.csv`}
          columns={['row']}
          rows={examples.map((example, at) => ({
            key: String(at),
            text: example,
            cells: [textCell(example)],
            shown: example,
          }))}
        />
      ))}
    </div>
  );
}

function waitingRow(movie: WaitingPreview): ListedRow {
  const { key, title, year, rows } = movie;
  return {
    key,
    text: `${title} ${year ?? ''}`,
    cells: [textCell(title), year ?? '', rows],
    shown: <WaitingLine movie={movie} />,
  };
}

function WaitingLine({ movie: { key, title, year, candidates } }: { readonly movie: WaitingPreview }) {
  const store = useStore();
  return (
    <span className="row-list__movie">
      <span>
        <bdi>{title}</bdi> {year !== null && <span className="muted">{year}</span>}
      </span>
      <ChooseMovie
        title={title}
        candidates={candidates}
        onChoose={({ id }) => store.send({ type: 'mendImport', key, movieId: id })}
      />
    </span>
  );
}

/** The rows that the person has pointed at a movie, with a way back. */
function Mended({ review: { mended } }: { readonly review: ImportPreview }) {
  const store = useStore();
  if (mended.length === 0) return null;
  return (
    <RowList
      {...mendedTexts}
      count={mended.reduce((sum, { rows }) => sum + rows, 0)}
      file="matinee-import-chosen.csv"
      columns={[...COLUMNS, 'movieId']}
      rows={mended.map(({ key, title, year, rows, movie }) => ({
        key,
        text: `${title} ${movie.title}`,
        cells: [textCell(title), year ?? '', rows, movie.id],
        shown: (
          <span className="row-list__movie">
            <span>
              <bdi>{title}</bdi> <span className="muted">→</span> <bdi>{movie.title}</bdi>{' '}
              {movie.year !== null && <span className="muted">{movie.year}</span>}
            </span>
            <button
              type="button"
              className="button choose-movie__button"
              aria-label={texts.undoOf(title)}
              onClick={() => store.send({ type: 'mendImport', key, movieId: null })}
            >
              {texts.undo}
            </button>
          </span>
        ),
      }))}
    />
  );
}
