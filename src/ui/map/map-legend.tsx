import { useMemo } from 'react';
import type { DrawnMap, MapTint } from '../../protocol/map-messages.ts';
import { formatCount } from '../kit/format.ts';
import { SegmentedControl } from '../kit/segmented-control.tsx';
import { useWords } from '../state/use-words.ts';
import {
  type FamilyId,
  families,
  familyOf,
  givenLook,
  type MapInks,
  type MapMode,
  type MapShape,
  mapModes,
  rangeOf,
  shapes,
} from './point-style.ts';
import { familyNames, mapModeNames, shapeNames, map as texts } from './texts.ts';

const GIVEN = [1, 2, 3, 4, 5] as const;

/** Lets the person choose what the colours show. */
export function MapModes(props: { readonly mode: MapMode; readonly onMode: (mode: MapMode) => void }) {
  return (
    <div className="map__modes">
      <SegmentedControl
        label={texts.colours}
        isLabelShown
        options={mapModes.map((id) => ({ id, name: mapModeNames[id] }))}
        value={props.mode}
        onChange={props.onMode}
      />
    </div>
  );
}

/** Explains what the colours show. */
export function MapLegend(props: {
  readonly map: DrawnMap;
  readonly tint: MapTint | null;
  readonly rated: number;
  readonly mode: MapMode;
  readonly only: FamilyId | null;
  readonly inks: MapInks;
  readonly onOnly: (only: FamilyId | null) => void;
}) {
  const { map, tint, rated, mode, only, inks, onOnly } = props;
  return (
    <div className="map__legend">
      {mode === 'genre' && <Families map={map} only={only} onOnly={onOnly} />}
      {mode === 'stars' && <StarRamp tint={tint} />}
      {mode === 'ratings' && <Given rated={rated} inks={inks} />}
    </div>
  );
}

function Families(props: {
  readonly map: DrawnMap;
  readonly only: FamilyId | null;
  readonly onOnly: (only: FamilyId | null) => void;
}) {
  const { map, only, onOnly } = props;
  const counts = useMemo(() => {
    const found = new Int32Array(families.length);
    for (const { genres } of map.movies) found[familyOf(genres)]++;
    return found;
  }, [map]);
  return (
    <fieldset className="map__families">
      <legend className="visually-hidden">{texts.family}</legend>
      {families.map(({ id, token, shape }, n) =>
        counts[n] === 0 ? null : (
          <button
            key={id}
            type="button"
            className="map__family"
            aria-pressed={only === id}
            onClick={() => onOnly(only === id ? null : id)}
          >
            <Sign shape={shape} colour={`var(${token})`} />
            {familyNames[id]}
            <span className="visually-hidden">, {shapeNames[shape]}</span>
            <span className="muted numbers">{formatCount(counts[n])}</span>
          </button>
        ),
      )}
    </fieldset>
  );
}

function Sign({ shape, colour }: { readonly shape: MapShape; readonly colour: string }) {
  return (
    <svg className="map__sign" viewBox="0 0 14 14" aria-hidden="true" focusable="false">
      {shape === 'circle' && <circle cx="7" cy="7" r="5.2" style={{ fill: colour }} />}
      {shape === 'square' && <rect x="2.5" y="2.5" width="9" height="9" style={{ fill: colour }} />}
      {shape === 'diamond' && <path d="M7 .6 13.4 7 7 13.4.6 7z" style={{ fill: colour }} />}
      {shape === 'triangle' && <path d="M7 1l6 10.4H1z" style={{ fill: colour }} />}
    </svg>
  );
}

function StarRamp({ tint }: { readonly tint: MapTint | null }) {
  const words = useWords();
  const predicted = tint?.predicted ?? null;
  if (predicted === null) return <p className="muted">{texts.noStars(words)}</p>;
  const [low, high] = rangeOf(predicted);
  return (
    <p className="map__ramp">
      <span className="numbers">{texts.few(low)}</span>
      <span className="map__bar" aria-hidden="true" />
      <span className="numbers">{texts.many(high)}</span>
    </p>
  );
}

function Given({ rated, inks }: { readonly rated: number; readonly inks: MapInks }) {
  const words = useWords();
  if (rated === 0) return <p className="muted">{texts.ratedNone(words)}</p>;
  return (
    <ul className="map__given">
      {GIVEN.map((stars) => {
        const { shape, colour } = givenLook(stars, inks);
        return (
          <li key={stars}>
            <Sign shape={shapes[shape]} colour={`rgb(${colour.join(' ')})`} />
            {stars} ★
          </li>
        );
      })}
      <li>
        <Sign shape="circle" colour="var(--line)" />
        {texts.notRated}
      </li>
    </ul>
  );
}
