import type { DrawnMap } from '../../protocol/map-messages.ts';
import { map as texts } from './texts.ts';

/** Explains what the map shows, what it cannot show, and how good it is. */
export function HowToRead({ map }: { readonly map: DrawnMap }) {
  return (
    <details className="map__reading">
      <summary>{texts.howTo}</summary>
      <p>{texts.how}</p>
      {map.trust !== null && (
        <p>
          <abbr title={texts.trustTerm}>{texts.trust(map.trust)}</abbr>
        </p>
      )}
      <p className="muted">
        {texts.drawn(map.movies.length, map.took)} {map.leftOut > 0 && texts.leftOut(map.leftOut)}
      </p>
    </details>
  );
}
