import { Fragment, type ReactNode } from 'react';
import { Link } from 'wouter';
import type { MovieFacts as Facts } from '../../protocol/recommendation-messages.ts';
import { paths } from '../app/routes.ts';
import { formatMinutes, formatNames } from '../kit/format.ts';
import { useWords } from '../state/use-words.ts';
import { countryName, languageName } from './code-names.ts';
import { facts as texts } from './texts.ts';
import './movie-facts.css';

/** Who made a movie and what is known of it. What is unknown has no line. */
export function MovieFacts({ facts }: { readonly facts: Facts }) {
  const { directors, cast, runtime } = facts;
  const languages = facts.languages.flatMap((code) => languageName(code) ?? []);
  const countries = facts.countries.flatMap((code) => countryName(code) ?? []);
  const lines: readonly (readonly [label: string, value: ReactNode])[] = [
    ...(directors.length > 0
      ? [[texts.directors(directors.length), <People key="directors" names={directors} />] as const]
      : []),
    ...(cast.length > 0 ? [[texts.cast, <People key="cast" names={cast} />] as const] : []),
    ...(runtime === null ? [] : [[texts.runtime, formatMinutes(runtime)] as const]),
    ...(languages.length > 0 ? [[texts.languages(languages.length), formatNames(languages)] as const] : []),
    ...(countries.length > 0 ? [[texts.countries(countries.length), formatNames(countries)] as const] : []),
  ];
  if (lines.length === 0) return null;
  return (
    <section className="movie-facts" aria-label={texts.title}>
      <dl>
        {lines.map(([label, value]) => (
          <div key={label} className="movie-facts__line">
            <dt className="muted">{label}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

/** Names, each of which leads to the other movies with that person. */
function People({ names }: { readonly names: readonly string[] }) {
  const words = useWords();
  return [...new Set(names)].map((name, n) => (
    <Fragment key={name}>
      {n > 0 && ', '}
      <Link href={paths.exploreBy(name)} title={texts.moreBy(name, words)}>
        {name}
      </Link>
    </Fragment>
  ));
}

/** Keeps the place of the facts while they are on their way. */
export function MovieFactsSkeleton() {
  return (
    <div className="movie-facts" aria-hidden="true">
      <dl>
        {[1, 2, 3, 4, 5].map((n) => (
          <div key={n} className="movie-facts__line">
            <dt>
              <span className="skeleton skeleton--line" />
            </dt>
            <dd>
              <span className="skeleton skeleton--line" />
            </dd>
          </div>
        ))}
      </dl>
    </div>
  );
}
