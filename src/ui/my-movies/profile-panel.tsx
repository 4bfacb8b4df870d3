import { Link } from 'wouter';
import type { TasteProfile as Profile, Slice } from '../../protocol/recommendation-messages.ts';
import { paths } from '../app/routes.ts';
import { formatGiven, formatStars } from '../kit/format.ts';
import { useSelect } from '../state/store.ts';
import { useQuery } from '../state/use-query.ts';
import { useWords } from '../state/use-words.ts';
import { ProfileGrowth } from './profile-growth.tsx';
import { agreementText, picture, profile as texts } from './profile-texts.ts';
import { SavePicture } from './save-picture.tsx';
import './profile-panel.css';

/** Compares the person's ratings with everyone's: genres, decades, stars, agreement and growth over time. */
export function ProfilePanel() {
  const words = useWords();
  const ratings = useSelect((state) => state.person.ratings);
  const { answer: known } = useQuery({ type: 'profile' });
  if (known === null) return null;
  return (
    <section className="profile-panel" aria-labelledby="taste">
      <h2 id="taste">{texts.title}</h2>
      <p className="muted">{texts.hint}</p>
      <p>
        {texts.means(known.mean, known.everyoneMean, words)} {agreementText(known.agreement, words)}
      </p>
      <p className="profile-panel__key" aria-hidden="true">
        <span className="profile-panel__swatch" /> {texts.you}
        <span className="profile-panel__swatch profile-panel__swatch--everyone" /> {texts.everyone}
      </p>
      <div className="profile-panel__panels">
        <Rates known={known} />
        <ProfileGrowth ratings={ratings} />
        <Slices title={texts.genres} column={texts.genre} slices={known.genres} nameOf={(name) => name} />
        <Slices
          title={texts.decades}
          column={texts.decade}
          slices={known.decades}
          nameOf={texts.decadeName}
        />
        <Disputes title={texts.above} movies={known.above} />
        <Disputes title={texts.below} movies={known.below} />
      </div>
      <div className="profile-panel__acts">
        <Link className="button button--main" href={paths.taste}>
          {picture.link}
        </Link>
        <SavePicture known={known} />
        <span className="muted">{picture.linkHint}</span>
      </div>
    </section>
  );
}

function Rates({ known }: { readonly known: Profile }) {
  const own = known.histogram.map((n) => n / known.count);
  const most = Math.max(...own, ...known.everyoneHistogram);
  return (
    <section className="panel" aria-labelledby="taste-rates">
      <h3 id="taste-rates">{texts.rates}</h3>
      <div className="profile-panel__columns numbers" aria-hidden="true">
        {own.map((share, n) => {
          const stars = (n + 1) / 2;
          return (
            <div
              key={stars}
              className="profile-panel__column"
              title={`${formatGiven(stars)} ★: ${texts.share(share)} / ${texts.share(known.everyoneHistogram[n])}`}
            >
              <div className="profile-panel__pair">
                <span className="profile-panel__bar" style={{ height: `${(100 * share) / most}%` }} />
                <span
                  className="profile-panel__bar profile-panel__bar--everyone"
                  style={{ height: `${(100 * known.everyoneHistogram[n]) / most}%` }}
                />
              </div>
              <span className="muted">{Number.isInteger(stars) ? `${stars}★` : '·'}</span>
            </div>
          );
        })}
      </div>
      <table className="visually-hidden">
        <caption>{texts.rates}</caption>
        <thead>
          <tr>
            <th scope="col">{texts.stars}</th>
            <th scope="col">{texts.shareYou}</th>
            <th scope="col">{texts.shareEveryone}</th>
          </tr>
        </thead>
        <tbody>
          {own.map((share, n) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: the index is the number of half stars
            <tr key={n}>
              <th scope="row">{formatGiven((n + 1) / 2)}</th>
              <td>{texts.share(share)}</td>
              <td>{texts.share(known.everyoneHistogram[n])}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

/** Shows bars in a table, so that screen readers can read them too. */
function Slices(props: {
  readonly title: string;
  readonly column: string;
  readonly slices: readonly Slice[];
  readonly nameOf: (name: string) => string;
}) {
  const { title, column, slices, nameOf } = props;
  if (slices.length === 0) return null;
  const most = Math.max(...slices.map(({ share, everyoneShare }) => Math.max(share, everyoneShare)));
  const width = (share: number) => ({ width: `${(100 * share) / most}%` });
  return (
    <section className="panel" aria-label={title}>
      <table className="profile-panel__slices numbers">
        <caption>{title}</caption>
        <thead>
          <tr>
            <th scope="col">{column}</th>
            <th scope="col">
              {texts.shareYou}
              <span className="visually-hidden"> / {texts.shareEveryone}</span>
            </th>
            <th scope="col">{texts.meanYou}</th>
            <th scope="col">{texts.meanEveryone}</th>
          </tr>
        </thead>
        <tbody>
          {slices.map(({ name, share, everyoneShare, mean, everyoneMean }) => (
            <tr key={name}>
              <th scope="row">{nameOf(name)}</th>
              <td title={`${texts.share(share)} / ${texts.share(everyoneShare)}`}>
                <span className="profile-panel__slice" style={width(share)} />
                <span
                  className="profile-panel__slice profile-panel__slice--everyone"
                  style={width(everyoneShare)}
                />
                <span className="visually-hidden">
                  {texts.share(share)} / {texts.share(everyoneShare)}
                </span>
              </td>
              <td>{formatStars(mean)}</td>
              <td className="muted">{everyoneMean === null ? '–' : formatStars(everyoneMean)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function Disputes({ title, movies }: { readonly title: string; readonly movies: Profile['above'] }) {
  return (
    <section className="panel" aria-label={title}>
      <h3>{title}</h3>
      {movies.length === 0 ? (
        <p className="muted">{texts.none}</p>
      ) : (
        <ul className="profile-panel__disputes">
          {movies.map(({ movie, stars, everyone }) => (
            <li key={movie.id}>
              <Link href={paths.movie(movie.id)}>{movie.title}</Link>
              <span className="muted">{texts.against(stars, everyone)}</span>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
